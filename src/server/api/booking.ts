import { type EntryChangesBody, minutesOf, type NewEntryBody } from '../../contract/wire-entry.ts'
import { MAX_DAY_MINUTES } from '../../domain/entry.ts'
import { latestTodayOnEarth } from '../../domain/local-date.ts'
import type { Queries } from '../store/database.ts'
import { insertEntry, lockDay, lockEntry, minutesOfDay } from '../store/entries.ts'
import { findProject } from '../store/projects.ts'
import type { EntryRow } from '../store/schema.ts'
import type { Writing } from './call.ts'
import { ApiProblem, invalidBody } from './problem.ts'

export type Content = Pick<
  EntryRow,
  'date' | 'start' | 'minutes' | 'project' | 'projectId' | 'task' | 'tags' | 'note' | 'billable'
>

const EMPTY: Omit<Content, 'date' | 'minutes'> = {
  start: null,
  project: null,
  projectId: null,
  task: null,
  tags: [],
  note: '',
  billable: true,
}

/** `at` is the JSON pointer of the entry in the body, for faults. */
export async function contentOf({ queries, now }: Writing, body: NewEntryBody, at: string): Promise<Content> {
  const given = withBody({ ...EMPTY, date: body.date, minutes: 0 }, body)
  return checkContent(queries, now, given, at)
}

export async function changedContent(
  { queries, now }: Writing,
  stored: EntryRow,
  changes: EntryChangesBody,
): Promise<Content> {
  return checkContent(queries, now, withBody(stored, changes), '')
}

function withBody(content: Content, body: EntryChangesBody): Content {
  // A project named anew is not the one that the stored id stands for.
  const renamed = body.project !== undefined && body.project !== content.project
  const projectId = body.project_id === undefined ? (renamed ? null : content.projectId) : body.project_id
  const moved = body.project_id !== undefined && body.project_id !== content.projectId
  return {
    date: body.date ?? content.date,
    start: body.start === undefined ? content.start : body.start,
    minutes: minutesOf(body) ?? content.minutes,
    // Null has the name looked up: the old one would not belong to another project id.
    project:
      body.project === undefined ? (moved && projectId !== null ? null : content.project) : body.project,
    projectId,
    task: body.task === undefined ? content.task : body.task,
    tags: body.tags ?? content.tags,
    note: body.note ?? content.note,
    billable: body.billable ?? content.billable,
  }
}

async function checkContent(queries: Queries, now: Date, content: Content, at: string): Promise<Content> {
  if (content.date > latestTodayOnEarth(now.getTime())) {
    throw invalidBody([{ path: `${at}/date`, reason: 'must not be in the future' }])
  }
  if (content.projectId === null) return content
  const project = await findProject(queries, content.projectId)
  if (!project) throw invalidBody([{ path: `${at}/project_id`, reason: 'is no known project' }])
  return { ...content, project: content.project ?? project.name }
}

/**
 * Stores a new entry: a draft, or one that waits for approval from then on. The same id with the same owner and
 * content is the same entry, and changes nothing.
 */
export async function bookEntry(
  writing: Writing,
  userId: string,
  id: string | undefined,
  content: Content,
  status: 'draft' | 'submitted' = 'submitted',
): Promise<{ row: EntryRow; isNew: boolean }> {
  const { queries, now, newId } = writing
  await lockDay(queries, userId, content.date)
  const known = id === undefined ? undefined : await lockEntry(queries, id)
  if (known) return { row: sameEntry(known, userId, content), isNew: false }

  await checkDay(queries, userId, content)
  const row: EntryRow = {
    ...content,
    id: id ?? newId(),
    userId,
    status,
    reviewBy: null,
    reviewAt: null,
    reviewComment: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    submittedAt: status === 'submitted' ? now : null,
    submittedVersion: status === 'submitted' ? 1 : null,
    deletedAt: null,
  }
  const inserted = await insertEntry(queries, row)
  if (inserted) return { row: inserted, isNew: true }
  // Somebody took the id between our look and our insert, and has committed it by now.
  const winner = await lockEntry(queries, row.id)
  if (!winner) throw new Error(`entry ${row.id} is neither free nor there`)
  return { row: sameEntry(winner, userId, content), isNew: false }
}

/** The caller holds the day's lock; `freed` are minutes of that day that the change gives back. */
export async function checkDay(queries: Queries, userId: string, content: Content, freed = 0): Promise<void> {
  const booked = (await minutesOfDay(queries, userId, content.date)) - freed
  if (booked + content.minutes <= MAX_DAY_MINUTES) return
  throw new ApiProblem('day-full', {
    detail: `${content.date} has ${MAX_DAY_MINUTES - booked} minutes left, not ${content.minutes}`,
  })
}

function sameEntry(stored: EntryRow, userId: string, content: Content): EntryRow {
  const same = stored.userId === userId && stored.deletedAt === null && hasContent(stored, content)
  if (!same) throw new ApiProblem('id-taken', { detail: 'Another entry has this id' })
  return stored
}

export function hasContent(stored: Content, content: Content): boolean {
  return (
    stored.date === content.date &&
    stored.start === content.start &&
    stored.minutes === content.minutes &&
    stored.project === content.project &&
    stored.projectId === content.projectId &&
    stored.task === content.task &&
    stored.note === content.note &&
    stored.billable === content.billable &&
    JSON.stringify(stored.tags) === JSON.stringify(content.tags)
  )
}
