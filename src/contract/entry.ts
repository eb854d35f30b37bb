import { MAX_ENTRY_MINUTES } from '../domain/duration.ts'
import {
  ENTRY_STATUSES,
  type Entry,
  type EntryContent,
  MAX_COMMENT_LENGTH,
  MAX_NAME_LENGTH,
  MAX_NOTE_LENGTH,
  MAX_TAG_LENGTH,
  MAX_TAGS,
  type Project,
} from '../domain/entry.ts'
import { isLocalDate } from '../domain/local-date.ts'
import { ownStatus } from './own-status.ts'
import { z } from './zod.ts'

// What goes to the API. Strict about values, silent about members it does not know (`owner`, `approved`, …).

const localDate = z
  .string()
  .check(z.refine(isLocalDate, 'must be a calendar day, YYYY-MM-DD'), z.meta({ format: 'date' }))
const minutes = z.int().check(z.minimum(1), z.maximum(MAX_ENTRY_MINUTES))
/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
const text = z
  .string()
  .check(z.refine((value) => value.isWellFormed() && !value.includes('\0'), 'must be text without NUL'))
const name = text.check(z.trim(), z.minLength(1), z.maxLength(MAX_NAME_LENGTH))
const tags = z
  .array(text.check(z.trim(), z.minLength(1), z.maxLength(MAX_TAG_LENGTH)))
  .check(z.maxLength(MAX_TAGS))
const note = text.check(z.maxLength(MAX_NOTE_LENGTH))
const startTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM'))

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/

/** A calendar day, or the base profile's date-time, of which the day as written is kept. */
const dateOrDateTime = z.pipe(
  z.string().check(z.maxLength(40)),
  z.transform((text: string) => (DATE_TIME.test(text) ? text.slice(0, 10) : text)),
)

const EARLIEST_DATE = '2000-01-01'
/** A day before it is a typing mistake; whether a day is in the future, only a clock can tell. */
const bookableDate = localDate.check(
  z.refine((date) => date >= EARLIEST_DATE, `must not be before ${EARLIEST_DATE}`),
)

const contentMembers = {
  date: z.pipe(dateOrDateTime, bookableDate),
  start: z.optional(z.nullable(startTime)),
  minutes: z.optional(minutes),
  hours: z.optional(z.number().check(z.positive(), z.maximum(24))),
  project: z.optional(z.nullable(name)),
  project_id: z.optional(z.nullable(name)),
  task: z.optional(z.nullable(name)),
  tags: z.optional(tags),
  note: z.optional(note),
  billable: z.optional(z.boolean()),
}

interface Length {
  readonly minutes?: number | undefined
  readonly hours?: number | undefined
}

/** Whole minutes: `minutes` is authoritative, `hours` alone (base profile) is converted. */
export function minutesOf({ minutes, hours }: Length): number | undefined {
  return minutes ?? (hours === undefined ? undefined : Math.round(hours * 60))
}

/** Hours that are right in themselves but round to no minute. */
const roundsToNothing = (body: Length) => (body.hours ?? 0) > 0 && minutesOf(body) === 0
const needsLength = z.refine<Length>(
  (body) => (body.minutes ?? body.hours) !== undefined && !roundsToNothing(body),
  { message: 'minutes (or hours) is required, at least one minute', path: ['minutes'] },
)
const lengthIfGiven = z.refine<Length>((body) => !roundsToNothing(body), {
  message: 'must be at least one minute',
  path: ['minutes'],
})

export const newEntrySchema = z
  .object({ ...contentMembers, id: z.optional(z.uuid()), status: ownStatus })
  .check(needsLength)
export const uploadedEntrySchema = z
  .object({
    ...contentMembers,
    id: z.optional(z.uuid()),
    user_id: text.check(z.minLength(1), z.maxLength(255)),
  })
  .check(needsLength)
export const entryChangesSchema = z
  .partial(z.object({ ...contentMembers, status: ownStatus }))
  .check(lengthIfGiven)

export const decisionSchema = z
  .object({
    decision: z._default(z.enum(['approved', 'rejected']), 'approved'),
    comment: z.optional(z.nullable(text.check(z.trim(), z.maxLength(MAX_COMMENT_LENGTH)))),
    version: z.optional(z.int().check(z.minimum(1))),
  })
  .check(
    z.refine((body) => body.decision === 'approved' || Boolean(body.comment), {
      message: 'a rejection needs a comment',
      path: ['comment'],
    }),
  )

export type NewEntryBody = z.output<typeof newEntrySchema>
export type UploadedEntryBody = z.output<typeof uploadedEntrySchema>
export type EntryChangesBody = z.output<typeof entryChangesSchema>

// What comes from the API.

const reviewSchema = z.object({ by: z.string(), at: z.string(), comment: z.nullable(z.string()) })

/** An entry as the full profile sends it; a superset of the base profile's members. */
export const wireEntrySchema = z.object({
  id: z.string(),
  user_id: z.string(),
  date: localDate,
  start: z.nullable(startTime),
  minutes,
  hours: z.number(),
  project: z.nullable(z.string()),
  project_id: z.nullable(z.string()),
  task: z.nullable(z.string()),
  tags: z.array(z.string()),
  note: z.string(),
  billable: z.boolean(),
  status: z.enum(ENTRY_STATUSES),
  approved: z.boolean(),
  review: z.nullable(reviewSchema),
  version: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
  submitted_at: z.nullable(z.string()),
})
export type WireEntry = z.output<typeof wireEntrySchema>

