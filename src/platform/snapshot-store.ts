import browser from 'webextension-polyfill'
import { SNAPSHOT_VERSION, type Snapshot } from '../contract/snapshot.ts'

const KEY = 'snapshot'

/** The last state that the background worker published; null before the first one and after an update of its shape. */
export async function readSnapshot(): Promise<Snapshot | null> {
  const stored = await browser.storage.local.get(KEY)
  return usable(stored[KEY])
}

/** Calls back with each new snapshot; returns what ends the watch. */
export function watchSnapshot(onSnapshot: (snapshot: Snapshot) => void): () => void {
  const listener = (changes: Record<string, browser.Storage.StorageChange>, area: string) => {
    const change = area === 'local' ? changes[KEY] : undefined
    const snapshot = usable(change?.newValue)
    if (snapshot) onSnapshot(snapshot)
  }
  browser.storage.onChanged.addListener(listener)
  return () => browser.storage.onChanged.removeListener(listener)
}

export async function writeSnapshot(snapshot: Snapshot): Promise<void> {
  await browser.storage.local.set({ [KEY]: snapshot })
}

/** Only the worker writes this key, so its version is all that needs a check. */
function usable(stored: unknown): Snapshot | null {
  const snapshot = stored as Snapshot | undefined
  return snapshot?.version === SNAPSHOT_VERSION ? snapshot : null
}
