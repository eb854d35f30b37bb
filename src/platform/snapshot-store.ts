import type { Storage } from 'webextension-polyfill'
import { SNAPSHOT_VERSION, type Snapshot } from '../contract/snapshot.ts'
import { fail } from '../domain/failure.ts'
import { nativeBrowser } from './native-browser.ts'

// In parts: the popup's first frame does not wait for the long ones, and what few acts change is not handed over with
// each. Each as text: the browser hands over one string many times faster than the same tree of objects.
const FRAME_KEY = 'snapshot'
const LISTS_KEY = 'lists'
const STEADY_KEY = 'steady'
const KEYS = [FRAME_KEY, LISTS_KEY, STEADY_KEY] as const
type Key = (typeof KEYS)[number]

type Lists = Pick<Snapshot, 'entries' | 'weeks' | 'approvals'>
type Steady = Pick<Snapshot, 'projects' | 'picture'>

const NO_LISTS: Lists & Steady = { entries: [], weeks: [], projects: [], approvals: null }

/** What was read last of each part: the same text is the same object, which pages know by that. */
const lastParsed = new Map<Key, { readonly text: string; readonly part: unknown }>()

/** The last state that the background worker published; null before the first one and after an update of its shape. */
export async function readSnapshot(): Promise<Snapshot | null> {
  return snapshotOf(await readParts())
}

async function readParts(): Promise<Record<string, unknown>> {
  return await nativeBrowser.storage.local.get([...KEYS])
}

function snapshotOf(stored: Readonly<Record<string, unknown>>): Snapshot | null {
  const frame = parse<Snapshot>(stored, FRAME_KEY)
  const lists = parse<Lists>(stored, LISTS_KEY)
  const steady = parse<Steady>(stored, STEADY_KEY)
  return frame && lists && steady && isCurrent(frame) ? { ...frame, ...lists, ...steady } : null
}

/** The same without its lists, which are empty, and its picture: all that a first frame shows. */
export async function readSnapshotFrame(): Promise<Snapshot | null> {
  const stored = await nativeBrowser.storage.local.get(FRAME_KEY)
  const frame = parse<Snapshot>(stored, FRAME_KEY)
  return frame && isCurrent(frame) ? { ...frame, ...NO_LISTS } : null
}

/** Calls back with each new snapshot; returns what ends the watch. */
export function watchSnapshot(onSnapshot: (snapshot: Snapshot) => void): () => void {
  // What the browser tells of a change is the whole part: to read it again would cost each act its time.
  const known: Partial<Record<Key, unknown>> = {}
  const listener = async (changes: Record<string, Storage.StorageChange>, area: string) => {
    const changed = area === 'local' ? KEYS.filter((key) => key in changes) : []
    if (changed.length === 0) return
    for (const key of changed) known[key] = changes[key]?.newValue ?? null
    // A part that stayed the same is not among the changes.
    if (!KEYS.every((key) => key in known)) Object.assign(known, await readParts())
    const snapshot = snapshotOf(known)
    if (snapshot) onSnapshot(snapshot)
  }
  nativeBrowser.storage.onChanged.addListener(listener)
  return () => nativeBrowser.storage.onChanged.removeListener(listener)
}

/** Throws `storage-failed` when the browser has no room for it. */
export async function writeSnapshot(snapshot: Snapshot): Promise<void> {
  await nativeBrowser.storage.local
    .set(partsOf(snapshot))
    .catch((cause: unknown) => fail('storage-failed', { cause, detail: String(cause) }))
}

/** As they are stored. */
export function partsOf(snapshot: Snapshot): Readonly<Record<Key, string>> {
  const { entries, weeks, projects, approvals, picture, ...frame } = snapshot
  const lists: Lists = { entries, weeks, approvals }
  const steady: Steady = { projects, picture }
  return {
    [FRAME_KEY]: JSON.stringify(frame),
    [LISTS_KEY]: JSON.stringify(lists),
    [STEADY_KEY]: JSON.stringify(steady),
  }
}

/** Until the next one is written, pages have nothing to show. */
export async function wipeSnapshot(): Promise<void> {
  await nativeBrowser.storage.local.remove([...KEYS])
}

/** Only the worker writes these keys, so the version is all that needs a check. */
function isCurrent(frame: Snapshot): boolean {
  return frame.version === SNAPSHOT_VERSION
}

function parse<Part>(stored: Readonly<Record<string, unknown>>, key: Key): Part | null {
  const text = stored[key]
  if (typeof text !== 'string') return null
  const last = lastParsed.get(key)
  if (last?.text === text) return last.part as Part
  const part = JSON.parse(text) as Part | null
  lastParsed.set(key, { text, part })
  return part
}
