import type { Storage } from 'webextension-polyfill'
import { SNAPSHOT_VERSION, type Snapshot } from '../contract/snapshot.ts'
import { nativeBrowser } from './native-browser.ts'

const KEY = 'snapshot'

// Kept as text: the browser hands over one string many times faster than the same tree of objects.

/** The last state that the background worker published; null before the first one and after an update of its shape. */
export async function readSnapshot(): Promise<Snapshot | null> {
  const stored = await nativeBrowser.storage.local.get(KEY)
  return parseSnapshot(stored[KEY])
}

/** Calls back with each new snapshot; returns what ends the watch. */
export function watchSnapshot(onSnapshot: (snapshot: Snapshot) => void): () => void {
  const listener = (changes: Record<string, Storage.StorageChange>, area: string) => {
    const change = area === 'local' ? changes[KEY] : undefined
    const snapshot = parseSnapshot(change?.newValue)
    if (snapshot) onSnapshot(snapshot)
  }
  nativeBrowser.storage.onChanged.addListener(listener)
  return () => nativeBrowser.storage.onChanged.removeListener(listener)
}

export async function writeSnapshot(snapshot: Snapshot): Promise<void> {
  await nativeBrowser.storage.local.set({ [KEY]: JSON.stringify(snapshot) })
}

/** Only the worker writes this key, so its version is all that needs a check. */
export function parseSnapshot(stored: unknown): Snapshot | null {
  if (typeof stored !== 'string') return null
  const snapshot = JSON.parse(stored) as Snapshot | null
  return snapshot?.version === SNAPSHOT_VERSION ? snapshot : null
}
