import { render } from 'preact'
import { uuidV7 } from '../../src/domain/uuid.ts'
import { parseDraft, writeDraft } from '../../src/platform/draft-store.ts'
import { takeFirstRead } from '../../src/platform/first-read.ts'
import { sendCommand } from '../../src/platform/send-command.ts'
import { openSettings } from '../../src/platform/settings-page.ts'
import { parseSnapshot, watchSnapshot } from '../../src/platform/snapshot-store.ts'
import { language, text } from '../../src/platform/texts.ts'
import { createFormats } from '../../src/ui/formats.ts'
import { Popup } from '../../src/ui/popup/Popup.tsx'
import { PopupProvider } from '../../src/ui/popup/popup-context.ts'
import { createPopupModel } from '../../src/ui/popup/popup-model.ts'

const RANDOM_BYTES = 10
const TICK_MS = 1_000

async function main(root: HTMLElement): Promise<void> {
  const userLanguage = language()
  const timeZone = Temporal.Now.timeZoneId()
  const stored = await takeFirstRead()
  const model = createPopupModel({
    snapshot: parseSnapshot(stored.snapshot),
    draft: parseDraft(stored.draft),
    language: userLanguage,
    formats: createFormats(userLanguage, timeZone),
    nowMs: () => Date.now(),
    dayAt: (epochMs) =>
      Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
    newId: () => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))),
    send: sendCommand,
    saveDraft: writeDraft,
    openSettings,
  })

  document.documentElement.lang = text('languageTag')
  watchSnapshot(model.publish)
  setInterval(model.tick, TICK_MS)
  render(
    <PopupProvider value={model}>
      <Popup />
    </PopupProvider>,
    root,
  )
  // Each in a task of its own, so that what is typed meanwhile is not kept waiting.
  setTimeout(() => {
    model.drawn.value = 'in-sight'
    requestAnimationFrame(() =>
      setTimeout(() => {
        model.drawn.value = 'all'
        void model.synchronise()
      }),
    )
  })
}

const root = document.getElementById('root')
if (root) void main(root)
