import type { Preferences } from '../contract/preferences.ts'
import { nativeBrowser } from './native-browser.ts'

const KEY = 'preferences'

/** What was chosen on this device; unparsed. */
export async function readStoredPreferences(): Promise<unknown> {
  return (await nativeBrowser.storage.local.get(KEY))[KEY]
}

export async function writePreferences(preferences: Preferences): Promise<void> {
  await nativeBrowser.storage.local.set({ [KEY]: preferences })
}

/** As `readPreferences` of the contract reads it, whose schemas are more than all else that the popup loads for this. */
export async function isPageContextWanted(): Promise<boolean> {
  const stored = (await readStoredPreferences()) as { readonly usePageContext?: unknown } | null | undefined
  return stored?.usePageContext !== false
}
