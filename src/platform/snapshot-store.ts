import type { Storage } from 'webextension-polyfill'
import { SNAPSHOT_VERSION, type Snapshot } from '../contract/snapshot.ts'
import { fail } from '../domain/failure.ts'
import { nativeBrowser } from './native-browser.ts'

// In two parts, so that the popup's first frame does not wait for the long one, and each as text: the browser hands
// over one string many times faster than the same tree of objects.
const FRAME_KEY = 'snapshot'
const LISTS_KEY = 'lists'

type Lists = Pick<Snapshot, 'entries' | 'weeks' | 'projects' | 'approvals' | 'picture'>

const NO_LISTS: Lists = { entries: [], weeks: [], projects: [], approvals: null }

/** The last state that the background worker published; null before the first one and after an update of its shape. */
export async function readSnapshot(): Promise<Snapshot | null> {
  return snapshotOf(await readParts())
}

async function readParts(): Promise<Record<string, unknown>> {
  return await nativeBrowser.storage.local.get([FRAME_KEY, LISTS_KEY])
}

function snapshotOf(stored: Readonly<Record<string, unknown>>): Snapshot | null {
  const frame = parse<Snapshot>(stored[FRAME_KEY])
  const lists = parse<Lists>(stored[LISTS_KEY])
  return frame && lists && isCurrent(frame) ? { ...frame, ...lists } : null
}

/** The same without its lists, which are empty, and its picture: all that a first frame shows. */
export async function readSnapshotFrame(): Promise<Snapshot | null> {
  const stored = await nativeBrowser.storage.local.get(FRAME_KEY)
  const frame = parse<Snapshot>(stored[FRAME_KEY])
  return frame && isCurrent(frame) ? { ...frame, ...NO_LISTS } : null
}

/** Calls back with each new snapshot; returns what ends the watch. */
export function watchSnapshot(onSnapshot: (snapshot: Snapshot) => void): () => void {
  // What the browser tells of a change is the whole part: to read it again would cost each act its time.
  const known: Partial<Record<typeof FRAME_KEY | typeof LISTS_KEY, unknown>> = {}
  const listener = async (changes: Record<string, Storage.StorageChange>, area: string) => {
    if (area !== 'local' || !(FRAME_KEY in changes || LISTS_KEY in changes)) return
    for (const key of [FRAME_KEY, LISTS_KEY] as const)
      if (key in changes) known[key] = changes[key]?.newValue ?? null
    // A part that stayed the same is not among the changes.
    if (!(FRAME_KEY in known && LISTS_KEY in known)) Object.assign(known, await readParts())
    const snapshot = snapshotOf(known)
    if (snapshot) onSnapshot(snapshot)
  }
  nativeBrowser.storage.onChanged.addListener(listener)
  return () => nativeBrowser.storage.onChanged.removeListener(listener)
}

/** Throws `storage-failed` when the browser has no room for it. */
export async function writeSnapshot(snapshot: Snapshot): Promise<void> {
  const { entries, weeks, projects, approvals, picture, ...frame } = snapshot
  const lists: Lists = { entries, weeks, projects, approvals, picture }
  const items = { [FRAME_KEY]: JSON.stringify(frame), [LISTS_KEY]: JSON.stringify(lists) }
  await nativeBrowser.storage.local
    .set(items)
    .catch((cause: unknown) => fail('storage-failed', { cause, detail: String(cause) }))
}

/** Until the next one is written, pages have nothing to show. */
export async function wipeSnapshot(): Promise<void> {
  await nativeBrowser.storage.local.remove([FRAME_KEY, LISTS_KEY])
}

/** Only the worker writes these keys, so the version is all that needs a check. */
function isCurrent(frame: Snapshot): boolean {
  return frame.version === SNAPSHOT_VERSION
}

function parse<Part>(stored: unknown): Part | null {
  return typeof stored === 'string' ? (JSON.parse(stored) as Part | null) : null
}
