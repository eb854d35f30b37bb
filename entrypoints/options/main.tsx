import { render } from 'preact'
import { readLocalCopy } from '../../src/background/store/local-copy.ts'
import { readPreferences } from '../../src/contract/preferences.ts'
import { about } from '../../src/platform/about.ts'
import { readStoredPreferences, writePreferences } from '../../src/platform/preferences-store.ts'
import { sendCommand } from '../../src/platform/send-command.ts'
import { readSnapshot, watchSnapshot } from '../../src/platform/snapshot-store.ts'
import { readStorageRoom } from '../../src/platform/storage-room.ts'
import { language, text } from '../../src/platform/texts.ts'
import { createFormats } from '../../src/ui/formats.ts'
import { download } from '../../src/ui/options/download.ts'
import { Options } from '../../src/ui/options/Options.tsx'
import { createOptionsModel } from '../../src/ui/options/options-model.ts'

const TICK_MS = 1_000

async function main(root: HTMLElement): Promise<void> {
  const model = createOptionsModel({
    snapshot: await readSnapshot(),
    formats: createFormats(language(), Temporal.Now.timeZoneId(), String(Temporal.Now.plainDateISO().year)),
    nowMs: () => Date.now(),
    send: sendCommand,
    about,
    readLocalCopy,
    readStorageRoom,
    download,
    readPreferences: async () => readPreferences(await readStoredPreferences()),
    writePreferences,
  })

  document.documentElement.lang = text('languageTag')
  document.documentElement.dir = text('languageDirection')
  document.title = `${text('viewSettings')} · ${text('extensionName')}`
  watchSnapshot(model.publish)
  setInterval(model.tick, TICK_MS)
  render(<Options model={model} />, root)
  void model.load()
  void model.localCopy.load()
  void model.preferences.load()
  void model.reminders.load()
}

const root = document.getElementById('root')
if (root) void main(root)
