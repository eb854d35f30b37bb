import { ExternalLink, LogOut, PanelRight } from 'lucide-preact'
import { text } from '../../platform/texts.ts'
import { capabilitySentences } from '../capability-sentence.ts'
import { Person } from '../components/Person.tsx'
import { syncSentence } from '../sync-sentence.ts'
import { usePopup } from './popup-context.ts'

/** Who is signed in, how far everything has come, and the way to the connection. */
export function SettingsView() {
  const model = usePopup()
  const { formats } = model
  const snapshot = model.snapshot.value
  if (!snapshot?.account) return null
  const { sync, account, can, picture } = snapshot
  return (
    <section aria-label={text('viewSettings')}>
      <div class="settings-block">
        <Person account={account} picture={picture} />
        <button type="button" class="button" onClick={model.signOut}>
          <LogOut size={14} aria-hidden="true" />
          {text('signOut')}
        </button>
      </div>
      <div class="settings-block">
        <div>
          <h2 class="label">{text('canTitle')}</h2>
          {capabilitySentences(can, formats).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </div>
      {sync.waiting > 0 && <p class="settings-words soft">{text('signOutKeeps')}</p>}
      <div class="settings-block">
        <div>
          <h2 class="label">{text('syncTitle')}</h2>
          <p>{syncSentence(sync, formats)}</p>
          {sync.doneAtMs !== null && (
            <p class="soft small">{text('syncDoneAt', formats.time(sync.doneAtMs))}</p>
          )}
        </div>
        <button type="button" class="button" onClick={model.synchronise}>
          {text('syncNow')}
        </button>
      </div>
      <div class="settings-block">
        <div>
          <h2 class="label">{text('connection')}</h2>
          <p>{text('connectionWords')}</p>
        </div>
        <button type="button" class="button" onClick={model.openSettings}>
          {text('connectionOpen')}
          <ExternalLink size={14} aria-hidden="true" />
        </button>
      </div>
      <RoomBlock />
      <div class="settings-words soft small">
        <h2 class="label">{text('keysTitle')}</h2>
        <p>{text('keysWords')}</p>
      </div>
    </section>
  )
}

/** The ways to pages that stay open. */
function RoomBlock() {
  const { openPage, openSidePanel } = usePopup()
  if (!openPage && !openSidePanel) return null
  return (
    <div class="settings-block">
      <div>
        <h2 class="label">{text('roomTitle')}</h2>
        <p>{text('roomWords')}</p>
      </div>
      <div class="room-ways">
        {openPage && (
          <button type="button" class="button" onClick={openPage}>
            {text('openPage')}
            <ExternalLink size={14} aria-hidden="true" />
          </button>
        )}
        {openSidePanel && (
          <button type="button" class="button" onClick={openSidePanel}>
            {text('openSidePanel')}
            <PanelRight size={14} aria-hidden="true" />
          </button>
        )}
      </div>
    </div>
  )
}
