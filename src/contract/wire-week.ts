import type { WeekStatus } from '../domain/week-status.ts'
import { wireEntrySchema } from './wire-entry.ts'
import { z } from './zod.ts'

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
