import { nativeBrowser } from './native-browser.ts'

/** Opens the options page in a tab, or shows the one that is open. */
export async function openSettings(): Promise<void> {
  await nativeBrowser.runtime.openOptionsPage()
}
