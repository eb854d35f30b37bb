import type { LocalDate } from '../../domain/local-date.ts'
import type { Database, LocalEntry } from './database.ts'

/**
 * The entries for the screen, in no order: those from that day on, and what a person must settle, however old it
 * is. Found by index, since years of entries may be here.
 */
export async function readShownEntries(
  database: Database,
  account: string,
  from: LocalDate,
): Promise<LocalEntry[]> {
  const { store } = database.transaction('entries')
  // An array is greater than any text (Indexed Database API, section 2.4).
  const days = IDBKeyRange.bound([account, from], [account, []])
  const found = await Promise.all([
    store.index('day').getAll(days),
    store.index('sync').getAll([account, 'attention']),
    store.index('status').getAll([account, 'rejected']),
  ])
  const byId = new Map(found.flat().map((local) => [local.id, local]))
  return [...byId.values()].filter(({ deleted }) => !deleted)
}
