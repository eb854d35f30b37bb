import type { Storage } from 'webextension-polyfill'
import type { HandedLine } from '../contract/handed-line.ts'
import { nativeBrowser } from './native-browser.ts'

const KEY = 'handedLines'
const LOCK = 'timejot-handed-lines'

/** Stored when it resolves, behind those that wait already; one that does takes its new form. */
export async function handLine(line: HandedLine): Promise<void> {
  await change((lines) => [...lines.filter(({ id }) => id !== line.id), line])
}

export async function dropHandedLine(id: string): Promise<void> {
  await change((lines) => lines.filter((line) => line.id !== id))
}

/** Gives one page all that waits; what it takes waits no more, what `take` leaves does. */
export async function takeHandedLines(
  take: (lines: readonly HandedLine[]) => readonly HandedLine[],
): Promise<void> {
  await change((lines) => {
    if (lines.length === 0) return lines
    const taken = take(lines)
    return lines.filter((line) => !taken.includes(line))
  })
}

/** They go with the person who may have typed them. */
export async function wipeHandedLines(): Promise<void> {
  await nativeBrowser.storage.local.remove(KEY)
}

export function watchHandedLines(onChange: () => void): void {
  nativeBrowser.storage.onChanged.addListener((changes: Record<string, Storage.StorageChange>, area) => {
    if (area === 'local' && KEY in changes) onChange()
  })
}

/** Worker and pages change it: one after the other, or a line that comes meanwhile would be lost. */
async function change(next: (lines: readonly HandedLine[]) => readonly HandedLine[]): Promise<void> {
  await navigator.locks.request(LOCK, async () => {
    const stored = (await nativeBrowser.storage.local.get(KEY))[KEY]
    const before: readonly HandedLine[] = Array.isArray(stored) ? stored : []
    const after = next(before)
    if (after !== before) await nativeBrowser.storage.local.set({ [KEY]: after })
  })
}
