import type { Page } from '@playwright/test'

/** Milliseconds from a keystroke. */
export interface TypingSamples {
  /** Until what the line means is laid out, and nothing but the paint is left. */
  readonly laidOutMs: number[]
  /** Until what the line can become is laid out, where that changed before the next keystroke. */
  readonly suggestedMs: number[]
  /** Until the next frame has been drawn; the wait for the screen is in it. */
  readonly drawnMs: number[]
}

/** Between keystrokes, as a fast typist has it; answers that come later fall into the next one. */
const BETWEEN_KEYS_MS = 60
const SETTLE_MS = 300

/** Notes each keystroke in `field` from now on, against what it changes in `output` and in `.suggestions`. */
export async function watchTyping(page: Page, field: string, output: string): Promise<void> {
  await page.evaluate(noteKeystrokes, { field, output, suggestions: '.suggestions' })
}

/** Types each line with real key presses, empties the field after it, and returns what was noted. */
export async function typeLines(page: Page, field: string, lines: readonly string[]): Promise<TypingSamples> {
  for (const line of lines) {
    await page.locator(field).focus()
    for (const letter of line) {
      await page.keyboard.press(letter === ' ' ? 'Space' : letter)
      await page.waitForTimeout(BETWEEN_KEYS_MS)
    }
    await page.waitForTimeout(SETTLE_MS)
    await page.locator(field).fill('')
    await page.waitForTimeout(SETTLE_MS)
  }
  return await page.evaluate(() => (Reflect.get(window, 'benchTyping') as () => TypingSamples)())
}

interface Press {
  readonly at: number
  laidOutMs: number | null
  suggestedMs: number | null
  drawnMs: number | null
}

/** Runs in the page. */
function noteKeystrokes(names: {
  readonly field: string
  readonly output: string
  readonly suggestions: string
}): void {
  const presses: Press[] = []
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null)
  Reflect.set(window, 'benchTyping', () => ({
    laidOutMs: known(presses.map(({ laidOutMs }) => laidOutMs)),
    suggestedMs: known(presses.map(({ suggestedMs }) => suggestedMs)),
    drawnMs: known(presses.map(({ drawnMs }) => drawnMs)),
  }))
  // What is noted may be replaced as a whole: what holds it stays.
  new MutationObserver((changes) => {
    const press = presses.at(-1)
    if (!press) return
    const hasChanged = (name: string) => {
      const noted = document.querySelector(name)
      return changes.some(({ target, addedNodes }) =>
        [target, ...addedNodes].some((node) => noted?.contains(node)),
      )
    }
    const isMeant = press.drawnMs === null && hasChanged(names.output)
    const isSuggested = hasChanged(names.suggestions)
    document.body.getBoundingClientRect()
    const sinceMs = performance.now() - press.at
    if (isMeant) press.laidOutMs = sinceMs
    if (isSuggested) press.suggestedMs = sinceMs
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
  document.querySelector(names.field)?.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key.length !== 1) return
    const press: Press = { at: event.timeStamp, laidOutMs: null, suggestedMs: null, drawnMs: null }
    presses.push(press)
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // The first task after a frame was begun runs when it has been drawn.
      port1.onmessage = () => {
        press.drawnMs = performance.now() - press.at
      }
      port2.postMessage(null)
    })
  })
}
