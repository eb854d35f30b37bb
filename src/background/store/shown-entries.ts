import type { LocalDate } from '../../domain/local-date.ts'
import type { LocalEntry } from './database.ts'

/** Of one transaction. */
export interface EntryStore {
  index(name: 'day' | 'sync' | 'status'): {
    getAll(range: IDBKeyRange | [string, string]): Promise<LocalEntry[]>
  }
}

/**
 * The entries for the screen, in no order: those from that day on, and what a person must settle, however old it
 * is. Found by index, since years of entries may be here.
 */
export async function readShownEntries(
  store: EntryStore,
  account: string,
  from: LocalDate,
): Promise<LocalEntry[]> {
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
