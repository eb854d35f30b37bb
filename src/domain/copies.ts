import { sameContent } from './conflict.ts'
import { contentOfEntry, type Entry, type EntryContent } from './entry.ts'
import type { LocalDate } from './local-date.ts'

/** What is booked once more on `date`. On its own day it has no time of day: it would overlap with what it copies. */
export function copyOf(entry: EntryContent, date: LocalDate): EntryContent {
  const start = entry.date === date ? null : entry.start
  return { ...contentOfEntry(entry), date, start }
}

export interface PlannedCopy<Item> {
  readonly of: Item
  readonly date: LocalDate
}

export interface CopyPlan<Item> {
  readonly copies: readonly PlannedCopy<Item>[]
  /** Of the entries to copy, those that stand on their day already. */
  readonly alreadyThere: readonly Item[]
  /** Those whose day is still to come. */
  readonly toCome: readonly Item[]
}

/**
 * Plans to copy `entries`, each to the day that `dateFor` names, up to `today`. What stands there already with the same
 * content is left out, one for one, so that copying a week twice does not log it twice.
 */
export function planCopies<Item extends Entry>(
  entries: readonly Item[],
  existing: readonly EntryContent[],
  dateFor: (date: LocalDate) => LocalDate,
  today: LocalDate,
): CopyPlan<Item> {
  const plan = { copies: [] as PlannedCopy<Item>[], alreadyThere: [] as Item[], toCome: [] as Item[] }
  const unmatched = [...existing]
  for (const of of entries) {
    const date = dateFor(of.date)
    const match = unmatched.findIndex((other) => sameContent(other, copyOf(of, date)))
    if (date > today) plan.toCome.push(of)
    else if (match === -1) plan.copies.push({ of, date })
    else {
      unmatched.splice(match, 1)
      plan.alreadyThere.push(of)
    }
  }
  return plan
}
