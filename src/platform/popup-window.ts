import browser from 'webextension-polyfill'
import { openPopup } from './shortcuts.ts'

const WINDOW = { type: 'popup', width: 400, height: 640 } as const

/** Opens the popup at its icon, else, where the browser does that only in the moment of a click, in a small window. */
export async function openPopupOrWindow(): Promise<void> {
  if (await openPopup()) return
  await browser.windows.create({ ...WINDOW, url: browser.runtime.getURL('popup.html') })
}
