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
  /** Milliseconds from the question for past work to the answer, with the index ready. */
  readonly suggestMs: readonly number[]
}

const [EMPLOYEE] = DEMO_ACCOUNTS
const FIELD = '.capture-field'
const CHIPS = '.chips'
const SUGGEST_ROUNDS = 50
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
      const { lists } = await chrome.storage.local.get('lists')
      return (JSON.parse(String(lists)) as { projects: unknown[] }).projects.length
    })
    await settings.close()

    const popup = await extension.openPopup()
    await popup.locator(CHIPS).waitFor({ timeout: TIMEOUT_MS })
    const ask = (query: string) =>
      popup.evaluate(async (wanted) => {
        const started = performance.now()
        await chrome.runtime.sendMessage({ command: 'suggest', input: { kind: 'work', query: wanted } })
        return performance.now() - started
      }, query)
    await ask('review')
    const suggestMs: number[] = []
    for (let round = 0; round < SUGGEST_ROUNDS; round += 1) suggestMs.push(await ask(`part ${round}`))

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
    return { ...samples, projectsInPopup, suggestMs }
  } finally {
    await extension.close()
  }
}
