import { type LocalDate, weekdayOf } from './local-date.ts'
import { type DayTotal, TARGET_DAY_MINUTES } from './week-totals.ts'

const SATURDAY = 6
/** The target line has some air above it, so that what goes over it shows. */
const LEAST_SCALE = 1.25

export function isWeekend(date: LocalDate): boolean {
  return weekdayOf(date) >= SATURDAY
}

/** What a day should hold; nothing is expected of a weekend. */
export function targetOfDay(date: LocalDate, workdayMinutes: number = TARGET_DAY_MINUTES): number {
  return isWeekend(date) ? 0 : workdayMinutes
}

export interface DayBar {
  readonly date: LocalDate
  readonly minutes: number
  /** Minutes; 0 where nothing is expected. */
  readonly target: number
  /** Minutes above the target; 0 where there is none. */
  readonly over: number
  /** Parts of the chart's height, 0 to 1. */
  readonly height: number
  readonly targetHeight: number
}

/** The bars of a week, all to one scale. */
export function barsOf(
  days: readonly Pick<DayTotal<unknown>, 'date' | 'minutes'>[],
  workdayMinutes: number = TARGET_DAY_MINUTES,
): readonly DayBar[] {
  const top = Math.max(workdayMinutes * LEAST_SCALE, ...days.map(({ minutes }) => minutes))
  const share = (minutes: number) => (top <= 0 ? 0 : Math.max(0, minutes) / top)
  return days.map(({ date, minutes }) => {
    const target = targetOfDay(date, workdayMinutes)
    const over = target > 0 ? Math.max(0, minutes - target) : 0
    return { date, minutes, target, over, height: share(minutes), targetHeight: share(target) }
  })
}
