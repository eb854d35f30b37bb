import { launchChromium, readExtensionId } from '../../src/demo/chromium.ts'
import { type FirstControl, measureHeap, measureWake, openMeasured } from './measure.ts'

export interface Contestant {
  readonly name: 'bare' | 'signedOut' | 'signedIn'
  /** The unpacked extension. */
  readonly folder: string
  readonly profile: string
  readonly control: FirstControl
  /** A message that its worker answers. */
  readonly message: object
}

/** What one start of the browser gave. */
export interface Sample {
  readonly coldMs: number
  readonly hotMs: readonly number[]
  readonly heapBytes: number
  readonly wakeMs: number
}

export type Samples = Record<Contestant['name'], Sample[]>

const HOT_OPENINGS = 5
/** A person opens a popup again some time later, when the worker has done what the last opening asked of it. */
const BETWEEN_OPENINGS_MS = 1_000
/** A browser is busy with itself when it has just started, which nobody's popup is to blame for. */
const AFTER_START_MS = 1_500

/** Starts a browser, opens the popup once cold and some times hot, and wakes the worker. */
export async function playRound(contestant: Contestant, browser: string): Promise<Sample> {
  const { folder, profile, control, message } = contestant
  const url = `chrome-extension://${await readExtensionId(folder)}/popup.html`
  const context = await launchChromium({ browser, folder, profile, headless: true })
  try {
    const blank = context.pages()[0] ?? (await context.newPage())
    await blank.waitForTimeout(AFTER_START_MS)
    const cold = await openMeasured(context, url, control)
    const hotMs: number[] = []
    let last = cold
    while (hotMs.length < HOT_OPENINGS) {
      await last.page.waitForTimeout(BETWEEN_OPENINGS_MS)
      await last.page.close()
      last = await openMeasured(context, url, control)
      hotMs.push(last.readyMs)
    }
    const heapBytes = await measureHeap(last.page)
    const wakeMs = await measureWake(last.page, message)
    return { coldMs: cold.readyMs, hotMs, heapBytes, wakeMs }
  } finally {
    await context.close()
  }
}
