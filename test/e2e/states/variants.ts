import type { Page } from '@playwright/test'
import type { OpenOptions } from './stage.ts'

/**
 * A page at 200 % zoom is laid out in half the width and height, at twice the pixels: that is what the browser makes of
 * it. The popup itself keeps its 380 × 560 whatever the zoom of tabs is; the same parts are zoomed in the side panel, of
 * which half is narrower than any other place of theirs.
 */
export const ZOOMED: Readonly<Record<'popup.html' | 'options.html', OpenOptions>> = {
  'popup.html': { file: 'sidepanel.html', size: [190, 400], scale: 2, scheme: 'light' },
  'options.html': { file: 'options.html', size: [450, 550], scale: 2, scheme: 'light' },
}

/** As people see it who have chosen a few colours for everything. */
export async function forceColours(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active', reducedMotion: 'reduce' })
}

/**
 * Turns what is on screen into a language that is written from the right and is a third longer. Done in place, so that
 * each state is first arranged by its English names.
 */
export async function mirror(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' })
  await page.evaluate(turnAround)
}

/** Runs in the page. */
function turnAround(): void {
  const ALEF = 0x05d0
  const LETTERS = 27
  const turned = (text: string) => {
    const letters = text.replace(/\p{Script=Latin}/gu, (letter) =>
      String.fromCharCode(ALEF + ((letter.codePointAt(0) ?? 0) % LETTERS)),
    )
    const words = letters.match(/[\u05d0-\u05ea]{2,}/g) ?? []
    return words.length === 0
      ? letters
      : `${letters} ${words.join(' ').slice(0, letters.length / 3)}`.trimEnd()
  }
  document.documentElement.dir = 'rtl'
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isLong = (node.nodeValue ?? '').length > 300
    if (!isLong) node.nodeValue = turned(node.nodeValue ?? '')
  }
  for (const name of ['aria-label', 'placeholder', 'title'])
    for (const element of document.querySelectorAll(`[${name}]`))
      element.setAttribute(name, turned(element.getAttribute(name) ?? ''))
}
