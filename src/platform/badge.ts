import browser from 'webextension-polyfill'

/** A short text on the toolbar icon; empty text removes it. */
export async function showBadge(text: string): Promise<void> {
  await browser.action.setBadgeText({ text })
}
