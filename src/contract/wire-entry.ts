import { ENTRY_STATUSES } from '../domain/entry.ts'
import { dateOrDateTime, localDate, minutes, name, note, startTime, tags, text } from './entry-members.ts'
import { ownStatus } from './own-status.ts'
import { z } from './zod.ts'

// The server's side of the wire: nothing of it is in the extension, which builds at each start what it has.

// What goes to the API. Strict about values, silent about members it does not know (`owner`, `approved`, …).

const EARLIEST_DATE = '2000-01-01'
/** A day before it is a typing mistake; whether a day is in the future, only a clock can tell. */
const bookableDate = localDate().check(
  z.refine((date) => date >= EARLIEST_DATE, `must not be before ${EARLIEST_DATE}`),
)

const contentMembers = {
  date: z.pipe(dateOrDateTime(), bookableDate),
  start: z.optional(z.nullable(startTime())),
  minutes: z.optional(minutes()),
  hours: z.optional(z.number().check(z.positive(), z.maximum(24))),
  project: z.optional(z.nullable(name())),
  project_id: z.optional(z.nullable(name())),
  task: z.optional(z.nullable(name())),
  tags: z.optional(tags()),
  note: z.optional(note()),
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
    user_id: text().check(z.minLength(1), z.maxLength(255)),
  })
  .check(needsLength)
export const entryChangesSchema = z
  .partial(z.object({ ...contentMembers, status: ownStatus }))
  .check(lengthIfGiven)

export type NewEntryBody = z.output<typeof newEntrySchema>
export type UploadedEntryBody = z.output<typeof uploadedEntrySchema>
export type EntryChangesBody = z.output<typeof entryChangesSchema>

// What comes from the API.

const reviewSchema = z.object({ by: z.string(), at: z.string(), comment: z.nullable(z.string()) })

/** An entry as the full profile sends it; a superset of the base profile's members. */
export const wireEntrySchema = z.object({
  id: z.string(),
  user_id: z.string(),
  date: localDate(),
  start: z.nullable(startTime()),
  minutes: minutes(),
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

export const wireProjectSchema = z.object({
  id: z.string(),
  name: z.string(),
  client: z.nullable(z.string()),
  tasks: z.array(z.string()),
  archived: z.boolean(),
})
