import { addDays, isLocalDate, type LocalDate, mondayOf, weekOf } from './local-date.ts'

/** A week from Monday to Sunday, `2026-W48` (ISO 8601): it belongs to the year that holds its Thursday. */
export type IsoWeek = string

const SHAPE = /^(\d{4})-W(\d{2})$/

/** Whether the calendar has this week: a year has 52 or 53. */
export function isIsoWeek(text: string): boolean {
  const monday = firstDayOf(text)
  return (
    monday !== null && isLocalDate(monday) && isLocalDate(addDays(monday, 6)) && isoWeekOf(monday) === text
  )
}

export function isoWeekOf(date: LocalDate): IsoWeek {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(date)
  return `${String(yearOfWeek).padStart(4, '0')}-W${String(weekOfYear).padStart(2, '0')}`
}

/** The seven days, Monday first. */
export function daysOfWeek(week: IsoWeek): readonly LocalDate[] {
  return weekOf(knownFirstDayOf(week))
}

export function addWeeks(week: IsoWeek, weeks: number): IsoWeek {
  return isoWeekOf(addDays(knownFirstDayOf(week), 7 * weeks))
}

function knownFirstDayOf(week: IsoWeek): LocalDate {
  const monday = firstDayOf(week)
  if (monday === null) throw new RangeError(`${week} is no week`)
  return monday
}

/** Null for a text of another shape, and for a number of a week that no year has. */
function firstDayOf(text: string): LocalDate | null {
  const [, year = '', number = ''] = SHAPE.exec(text) ?? []
  const fourthOfJanuary = `${year}-01-04`
  if (!isLocalDate(fourthOfJanuary) || Number(number) < 1 || Number(number) > 53) return null
  // The fourth of January lies in the first week of every year.
  return addDays(mondayOf(fourthOfJanuary), 7 * (Number(number) - 1))
}
