import type { Page } from '@playwright/test'

const FRAMES = 240
/** About what a quick turn of the wheel does in a frame. */
const PIXELS_A_FRAME = 120

/** Milliseconds between the frames of a page that is scrolled down from its top. */
export async function scrollThrough(page: Page): Promise<readonly number[]> {
  await page.bringToFront()
  return await page.evaluate(
    async ({ frames, pixels }) => {
      window.scrollTo(0, 0)
      const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
      for (let wait = 0; wait < 30; wait += 1) await next()
      const times: number[] = []
      let beforeMs = await next()
      for (let frame = 0; frame < frames; frame += 1) {
        window.scrollBy(0, pixels)
        const nowMs = await next()
        times.push(nowMs - beforeMs)
        beforeMs = nowMs
      }
      return times
    },
    { frames: FRAMES, pixels: PIXELS_A_FRAME },
  )
}

/** As many rows of two lines of text, all of them there, and nothing else. */
export async function drawBareRows(page: Page, count: number): Promise<void> {
  await page.goto('about:blank')
  await page.evaluate((rows) => {
    const list = document.createElement('div')
    for (let index = 0; index < rows; index += 1) {
      const row = document.createElement('div')
      row.style.cssText = 'height: 58px; border-bottom: 1px solid #ccc; font: 13px sans-serif'
      row.innerText = `Person ${index}\n1:00 Website item ${index}`
      list.append(row)
    }
    document.body.append(list)
  }, count)
}
