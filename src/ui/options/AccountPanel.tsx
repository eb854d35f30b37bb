import { text } from '../../platform/texts.ts'
import { Person } from '../components/Person.tsx'
import { signOutSentence } from '../outcome-sentence.ts'
import type { OptionsModel } from './options-model.ts'
import { PictureRow } from './PictureRow.tsx'

/** Who is signed in. */
export function AccountPanel({ model }: { readonly model: OptionsModel }) {
  const snapshot = model.snapshot.value
  return (
    <section class="panel" aria-labelledby="account-title">
      <h2 id="account-title" class="panel-title">
        {text('account')}
      </h2>
      <div class="panel-row">
        {snapshot?.account ? (
          <Person account={snapshot.account} picture={snapshot.picture} />
        ) : (
          <p>{statusText(model)}</p>
        )}
        <SessionButtons model={model} />
      </div>
      <PictureRow model={model} />
      {snapshot?.session === 'expired' && <p class="soft">{text('expiredBar')}</p>}
      <p role="status" class="soft empty-collapses">
        {model.outcome.value && signOutSentence(model.outcome.value)}
      </p>
      {model.isLogoutOffered.value && (
        <>
          <p class="soft">{text('signOutAtIssuerWords')}</p>
          <div class="actions">
            <button type="button" class="button" onClick={model.signOutAtIssuer}>
              {text('signOutAtIssuer')}
            </button>
          </div>
        </>
      )}
    </section>
  )
}

function SessionButtons({ model }: { readonly model: OptionsModel }) {
  const snapshot = model.snapshot.value
  const session = snapshot?.session ?? 'unconfigured'
  return (
    <div class="actions">
      {(session === 'signed-out' || session === 'expired' || session === 'signing-in') && (
        <button type="button" class="button button-primary" onClick={model.signIn}>
          {text('signIn')}
        </button>
      )}
      {snapshot?.account && (
        <button type="button" class="button" onClick={model.signOut}>
          {text('signOut')}
        </button>
      )}
    </div>
  )
}

function statusText(model: OptionsModel): string {
  const session = model.snapshot.value?.session
  if (session === 'signing-in') return text('signingInBar')
  return text(session === 'signed-out' ? 'accountNone' : 'accountUnconfigured')
}
