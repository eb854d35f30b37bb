import { MAX_DAY_MINUTES } from '../domain/entry.ts'
import { isIsoWeek } from '../domain/iso-week.ts'
import type { WeekTargets } from '../domain/week-check.ts'
import { receivedEntry } from './entry.ts'
import { listOf } from './list.ts'
import { lazily, z } from './zod.ts'

export const isoWeekSchema = () =>
  z
    .string()
    .check(z.refine(isIsoWeek, 'must be a week, YYYY-Www'), z.meta({ pattern: String.raw`^\d{4}-W\d{2}$` }))

const receivedMinutes = (most: number) => z.int().check(z.minimum(0), z.maximum(most))

/** Where a week stands follows from its entries; what it should hold, only the server can say. */
export const receivedWeek = lazily(() =>
  z.pipe(
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
  ),
)

/** A server that does not send the entries along tells of them in the next list. */
export const receivedSubmission = () => z.object({ entries: z._default(listOf(receivedEntry()), []) })
