import { render } from 'preact'
import { sendCommand } from '../../src/platform/send-command.ts'
import { readSnapshot, watchSnapshot } from '../../src/platform/snapshot-store.ts'
import { language, text } from '../../src/platform/texts.ts'
import { createFormats } from '../../src/ui/formats.ts'
import { Options } from '../../src/ui/options/Options.tsx'
import { createOptionsModel } from '../../src/ui/options/options-model.ts'

async function main(root: HTMLElement): Promise<void> {
  const model = createOptionsModel({
    snapshot: await readSnapshot(),
    formats: createFormats(language(), Temporal.Now.timeZoneId()),
    send: sendCommand,
  })

  document.documentElement.lang = text('languageTag')
  document.title = `${text('viewSettings')} · ${text('extensionName')}`
  watchSnapshot(model.publish)
  render(<Options model={model} />, root)
  void model.load()
}

const root = document.getElementById('root')
if (root) void main(root)