/** What is left of a deleted entry; its id stays taken. */
export const wireTombstoneSchema = z.object({
  id: z.string(),
  deleted: z.literal(true),
  version: z.int(),
  updated_at: z.string(),
})
export type WireTombstone = z.output<typeof wireTombstoneSchema>

/** A waiting entry as an approver sees it. */
export const wireApprovalSchema = z.extend(wireEntrySchema, { user_name: z.nullable(z.string()) })
export type WireApproval = z.output<typeof wireApprovalSchema>

export const wireProjectSchema = z.object({
  id: z.string(),
  name: z.string(),
  client: z.nullable(z.string()),
  tasks: z.array(z.string()),
  archived: z.boolean(),
})

/** No row is longer than a year, whichever way it counts: more than that is a mistake or an attack. */
const MAX_RECEIVED_HOURS = 366 * 24

/** Cut to more than may be saved, so that what is left of a text never replaces the whole one. */
const cut = (text: string, maxLength: number) => text.slice(0, 2 * maxLength).toWellFormed()
const receivedText = (maxLength: number) =>
  z.pipe(
    z.string(),
    z.transform((text: string) => cut(text, maxLength)),
  )
const receivedName = receivedText(MAX_NAME_LENGTH)
const receivedReview = z.extend(reviewSchema, {
  by: receivedName,
  at: receivedName,
  comment: z.nullable(receivedText(MAX_COMMENT_LENGTH)),
})

/** Every other text stands for itself in a path once it is percent-encoded (URL Standard, sections 1.3 and 4.1). */
const isPathSegment = (id: string) => id.isWellFormed() && !/^\.{0,2}$/.test(id)
const receivedId = z.union([z.string().check(z.maxLength(100), z.refine(isPathSegment)), z.int()])

/** Reads an entry of either profile: numeric ids, date-times and missing members are accepted. */
const receivedEntrySchema = z.object({
  id: receivedId,
  user_id: z._default(receivedName, ''),
  user_name: z.optional(z.nullable(receivedName)),
  date: z.pipe(dateOrDateTime, localDate),
  start: z._default(z.nullable(receivedName), null),
  minutes: z.optional(z.int().check(z.minimum(-60 * MAX_RECEIVED_HOURS), z.maximum(60 * MAX_RECEIVED_HOURS))),
  hours: z.optional(z.number().check(z.minimum(-MAX_RECEIVED_HOURS), z.maximum(MAX_RECEIVED_HOURS))),
  project: z._default(z.nullable(receivedName), null),
  project_id: z._default(z.nullable(receivedName), null),
  task: z._default(z.nullable(receivedName), null),
  tags: z._default(z.array(receivedText(MAX_TAG_LENGTH)), []),
  note: z._default(receivedText(MAX_NOTE_LENGTH), ''),
  billable: z._default(z.boolean(), true),
  status: z.optional(wireEntrySchema.shape.status),
  approved: z._default(z.boolean(), false),
  review: z._default(z.nullable(receivedReview), null),
  version: z._default(z.int(), 1),
})

export interface ReceivedEntry extends Entry {
  readonly userName: string | null
}

export const receivedEntry = z.pipe(
  receivedEntrySchema,
  z.transform(
    (wire): ReceivedEntry => ({
      id: String(wire.id),
      userId: wire.user_id,
      userName: wire.user_name ?? null,
      date: wire.date,
      start: wire.start,
      minutes: wire.minutes ?? Math.round((wire.hours ?? 0) * 60),
      project: wire.project,
      projectId: wire.project_id,
      task: wire.task,
      tags: wire.tags.slice(0, 2 * MAX_TAGS),
      note: wire.note,
      billable: wire.billable,
      status: wire.status ?? (wire.approved ? 'approved' : 'submitted'),
      review: wire.review,
      version: wire.version,
    }),
  ),
)

/** What a pull learns of a deletion. */
export interface Tombstone {
  readonly id: string
  readonly deleted: true
  /** That of the deletion. */
  readonly version: number
}

const receivedTombstone = z.pipe(
  z.object({ id: receivedId, deleted: z.literal(true), version: z.int() }),
  z.transform((wire): Tombstone => ({ ...wire, id: String(wire.id) })),
)

/** A row of a list of changes. */
export const receivedChange = z.union([receivedTombstone, receivedEntry])
export type ReceivedChange = z.output<typeof receivedChange>

export function isTombstone<Row extends Entry>(change: Row | Tombstone): change is Tombstone {
  return 'deleted' in change
}

/** More are no choice for a person. */
const MAX_TASKS = 500

export const receivedProject = z.pipe(
  wireProjectSchema,
  z.transform(
    (wire): Project => ({
      ...wire,
      id: cut(wire.id, MAX_NAME_LENGTH),
      name: cut(wire.name, MAX_NAME_LENGTH),
      client: wire.client === null ? null : cut(wire.client, MAX_NAME_LENGTH),
      tasks: wire.tasks.slice(0, MAX_TASKS).map((task) => cut(task, MAX_NAME_LENGTH)),
    }),
  ),
)

/** The members of a request body for this content; `hours` goes along for base-profile servers. */
export function wireContent(content: EntryContent) {
  return {
    date: content.date,
    start: content.start,
    minutes: content.minutes,
    hours: content.minutes / 60,
    project: content.project,
    project_id: content.projectId,
    task: content.task,
    tags: [...content.tags],
    note: content.note,
    billable: content.billable,
  }
}

// The same content inside the extension, between a page and the background worker.

export const entryContentSchema = z.object({
  date: localDate,
  start: z.nullable(startTime),
  minutes,
  project: z.nullable(name),
  projectId: z.nullable(name),
  task: z.nullable(name),
  tags,
  note,
  billable: z.boolean(),
})
