import type { Flag, FlagKind } from './approval-flags.ts'
import { type Entry, totalMinutes } from './entry.ts'
import { daysOfWeek, type IsoWeek, isoWeekOf } from './iso-week.ts'
import type { LocalDate } from './local-date.ts'
import { totalsByDay } from './week-totals.ts'

/** As much of a waiting entry as its place among the others depends on. */
export interface Waiting extends Pick<Entry, 'id' | 'userId' | 'date' | 'minutes'> {
  readonly userName: string | null
  readonly flags: readonly Flag[]
  readonly weekTargetMinutes: number | null
  /** Why a decision on it came to nothing; null where none did. */
  readonly refusal: unknown
}

/** What one person has handed in for one week, as far as it waits. */
export interface PersonWeek<Item extends Waiting = Waiting> {
  readonly key: string
  readonly userId: string
  /** The name, or the id where the server gives none. */
  readonly person: string
  readonly week: IsoWeek
  /** Monday and Sunday. */
  readonly from: LocalDate
  readonly to: LocalDate
  readonly minutes: number
  readonly targetMinutes: number | null
  /** Seven, Monday first. */
  readonly dayMinutes: readonly number[]
  readonly flagKinds: readonly FlagKind[]
  /** Entries that need a look: with a flag, or back from a decision. */
  readonly toLookAt: number
  readonly refused: number
  /** Oldest day first. */
  readonly approvals: readonly Item[]
}

export function needsLook({ flags, refusal }: Pick<Waiting, 'flags' | 'refusal'>): boolean {
  return flags.length > 0 || refusal !== null
}

/**
 * Waiting entries by person and week, those first that need judgement: back from a decision, then flagged, then the
 * rest; of each the oldest week first, then by name.
 */
export function groupPersonWeeks<Item extends Waiting>(
  waiting: readonly Item[],
  language?: string,
): readonly PersonWeek<Item>[] {
  // Thousands of entries have few days.
  const weeks = new Map([...new Set(waiting.map(({ date }) => date))].map((date) => [date, isoWeekOf(date)]))
  const groups = Map.groupBy(waiting, ({ userId, date }) => `${userId} ${weeks.get(date)}`)
  const collator = new Intl.Collator(language)
  return [...groups]
    .map(([key, approvals]) => personWeek(key, approvals, weeks))
    .sort(
      (a, b) =>
        urgencyOf(b) - urgencyOf(a) ||
        compare(a.week, b.week) ||
        collator.compare(a.person, b.person) ||
        compare(a.userId, b.userId),
    )
}

function personWeek<Item extends Waiting>(
  key: string,
  unsorted: readonly Item[],
  weeks: ReadonlyMap<LocalDate, IsoWeek>,
): PersonWeek<Item> {
  const approvals = unsorted.toSorted((a, b) => compare(a.date, b.date) || compare(a.id, b.id))
  const [first] = approvals
  const userId = first?.userId ?? ''
  const week = weeks.get(first?.date ?? '') ?? ''
  const days = daysOfWeek(week)
  return {
    key,
    userId,
    person: approvals.find(({ userName }) => userName)?.userName ?? userId,
    week,
    from: days[0] ?? '',
    to: days[6] ?? '',
    minutes: totalMinutes(approvals),
    targetMinutes: first?.weekTargetMinutes ?? null,
    dayMinutes: totalsByDay(approvals, days).map(({ minutes }) => minutes),
    flagKinds: [...new Set(approvals.flatMap(({ flags }) => flags.map(({ kind }) => kind)))],
    toLookAt: approvals.filter(needsLook).length,
    refused: approvals.filter(({ refusal }) => refusal !== null).length,
    approvals,
  }
}

function urgencyOf({ refused, toLookAt }: PersonWeek): number {
  if (refused > 0) return 2
  return toLookAt > 0 ? 1 : 0
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
