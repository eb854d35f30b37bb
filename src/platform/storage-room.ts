import { nativeBrowser } from './native-browser.ts'

const ASKED_KEY = 'persistenceAsked'

/** How the browser keeps what is stored here. */
export interface StorageRoom {
  /** Kept until the extension is removed; otherwise the browser may clear it when the disk is nearly full. */
  readonly isKept: boolean
  readonly usedBytes: number
}

export async function readStorageRoom(): Promise<StorageRoom> {
  const [isKept, { usage = 0 }] = await Promise.all([
    navigator.storage.persisted(),
    navigator.storage.estimate(),
  ])
  return { isKept, usedBytes: usage }
}

/** Asks the browser to keep everything for good. Once ever: a browser that asks the person has been answered. */
export async function askToKeep(): Promise<void> {
  if (await navigator.storage.persisted()) return
  if ((await nativeBrowser.storage.local.get(ASKED_KEY))[ASKED_KEY]) return
  await nativeBrowser.storage.local.set({ [ASKED_KEY]: true })
  await navigator.storage.persist()
}
