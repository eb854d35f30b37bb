import type { EntryView } from '../contract/snapshot.ts'
import { addDays, type LocalDate } from '../domain/local-date.ts'
import { carryEntries } from './publish.ts'
import type { Database, LocalEntry } from './store/database.ts'

export interface EntriesOfDays {
  readonly entries: readonly EntryView[]
  /** Whether there are more than an answer can carry: the oldest are left out. */
  readonly truncated: boolean
}

/** The entries of seven days from this Monday on, as this device knows them. */
export async function readWeek(
  database: Database,
  account: string,
  monday: LocalDate,
): Promise<EntriesOfDays> {
  return answer(await readDays(database, account, monday, addDays(monday, 6)))
}

/** Those of the last day before `date` that has any. */
export async function readLastDay(
  database: Database,
  account: string,
  date: LocalDate,
): Promise<EntriesOfDays> {
  const { store } = database.transaction('entries')
  const earlier = IDBKeyRange.bound([account, ''], [account, date], false, true)
  let cursor = await store.index('day').openCursor(earlier, 'prev')
  while (cursor?.value.deleted) cursor = await cursor.continue()
  if (!cursor) return answer([])
  const day = cursor.value.entry.date
  return answer(await readDays(database, account, day, day))
}

async function readDays(
  database: Database,
  account: string,
  from: LocalDate,
  to: LocalDate,
): Promise<LocalEntry[]> {
  const days = IDBKeyRange.bound([account, from], [account, to])
  const found = await database.getAllFromIndex('entries', 'day', days)
  return found.filter(({ deleted }) => !deleted)
}

function answer(found: readonly LocalEntry[]): EntriesOfDays {
  const entries = carryEntries(found)
  return { entries, truncated: entries.length < found.length }
}
