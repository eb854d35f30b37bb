import { KeyRound, X } from 'lucide-preact'
import type { Snapshot } from '../../contract/snapshot.ts'
import type { UserScope } from '../../domain/permissions.ts'
import { text } from '../../platform/texts.ts'
import { usePopup } from './popup-context.ts'

/** What the user may do no more, and the way to a sign-in that may bring it back. */
export function PermissionNotices() {
  const model = usePopup()
  const snapshot = model.snapshot.value
  if (!snapshot) return null
  const isForbidden = model.failure.value?.code === 'insufficient-scope' || hasForbidden(snapshot)
  return (
    <>
      {snapshot.endedScopes.length > 0 && (
        <div class="message message-warn" role="status">
          <KeyRound size={16} aria-hidden="true" />
          <div class="message-words">
            {snapshot.endedScopes.map((scope) => (
              <p key={scope}>{endedSentence(scope)}</p>
            ))}
          </div>
          <button
            type="button"
            class="icon-button"
            aria-label={text('dismiss')}
            onClick={model.dismissEndedScopes}
          >
            <X size={16} aria-hidden="true" />
          </button>
        </div>
      )}
      {isForbidden && snapshot.session === 'signed-in' && (
        <div class="message message-warn" role="status">
          <KeyRound size={16} aria-hidden="true" />
          <div class="message-words">
            <p>{text('forbiddenBar')}</p>
            <button type="button" class="button button-primary" onClick={model.signIn}>
              {text('signInForPermission')}
            </button>
          </div>
        </div>
      )}
    </>
  )
}

function hasForbidden({ entries, sync }: Snapshot): boolean {
  return sync.forbidden || entries.some(({ failure }) => failure === 'insufficient-scope')
}

function endedSentence(scope: UserScope): string {
  switch (scope) {
    case 'read:timesheets':
      return text('endedRead')
    case 'create:timesheets':
      return text('endedCreate')
    case 'delete:timesheets':
      return text('endedDelete')
    case 'approve:timesheets':
      return text('endedApprove')
    default:
      return scope satisfies never
  }
}
