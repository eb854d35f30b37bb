import type { Page } from '@playwright/test'
import type { DemoServers } from '../../src/demo/build-extension.ts'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { storeMuchWork } from './much-work.ts'
import { type TypingSamples, typeLines, watchTyping } from './typing.ts'

export interface CaptureSamples {
  readonly own: TypingSamples
  readonly bare: TypingSamples
  /** Those of all that a snapshot can carry. */
  readonly projectsInPopup: number
  readonly pastWork: QuestionSamples
}

/** Milliseconds from a question of the popup to the worker's answer. */
export interface QuestionSamples {
  /** For past work, as a line grows by its letters. */
  readonly own: readonly number[]
  /** For nothing, each after one of the others: the way there and back alone. */
  readonly bare: readonly number[]
}

const [EMPLOYEE] = DEMO_ACCOUNTS
const FIELD = '.capture-field'
const CHIPS = '.chips'
/** Words that all entries have, many, one or none. */
const WANTED = [
  'part 4711',
  'review of the order',
  'client',
  'new prices part',
  'start of the sign-in',
  'website 12',
]
const NOTHING = ''
const TIMEOUT_MS = 60_000

/** Every kind of part, and words that are looked for in everything. */
const LINES = [
  '1h30 @client-7/sup call about new prices yesterday #tag-3',
  '9-11:30 client 12 review of the order history',
  '2h first version of the start page 2026-01-02',
]

/** Types into the popup of somebody with ten thousand projects and years of entries, and into a bare field that echoes. */
export async function benchCapture(
  folder: string,
  servers: DemoServers & { readonly close: () => Promise<void> },
  rounds: number,
): Promise<CaptureSamples> {
  const extension = await ExtensionBrowser.launch({ folder })
  try {
    await (await extension.signIn(EMPLOYEE)).close()
    // From here on the server cannot put its own projects in the place of these.
    await servers.close()
    const settings = await extension.openSettings()
    await storeMuchWork(settings)
    await settings.evaluate(() => chrome.runtime.sendMessage({ command: 'synchronise', input: {} }))
    const projectsInPopup = await settings.evaluate(async () => {
      const { steady } = await chrome.storage.local.get('steady')
      return (JSON.parse(String(steady)) as { projects: unknown[] }).projects.length
    })
    await settings.close()

    const popup = await extension.openPopup()
    await popup.locator(CHIPS).waitFor({ timeout: TIMEOUT_MS })
    const pastWork = await askForPastWork(popup)

    const bare = await extension.context.newPage()
    await bare.setContent('<input class="field" autofocus><output></output>')
    await bare.evaluate(() => {
      const [field, output] = [document.querySelector('input'), document.querySelector('output')]
      field?.addEventListener('input', () => {
        if (output) output.textContent = field.value
      })
    })
    await watchTyping(bare, '.field', 'output')
    await popup.bringToFront()
    await watchTyping(popup, FIELD, CHIPS)
    let samples: Pick<CaptureSamples, 'own' | 'bare'> | null = null
    for (let round = 1; round <= rounds; round += 1) {
      await popup.bringToFront()
      const own = await typeLines(popup, FIELD, LINES)
      await bare.bringToFront()
      samples = { own, bare: await typeLines(bare, '.field', LINES) }
      console.log(`Round ${round} of ${rounds}`)
    }
    if (!samples) throw new Error('No round was played.')
    return { ...samples, projectsInPopup, pastWork }
  } finally {
    await extension.close()
  }
}

/** With the index ready: the popup has asked for the latest work when it was opened. */
async function askForPastWork(popup: Page): Promise<QuestionSamples> {
  const ask = (query: string) =>
    popup.evaluate(async (wanted) => {
      const started = performance.now()
      await chrome.runtime.sendMessage({ command: 'suggest', input: { kind: 'work', query: wanted } })
      return performance.now() - started
    }, query)
  await ask(NOTHING)
  const samples = { own: [] as number[], bare: [] as number[] }
  for (const text of WANTED)
    for (let length = 1; length <= text.length; length += 1) {
      samples.own.push(await ask(text.slice(0, length)))
      samples.bare.push(await ask(NOTHING))
    }
  return samples
}
