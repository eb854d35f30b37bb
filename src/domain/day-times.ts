import type { Entry } from './entry.ts'

type Timed = Pick<Entry, 'start' | 'minutes'>

/** Whether it has a time of day: what a server sends as one may be anything. */
export function hasTime<Item extends Timed>(entry: Item): entry is Item & { readonly start: string } {
  return entry.start !== null && /^([01]\d|2[0-3]):[0-5]\d$/.test(entry.start)
}

/** Minutes since midnight of `HH:MM`. */
export function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return 60 * hours + minutes
}

/** `HH:MM`; the end of a day is `24:00`. */
export function timeOfDay(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** A stretch of one day between two entries that have a time of day, in which nothing was logged. */
export interface Gap {
  /** `HH:MM` */
  readonly from: string
  readonly to: string
  readonly minutes: number
}

/** The gaps of one day, earliest first. What has no time of day can lie anywhere: it makes and closes none. */
export function gapsIn(entries: Iterable<Timed>): readonly Gap[] {
  const timed = [...entries].filter(hasTime).map(({ start, minutes }) => {
    return { from: minuteOfDay(start), to: minuteOfDay(start) + minutes }
  })
  const gaps: Gap[] = []
  let until: number | null = null
  for (const { from, to } of timed.sort((a, b) => a.from - b.from)) {
    if (until !== null && from > until)
      gaps.push({ from: timeOfDay(until), to: timeOfDay(from), minutes: from - until })
    until = Math.max(until ?? to, to)
  }
  return gaps
}
