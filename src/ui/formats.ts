import type { EntryContent, Project } from '../domain/entry.ts'
import type { LocalDate } from '../domain/local-date.ts'
import { projectWithId } from '../domain/projects-by-id.ts'

/** Dates, times and numbers as the user's language writes them. */
export interface Formats {
  /** `Fri, 20 Nov`; of another year `10 May 2017` */
  readonly day: (date: LocalDate) => string
  /** `Friday, 20 November` */
  readonly longDay: (date: LocalDate) => string
  /** `Nov 16 – 22`, with the year where one of them is of another. */
  readonly days: (from: LocalDate, to: LocalDate) => string
  /** `F`, for a narrow column. */
  readonly dayLetter: (date: LocalDate) => string
  /** `Friday`, of 5: 1 is Monday (ISO 8601). */
  readonly weekday: (weekday: number) => string
  /** `Fri` */
  readonly shortWeekday: (weekday: number) => string
  /** `14:02`, in the device's time zone. */
  readonly time: (epochMs: number) => string
  /** `09:00` and 150 minutes: `9:00 – 11:30 AM`; a day has no time zone. */
  readonly timeRange: (start: string, minutes: number) => string
  /** `Fri, Nov 20, 2:02 PM`, in the device's time zone. */
  readonly moment: (epochMs: number) => string
  /** `9:30 AM` for `09:30`. */
  readonly clock: (time: string) => string
  /** `38 %` for 0.38. */
  readonly percent: (share: number) => string
  readonly count: (count: number) => string
  /** `1.2 MB` */
  readonly megabytes: (bytes: number) => string
  /** `see, add and change` */
  readonly list: (words: readonly string[]) => string
  /** Chooses the wording for a number of things. */
  readonly isOne: (count: number) => boolean
}

const DAY_MS = 24 * 60 * 60 * 1000

/** `thisYear` as in a date, `2026`. */
export function createFormats(language: string, timeZone: string, thisYear: string): Formats {
  // A calendar day has no time zone: it is written as midnight UTC and read in UTC.
  const ofDay = (options: Intl.DateTimeFormatOptions) => {
    const format = whenNeeded(() => new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }))
    return (date: LocalDate) => format().format(atMidnight(date))
  }
  const range = (options: Intl.DateTimeFormatOptions) =>
    whenNeeded(
      () =>
        new Intl.DateTimeFormat(language, { ...options, day: 'numeric', month: 'short', timeZone: 'UTC' }),
    )
  const rangeOfThisYear = range({})
  const rangeWithYear = range({ year: 'numeric' })
  const percent = whenNeeded(() => new Intl.NumberFormat(language, { style: 'percent' }))
  const time = whenNeeded(
    () => new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone }),
  )
  const timeOfDay = whenNeeded(
    () => new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }),
  )
  const moment = whenNeeded(
    () =>
      new Intl.DateTimeFormat(language, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: 'numeric',
        minute: '2-digit',
        timeZone,
      }),
  )
  const number = whenNeeded(() => new Intl.NumberFormat(language))
  const megabytes = whenNeeded(
    () => new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }),
  )
  const list = whenNeeded(() => new Intl.ListFormat(language, { type: 'conjunction' }))
  const plural = whenNeeded(() => new Intl.PluralRules(language))
  const longWeekday = ofDay({ weekday: 'long' })
  const shortWeekday = ofDay({ weekday: 'short' })
  const dayOfThisYear = ofDay({ weekday: 'short', day: 'numeric', month: 'short' })
  const dayWithYear = ofDay({ day: 'numeric', month: 'short', year: 'numeric' })
  return {
    day: (date) => (date.startsWith(thisYear) ? dayOfThisYear : dayWithYear)(date),
    longDay: ofDay({ weekday: 'long', day: 'numeric', month: 'long' }),
    days: (from, to) => {
      const isOfThisYear = from.startsWith(thisYear) && to.startsWith(thisYear)
      return (isOfThisYear ? rangeOfThisYear : rangeWithYear)().formatRange(atMidnight(from), atMidnight(to))
    },
    dayLetter: ofDay({ weekday: 'narrow' }),
    weekday: (weekday) => longWeekday(`2024-01-0${weekday}`), // that year began with a Monday
    shortWeekday: (weekday) => shortWeekday(`2024-01-0${weekday}`),
    time: (epochMs) => time().format(epochMs),
    timeRange: (start, minutes) => {
      const from = Date.parse(`1970-01-01T${start}Z`)
      const to = from + minutes * 60_000
      // The end of the day belongs to the next one, and a range over two days is written with its dates.
      if (to >= DAY_MS) return [from, to].map((at) => timeOfDay().format(at)).join(' – ')
      return timeOfDay().formatRange(from, to)
    },
    moment: (epochMs) => moment().format(epochMs),
    clock: (time) => timeOfDay().format(Date.parse(`1970-01-01T${time}Z`)),
    percent: (share) => percent().format(share),
    count: (count) => number().format(count),
    megabytes: (bytes) => megabytes().format(bytes / 1_000_000),
    list: (words) => list().format(words),
    isOne: (count) => plural().select(count) === 'one',
  }
}

const atMidnight = (date: LocalDate) => Date.parse(`${date}T00:00:00Z`)

/** Each Intl object takes a good part of a millisecond to make; the first frame needs few of them. */
function whenNeeded<Value>(make: () => Value): () => Value {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/** Explicit directional formatting (UAX #9, section 2), with which `exe.jpg` can be made to look like `gpj.exe`. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g

export function withoutControls(foreign: string): string {
  return foreign.replace(DIRECTION_CONTROLS, '')
}

/** Text from elsewhere inside a sentence: its writing direction cannot disturb the words around it. */
export function isolate(foreign: string): string {
  return `${FIRST_STRONG_ISOLATE}${withoutControls(foreign)}${POP_ISOLATE}`
}

export interface Booking {
  readonly client: string | null
  readonly project: string
}

/** Client and project of an entry, the project by the name under which it was booked; null when it has none. */
export function bookingOf(
  entry: Pick<EntryContent, 'project' | 'projectId'>,
  projects: readonly Project[],
): Booking | null {
  if (entry.project === null) return null
  const known = projectWithId(entry.projectId, projects)
  return { client: known?.client ?? null, project: entry.project }
}

/** `Acme / Website`, for use inside a sentence. */
export function bookingText({ client, project }: Booking): string {
  return isolate(client ? `${client} / ${project}` : project)
}
