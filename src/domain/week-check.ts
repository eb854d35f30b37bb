import { type Entry, totalMinutes } from './entry.ts'
import { daysOfWeek, type IsoWeek } from './iso-week.ts'
import type { LocalDate } from './local-date.ts'
import { overlapsIn } from './overlaps.ts'
import { totalsByDay } from './week-totals.ts'

/** As much of an entry as the check looks at; `sync` says how far it has come from this device. */
export interface CheckedEntry
  extends Pick<Entry, 'id' | 'date' | 'start' | 'minutes' | 'project' | 'status'> {
  readonly sync: 'waiting' | 'sending' | 'sent' | 'attention' | 'conflict'
}

/** What a person should know before they hand in a week. Each names the day, or the entry, where it can be mended. */
export type WeekFinding =
  | { readonly kind: 'short-week'; readonly minutes: number; readonly targetMinutes: number }
  | {
      readonly kind: 'empty-day' | 'short-day'
      readonly date: LocalDate
      readonly minutes: number
      readonly targetMinutes: number
    }
  | { readonly kind: 'overlap'; readonly date: LocalDate; readonly entryId: string; readonly minutes: number }
  | {
      readonly kind: 'no-project' | 'attention' | 'rejected'
      readonly date: LocalDate
      readonly entryId: string
    }
  /** How many, and the first of them. */
  | { readonly kind: 'unsent'; readonly date: LocalDate; readonly entryId: string; readonly count: number }

export interface WeekTargets {
  readonly targetMinutes: number
  readonly dayTargetMinutes: number
}

/** The check before a week is submitted: nothing in it forbids to. Days to come do not count. */
export function checkWeek<Item extends CheckedEntry>(
  week: IsoWeek,
  entries: readonly Item[],
  { today, ...targets }: WeekTargets & { readonly today: LocalDate },
): readonly WeekFinding[] {
  return [
    ...entries.flatMap(troubleOf),
    ...unsentIn(entries),
    ...gapsIn(week, entries, targets, today),
    ...overlapsIn(entries).map(
      ({ date, later, minutes }): WeekFinding => ({ kind: 'overlap', date, entryId: later.id, minutes }),
    ),
    ...entries
      .filter(({ project }) => project === null)
      .map(({ date, id }): WeekFinding => ({ kind: 'no-project', date, entryId: id })),
  ]
}

/** What keeps an entry from being handed in with the others. */
function troubleOf({ sync, status, date, id }: CheckedEntry): WeekFinding[] {
  if (sync === 'attention' || sync === 'conflict') return [{ kind: 'attention', date, entryId: id }]
  return status === 'rejected' ? [{ kind: 'rejected', date, entryId: id }] : []
}

/** What the others wait for: a person can do no more about one than about all. */
function unsentIn(entries: readonly CheckedEntry[]): WeekFinding[] {
  const unsent = entries.filter(({ sync }) => sync === 'waiting' || sync === 'sending')
  const [first] = unsent
  return first ? [{ kind: 'unsent', date: first.date, entryId: first.id, count: unsent.length }] : []
}

/**
 * Working days so far without any entry and, where the days so far do not reach what they should together, those that
 * are short: a long day makes up for a short one, but not for an empty one.
 */
function gapsIn(
  week: IsoWeek,
  entries: readonly CheckedEntry[],
  targets: WeekTargets,
  today: LocalDate,
): WeekFinding[] {
  const days = daysOfWeek(week)
  const targetOf = dayTargets(days, targets)
  const soFar = totalsByDay(
    entries,
    days.filter((date) => date <= today),
  )
  const minutes = totalMinutes(soFar)
  let targetMinutes = 0
  for (const { date } of soFar) targetMinutes += targetOf(date)
  const isShort = minutes < targetMinutes
  const gaps = soFar
    .map((day) => ({ date: day.date, minutes: day.minutes, targetMinutes: targetOf(day.date) }))
    .filter((day) => day.minutes < day.targetMinutes && (isShort || day.minutes === 0))
    .map((day): WeekFinding => ({ kind: day.minutes === 0 ? 'empty-day' : 'short-day', ...day }))
  return isShort ? [{ kind: 'short-week', minutes, targetMinutes }, ...gaps] : gaps
}

/** What each day should hold: the week's target is filled from Monday on, a day at a time. */
function dayTargets(days: readonly LocalDate[], { targetMinutes, dayTargetMinutes }: WeekTargets) {
  return (date: LocalDate): number => {
    const before = Math.max(days.indexOf(date), 0) * dayTargetMinutes
    return Math.max(0, Math.min(dayTargetMinutes, targetMinutes - before))
  }
}
