import { MAX_DAY_MINUTES } from '../domain/entry.ts'
import { isIsoWeek } from '../domain/iso-week.ts'
import type { WeekTargets } from '../domain/week-check.ts'
import type { WeekStatus } from '../domain/week-status.ts'
import { receivedEntry, wireEntrySchema } from './entry.ts'
import { listOf } from './list.ts'
import { z } from './zod.ts'

export const isoWeekSchema = z
  .string()
  .check(z.refine(isIsoWeek, 'must be a week, YYYY-Www'), z.meta({ pattern: String.raw`^\d{4}-W\d{2}$` }))

const minutes = z.int().check(z.minimum(0))
const WEEK_STATUSES = [
  'open',
  'partly-submitted',
  'submitted',
  'partly-reviewed',
  'approved',
  'rejected',
] as const satisfies readonly WeekStatus[]

export const wireWeekSchema = z.object({
  week: z.string(),
  /** Monday and Sunday. */
  from: z.string(),
  to: z.string(),
  status: z.enum(WEEK_STATUSES),
  /** What a full week, and a full day of it, holds. */
  target_minutes: minutes,
  day_target_minutes: minutes,
  minutes,
  /** The same by status of the entries. */
  minutes_by_status: z.object({ draft: minutes, submitted: minutes, approved: minutes, rejected: minutes }),
  days: z.array(z.object({ date: z.string(), minutes })),
  /** When its latest submission was; null where none stands. */
  submitted_at: z.nullable(z.string()),
})
export type WireWeek = z.output<typeof wireWeekSchema>

/** After a submission or a recall, with all entries of the week as they are now. */
export const wireSubmissionSchema = z.extend(wireWeekSchema, { entries: z.array(wireEntrySchema) })

const receivedMinutes = (most: number) => z.int().check(z.minimum(0), z.maximum(most))

/** Where a week stands follows from its entries; what it should hold, only the server can say. */
export const receivedWeek = z.pipe(
  z.object({
    target_minutes: receivedMinutes(7 * MAX_DAY_MINUTES),
    day_target_minutes: receivedMinutes(MAX_DAY_MINUTES),
  }),
  z.transform(
    (wire): WeekTargets => ({
      targetMinutes: wire.target_minutes,
      dayTargetMinutes: wire.day_target_minutes,
    }),
  ),
)

/** A server that does not send the entries along tells of them in the next list. */
export const receivedSubmission = z.object({ entries: z._default(listOf(receivedEntry), []) })
