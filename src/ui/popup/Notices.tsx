import { ExternalLink, KeyRound } from 'lucide-preact'
import { text } from '../../platform/texts.ts'
import { FailureBar } from '../components/FailureBar.tsx'
import { PermissionNotices } from './PermissionNotices.tsx'
import { usePopup } from './popup-context.ts'

/** What stands between the user and the server, above the work that goes on meanwhile. */
export function Notices() {
  const model = usePopup()
  const session = model.snapshot.value?.session
  const failure = model.failure.value
  return (
    <>
      {session === 'expired' && (
        <div class="message message-warn" role="alert">
          <KeyRound size={16} aria-hidden="true" />
          <p class="message-words">{text('expiredBar')}</p>
          <button type="button" class="button button-primary" onClick={model.signIn}>
            {text('signIn')}
          </button>
        </div>
      )}
      {session === 'signing-in' && (
        <div class="message" role="status">
          <KeyRound size={16} aria-hidden="true" />
          <p class="message-words">{text('signingInBar')}</p>
        </div>
      )}
      {failure && (
        <FailureBar failure={failure} circumstances={model.circumstances} onDismiss={model.dismissFailure}>
          {failure.code === 'storage-failed' && (
            <button type="button" class="button" onClick={model.openSettings}>
              {text('localCopyOpen')}
              <ExternalLink size={14} aria-hidden="true" />
            </button>
          )}
        </FailureBar>
      )}
      <PermissionNotices />
    </>
  )
}
