import { type EntryContent, MAX_DAY_MINUTES } from './entry.ts'
import type { LocalDate } from './local-date.ts'
import type { Stretch, TimerWork } from './timer.ts'

const MINUTE_MS = 60_000

interface DayOfWork {
  readonly date: LocalDate
  /** `HH:MM` where the person is, of its first moment. */
  readonly start: string
  readonly lengthMs: number
}

/**
 * The entries that a timer becomes, one for each calendar day on which it ran, in this time zone.
 *
 * - Pauses are left out; an entry begins where the first stretch of its day does.
 * - What has really passed counts: over a change of clocks the day that is an hour short has 23 hours, the long one 25, of
 *   which no more than 24 are booked, as a day has no more for anybody.
 * - The whole is rounded to full minutes, to one at least, and the days add up to it; a day of no minute has no entry.
 */
export function entriesOf(
  stretches: readonly Stretch[],
  work: TimerWork,
  timeZone: string,
): readonly EntryContent[] {
  const days = daysOf(stretches, timeZone)
  const totalMs = days.reduce((sum, { lengthMs }) => sum + lengthMs, 0)
  const totalMinutes = Math.max(1, Math.round(totalMs / MINUTE_MS))
  let passedMs = 0
  let bookedMinutes = 0
  return days
    .map(({ date, start, lengthMs }, index): EntryContent => {
      passedMs += lengthMs
      const untilHere = index === days.length - 1 ? totalMinutes : Math.round(passedMs / MINUTE_MS)
      const minutes = untilHere - bookedMinutes
      bookedMinutes = untilHere
      return { ...work, date, start, minutes: Math.min(minutes, MAX_DAY_MINUTES) }
    })
    .filter(({ minutes }) => minutes > 0)
}

function daysOf(stretches: readonly Stretch[], timeZone: string): readonly DayOfWork[] {
  const days = new Map<LocalDate, DayOfWork>()
  for (const stretch of stretches) {
    let fromMs = stretch.fromMs
    do {
      const moment = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timeZone)
      const date = moment.toPlainDate()
      // Where a day begins at one o'clock, or is left out as a whole, Temporal knows the first moment of the next one.
      const nextDayMs = date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds
      const toMs = Math.min(stretch.toMs, nextDayMs)
      const start = moment.toPlainTime().toString({ smallestUnit: 'minute', roundingMode: 'trunc' })
      const day = days.get(date.toString()) ?? { date: date.toString(), start, lengthMs: 0 }
      days.set(day.date, { ...day, lengthMs: day.lengthMs + toMs - fromMs })
      fromMs = toMs
    } while (fromMs < stretch.toMs)
  }
  return [...days.values()]
}
