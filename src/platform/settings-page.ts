import browser from 'webextension-polyfill'

/** Opens the options page in a tab, or shows the one that is open. */
export async function openSettings(): Promise<void> {
  await browser.runtime.openOptionsPage()
}
