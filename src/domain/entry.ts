import type { LocalDate } from './local-date.ts'

export const MAX_NOTE_LENGTH = 2000
export const MAX_NAME_LENGTH = 200
export const MAX_TAGS = 20
export const MAX_TAG_LENGTH = 50
export const MAX_COMMENT_LENGTH = 1000
export const MAX_DAY_MINUTES = 24 * 60

export const ENTRY_STATUSES = ['draft', 'submitted', 'approved', 'rejected'] as const
export type EntryStatus = (typeof ENTRY_STATUSES)[number]

export interface Review {
  readonly by: string
  /** RFC 3339, UTC. */
  readonly at: string
  readonly comment: string | null
}

/** What a person says about a stretch of work; everything else about an entry is said by the system. */
export interface EntryContent {
  readonly date: LocalDate
  /** `HH:MM` where a time range was given. */
  readonly start: string | null
  /** Whole minutes, 1 to 1440. */
  readonly minutes: number
  /** The project's name as it was booked. */
  readonly project: string | null
  readonly projectId: string | null
  readonly task: string | null
  readonly tags: readonly string[]
  readonly note: string
  readonly billable: boolean
}

export interface Entry extends EntryContent {
  readonly id: string
  readonly userId: string
  readonly status: EntryStatus
  readonly review: Review | null
  /** Grows by one with each change; the `ETag`. */
  readonly version: number
}

export interface Project {
  readonly id: string
  readonly name: string
  readonly client: string | null
  readonly tasks: readonly string[]
  readonly archived: boolean
}

/** The content alone, of an entry that is more. */
export function contentOfEntry(entry: EntryContent): EntryContent {
  const { date, start, minutes, project, projectId, task, tags, note, billable } = entry
  return { date, start, minutes, project, projectId, task, tags, note, billable }
}

/** An approved entry never changes again. */
export function isLocked(entry: Pick<Entry, 'status'>): boolean {
  return entry.status === 'approved'
}

export function totalMinutes(entries: Iterable<Pick<Entry, 'minutes'>>): number {
  let total = 0
  for (const entry of entries) total += entry.minutes
  return total
}

/** The newest day first; ids are made in order of time, so they order the entries of a day. */
export function newestFirst(a: Pick<Entry, 'date' | 'id'>, b: Pick<Entry, 'date' | 'id'>): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1
  return a.id === b.id ? 0 : a.id < b.id ? 1 : -1
}
