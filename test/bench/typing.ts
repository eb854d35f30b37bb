import type { Page } from '@playwright/test'

/** Milliseconds from a keystroke. */
export interface TypingSamples {
  /** Until what it changed is laid out, and nothing but the paint is left. */
  readonly laidOutMs: number[]
  /** Until the next frame has been drawn; the wait for the screen is in it. */
  readonly drawnMs: number[]
}

/** Between keystrokes, as a fast typist has it; answers that come later fall into the next one. */
const BETWEEN_KEYS_MS = 60
const SETTLE_MS = 300

/** Notes each keystroke in `field` from now on, against what it changes in `output`. */
export async function watchTyping(page: Page, field: string, output: string): Promise<void> {
  await page.evaluate(noteKeystrokes, { field, output })
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
  return await page.evaluate(() => Reflect.get(window, 'benchTyping') as TypingSamples)
}

/** Runs in the page. */
function noteKeystrokes(names: { readonly field: string; readonly output: string }): void {
  const samples: TypingSamples = { laidOutMs: [], drawnMs: [] }
  Reflect.set(window, 'benchTyping', samples)
  const field = document.querySelector(names.field)
  let pressedAt: number | null = null
  let laidOutMs: number | null = null
  // The chips of the line may be replaced as a whole: what holds them stays.
  new MutationObserver(() => {
    if (pressedAt === null) return
    document.querySelector(names.output)?.getBoundingClientRect()
    laidOutMs = performance.now() - pressedAt
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
  field?.addEventListener('keydown', (event) => {
    const key = (event as KeyboardEvent).key
    if (key.length !== 1) return
    pressedAt = event.timeStamp
    laidOutMs = null
    const ownPress = pressedAt
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      // The first task after a frame was begun runs when it has been drawn.
      port1.onmessage = () => {
        if (pressedAt !== ownPress) return
        samples.drawnMs.push(performance.now() - ownPress)
        if (laidOutMs !== null) samples.laidOutMs.push(laidOutMs)
        pressedAt = null
      }
      port2.postMessage(null)
    })
  })
}
