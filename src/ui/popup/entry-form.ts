import { type DurationFault, formatDuration, parseDuration } from '../../domain/duration.ts'
import {
  type EntryContent,
  MAX_NOTE_LENGTH,
  MAX_TAG_LENGTH,
  MAX_TAGS,
  type Project,
} from '../../domain/entry.ts'
import { isLocalDate, type LocalDate } from '../../domain/local-date.ts'
import { projectWithId } from '../../domain/projects-by-id.ts'

/** The fields of an entry as typed. */
export interface EntryFields {
  readonly duration: string
  /** Time of day, HH:MM; empty for none. */
  readonly start: string
  readonly date: string
  /** A project's id, empty for none, `KEEP_PROJECT` for the one that was booked. */
  readonly project: string
  readonly tags: string
  readonly note: string
}

/** No project's id: ids never hold a space. */
export const KEEP_PROJECT = 'as booked'

export type FieldFault =
  | { readonly field: 'duration'; readonly reason: DurationFault }
  | { readonly field: 'date'; readonly reason: 'not-a-date' | 'in-the-future' }
  | { readonly field: 'tags'; readonly reason: 'too-many' | 'too-long' }
  | { readonly field: 'note'; readonly reason: 'too-long' }

export type FormReading =
  | { readonly ok: true; readonly content: EntryContent }
  | { readonly ok: false; readonly faults: readonly FieldFault[] }

export function fieldsOf(entry: EntryContent, projects: readonly Project[]): EntryFields {
  const isKnown = projectWithId(entry.projectId, projects)?.name === entry.project
  return {
    duration: formatDuration(entry.minutes),
    start: entry.start ?? '',
    date: entry.date,
    project: entry.project === null ? '' : isKnown ? (entry.projectId ?? '') : KEEP_PROJECT,
    tags: entry.tags.map((tag) => `#${tag}`).join(' '),
    note: entry.note,
  }
}

/** The entry with its fields as typed; billable stays as it was, and so does the task of the same project. */
export function readEntryForm(
  fields: EntryFields,
  entry: EntryContent,
  today: LocalDate,
  projects: readonly Project[],
): FormReading {
  const faults: FieldFault[] = []
  const duration = parseDuration(fields.duration)
  if (!duration.ok) faults.push({ field: 'duration', reason: duration.reason })
  if (!isLocalDate(fields.date)) faults.push({ field: 'date', reason: 'not-a-date' })
  else if (fields.date > today) faults.push({ field: 'date', reason: 'in-the-future' })
  const tags = readTags(fields.tags)
  if (tags.length > MAX_TAGS) faults.push({ field: 'tags', reason: 'too-many' })
  if (tags.some((tag) => tag.length > MAX_TAG_LENGTH)) faults.push({ field: 'tags', reason: 'too-long' })
  if (fields.note.length > MAX_NOTE_LENGTH) faults.push({ field: 'note', reason: 'too-long' })
  if (!duration.ok || faults.length > 0) return { ok: false, faults }

  const booked = bookedProject(fields.project, entry, projects)
  const content = {
    date: fields.date,
    start: fields.start === '' ? null : fields.start,
    minutes: duration.value,
    ...booked,
    task: isSameProject(booked, entry) ? entry.task : null,
    tags,
    note: fields.note,
    billable: entry.billable,
  }
  return { ok: true, content }
}

type Booked = Pick<EntryContent, 'project' | 'projectId'>

function bookedProject(chosen: string, entry: EntryContent, projects: readonly Project[]): Booked {
  if (chosen === '') return { project: null, projectId: null }
  const known = projectWithId(chosen, projects)
  return known
    ? { project: known.name, projectId: known.id }
    : { project: entry.project, projectId: entry.projectId }
}

/** Names are not enough, as two clients can each have a website; ids can be missing. */
function isSameProject(a: Booked, b: Booked): boolean {
  return a.project === b.project && (a.projectId === b.projectId || b.projectId === null)
}

function readTags(text: string): string[] {
  const words = text.split(/[\s,]+/).map((word) => word.replace(/^#+/, ''))
  return [...new Set(words.filter((word) => word !== ''))]
}
