import { wireEntry } from '../store/entries.ts'
import type { EntryRow } from '../store/schema.ts'
import type { VersionMatch } from './call.ts'
import { ApiProblem } from './problem.ts'

/** `If-Match: "3"`, also `3` as some clients write it, a list of them, or `*` (RFC 9110, section 13.1.1). */
export function readIfMatch(header: string | undefined): VersionMatch {
  if (header === undefined || header.trim() === '') {
    throw new ApiProblem('version-required', { detail: 'If-Match must name the version that you read' })
  }
  const tags = header.split(',').map((tag) => tag.trim())
  return (version) => tags.some((tag) => tag === '*' || tag === `"${version}"` || tag === String(version))
}

export function versionTag(version: number): string {
  return `"${version}"`
}

export function refuseLocked(stored: EntryRow): void {
  if (stored.status === 'approved') throw new ApiProblem('entry-locked', { current: wireEntry(stored) })
}

export function refuseStale(stored: EntryRow, matches: VersionMatch | null): void {
  if (matches === null || matches(stored.version)) return
  throw new ApiProblem('version-conflict', {
    detail: `The entry is at version ${stored.version}`,
    current: wireEntry(stored),
    headers: { ETag: versionTag(stored.version) },
  })
}

/** Someone else's entry is answered the same way: that it exists is nobody else's business. */
export function entryNotFound(): ApiProblem {
  return new ApiProblem('not-found', { detail: 'There is no such entry' })
}
