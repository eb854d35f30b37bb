import { hasTime, minuteOfDay } from './day-times.ts'
import type { Entry } from './entry.ts'
import type { LocalDate } from './local-date.ts'

type Dated = Pick<Entry, 'date' | 'start' | 'minutes'>
type Timed = Dated & { readonly start: string }

/** Two entries of one day of which the later one starts before the earlier one has ended. */
export interface Overlap<Item> {
  readonly date: LocalDate
  readonly earlier: Item
  readonly later: Item
  /** How long both go on. */
  readonly minutes: number
}

/**
 * The entries that overlap, in the order of their days and times. Only those with a time of day can; each is named as
 * the later one at most once, beside the one that goes on longest of those before it.
 */
export function overlapsIn<Item extends Dated>(entries: Iterable<Item>): readonly Overlap<Item>[] {
  const ofDay = Map.groupBy([...entries].filter(hasTime), ({ date }) => date)
  return [...ofDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([date, items]) => overlapsOfDay(date, items))
}

function overlapsOfDay<Item extends Timed>(date: LocalDate, items: readonly Item[]): Overlap<Item>[] {
  const overlaps: Overlap<Item>[] = []
  let longest: Item | null = null
  for (const item of items.toSorted((a, b) => startOf(a) - startOf(b) || endOf(b) - endOf(a))) {
    if (longest && startOf(item) < endOf(longest)) {
      const minutes = Math.min(endOf(item), endOf(longest)) - startOf(item)
      overlaps.push({ date, earlier: longest, later: item, minutes })
    }
    if (!longest || endOf(item) > endOf(longest)) longest = item
  }
  return overlaps
}

function startOf({ start }: Timed): number {
  return minuteOfDay(start)
}

function endOf(item: Timed): number {
  return startOf(item) + item.minutes
}
