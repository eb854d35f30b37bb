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
import { dateOrDateTime, localDate, minutes, name, note, startTime, tags } from './entry-members.ts'
import { lazily, z } from './zod.ts'

// What comes from the API.

const receivedProjectSchema = () =>
  z.object({
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
const receivedName = () => receivedText(MAX_NAME_LENGTH)
const receivedReview = () =>
  z.object({
    by: receivedName(),
    at: receivedName(),
    comment: z.nullable(receivedText(MAX_COMMENT_LENGTH)),
  })

/** Every other text stands for itself in a path once it is percent-encoded (URL Standard, sections 1.3 and 4.1). */
const isPathSegment = (id: string) => id.isWellFormed() && !/^\.{0,2}$/.test(id)
const receivedId = () => z.union([z.string().check(z.maxLength(100), z.refine(isPathSegment)), z.int()])

/** Reads an entry of either profile: numeric ids, date-times and missing members are accepted. */
const receivedEntrySchema = () =>
  z.object({
    id: receivedId(),
    user_id: z._default(receivedName(), ''),
    user_name: z.optional(z.nullable(receivedName())),
    date: z.pipe(dateOrDateTime(), localDate()),
    start: z._default(z.nullable(receivedName()), null),
    minutes: z.optional(
      z.int().check(z.minimum(-60 * MAX_RECEIVED_HOURS), z.maximum(60 * MAX_RECEIVED_HOURS)),
    ),
    hours: z.optional(z.number().check(z.minimum(-MAX_RECEIVED_HOURS), z.maximum(MAX_RECEIVED_HOURS))),
    project: z._default(z.nullable(receivedName()), null),
    project_id: z._default(z.nullable(receivedName()), null),
    task: z._default(z.nullable(receivedName()), null),
    tags: z._default(z.array(receivedText(MAX_TAG_LENGTH)), []),
    note: z._default(receivedText(MAX_NOTE_LENGTH), ''),
    billable: z._default(z.boolean(), true),
    status: z.optional(z.enum(ENTRY_STATUSES)),
    approved: z._default(z.boolean(), false),
    review: z._default(z.nullable(receivedReview()), null),
    version: z._default(z.int(), 1),
  })

export interface ReceivedEntry extends Entry {
  readonly userName: string | null
}

export const receivedEntry = lazily(() =>
  z.pipe(
    receivedEntrySchema(),
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
  ),
)

/** What a pull learns of a deletion. */
export interface Tombstone {
  readonly id: string
  readonly deleted: true
  /** That of the deletion. */
  readonly version: number
}

const receivedTombstone = () =>
  z.pipe(
    z.object({ id: receivedId(), deleted: z.literal(true), version: z.int() }),
    z.transform((wire): Tombstone => ({ ...wire, id: String(wire.id) })),
  )

/** A row of a list of changes. */
export const receivedChange = lazily(() => z.union([receivedTombstone(), receivedEntry()]))
export type ReceivedChange = z.output<ReturnType<typeof receivedChange>>

export function isTombstone<Row extends Entry>(change: Row | Tombstone): change is Tombstone {
  return 'deleted' in change
}

/** More are no choice for a person. */
const MAX_TASKS = 500

export const receivedProject = lazily(() =>
  z.pipe(
    receivedProjectSchema(),
    z.transform(
      (wire): Project => ({
        ...wire,
        id: cut(wire.id, MAX_NAME_LENGTH),
        name: cut(wire.name, MAX_NAME_LENGTH),
        client: wire.client === null ? null : cut(wire.client, MAX_NAME_LENGTH),
        tasks: wire.tasks.slice(0, MAX_TASKS).map((task) => cut(task, MAX_NAME_LENGTH)),
      }),
    ),
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

export const entryContentSchema = lazily(() =>
  z.object({
    date: localDate(),
    start: z.nullable(startTime()),
    minutes: minutes(),
    project: z.nullable(name()),
    projectId: z.nullable(name()),
    task: z.nullable(name()),
    tags: tags(),
    note: note(),
    billable: z.boolean(),
  }),
)
