import browser from 'webextension-polyfill'

const FLASH_MS = 1_500

let shown = ''
let flash: ReturnType<typeof setTimeout> | null = null

/** A short text on the toolbar icon; empty text removes it. */
export async function showBadge(text: string): Promise<void> {
  shown = text
  if (!flash) await browser.action.setBadgeText({ text })
}

/** Shows another text for a moment. The worker, which was just woken, lives longer than that. */
export async function flashBadge(text: string): Promise<void> {
  if (flash) clearTimeout(flash)
  flash = setTimeout(() => {
    flash = null
    showBadge(shown).catch((error: unknown) => console.error(error))
  }, FLASH_MS)
  await browser.action.setBadgeText({ text })
}
