import { type Entry, totalMinutes } from './entry.ts'
import type { LocalDate } from './local-date.ts'

/** What a full working day holds, until the company's own target is known. */
export const TARGET_DAY_MINUTES = 8 * 60
export const TARGET_WEEK_MINUTES = 5 * TARGET_DAY_MINUTES

export interface DayTotal<Item> {
  readonly date: LocalDate
  readonly minutes: number
  readonly entries: readonly Item[]
}

/** One total for each of `days`, in their order; entries of other days are left out, the order of the rest kept. */
export function totalsByDay<Item extends Pick<Entry, 'date' | 'minutes'>>(
  entries: readonly Item[],
  days: readonly LocalDate[],
): readonly DayTotal<Item>[] {
  const byDay = Map.groupBy(entries, (entry) => entry.date)
  return days.map((date) => {
    const ofDay = byDay.get(date) ?? []
    return { date, minutes: totalMinutes(ofDay), entries: ofDay }
  })
}

/** How much of `target` is reached, 0 to 100. */
export function percentOf(minutes: number, target: number): number {
  return target <= 0 ? 0 : Math.max(0, Math.min(100, Math.round((minutes / target) * 100)))
}
