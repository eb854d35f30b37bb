/** A calendar day where the user is, `YYYY-MM-DD`. Never a point in time, so it never moves with a time zone. */
export type LocalDate = string

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

export function isLocalDate(text: string): boolean {
  // Temporal has a year 0, most databases have not.
  if (!SHAPE.test(text) || text < '0001-01-01') return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    // Temporal throws RangeError for a day that no calendar has, such as 30 February.
    return false
  }
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(date: LocalDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

/** The most recent such weekday, `today` included. */
export function lastWeekday(weekday: number, today: LocalDate): LocalDate {
  return addDays(today, -((weekdayOf(today) - weekday + 7) % 7))
}

/** The most recent such day of a year, `today` included; null where no year has it. */
export function lastDayOfYear(month: number, day: number, today: LocalDate): LocalDate | null {
  // 29 February is missing in seven years at the most (1897 to 1903).
  for (let yearsAgo = 0; yearsAgo <= 8; yearsAgo += 1) {
    const year = String(Number(today.slice(0, 4)) - yearsAgo).padStart(4, '0')
    const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    if (date <= today && isLocalDate(date)) return date
  }
  return null
}

/** Of the ISO week that holds `date`. */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date))
}

/** The seven days, Monday first, of the ISO week that holds `date`. */
export function weekOf(date: LocalDate): readonly LocalDate[] {
  const monday = mondayOf(date)
  return [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days))
}

/** The latest calendar day that anybody on Earth can call today (UTC+14). */
export function latestTodayOnEarth(nowMs: number): LocalDate {
  const fourteenHoursMs = 14 * 60 * 60 * 1000
  return new Date(nowMs + fourteenHoursMs).toISOString().slice(0, 10)
}
