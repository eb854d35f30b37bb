import browser from 'webextension-polyfill'

/** The keys of the manifest's `commands` that are not the browser's own. */
export type Shortcut = 'toggle-timer'

export function onShortcut(shortcut: Shortcut, press: () => void): void {
  browser.commands.onCommand.addListener((name) => {
    if (name === shortcut) press()
  })
}

/** Opens the popup under the toolbar icon; false where the browser has no window for it. */
export async function openPopup(): Promise<boolean> {
  try {
    await browser.action.openPopup()
    return true
  } catch {
    // Chromium and Firefox refuse while no window of theirs has the focus; the icon still says that something waits.
    return false
  }
}
