import { isTombstone, type ReceivedEntry } from '../../contract/entry.ts'
import type { Entry, EntryContent } from '../../domain/entry.ts'
import type { ApiClient } from '../api/client.ts'
import type { Database, Operation } from '../store/database.ts'

/**
 * Before a creation whose last try may have arrived is repeated at a server that does not honour `Idempotency-Key`:
 * the entry that it stored then, or null. Entries that this device knows belong to other creations.
 */
export async function findArrived(
  { account, entryId }: Operation,
  content: EntryContent,
  { client, database }: { readonly client: ApiClient; readonly database: Database },
): Promise<Entry | null> {
  const { rows } = await client.listEntries({ from: content.date })
  const stored = rows.filter((row): row is ReceivedEntry => !isTombstone(row))
  const known = new Set(
    (await database.getAllKeysFromIndex('entries', 'account', account)).map(([, id]) => id),
  )
  return (
    stored.find(({ id }) => id === entryId) ??
    stored.find((row) => !known.has(row.id) && isLike(row, content)) ??
    null
  )
}

/** Whether this row of the server may come from a creation that was tried, and whose outcome is unknown. */
export function mayHaveStored({ act, attempts, parked, entryId }: Operation, row: Entry): boolean {
  const isUndecided = attempts > 0 && parked === null
  return act.kind === 'create' && isUndecided && row.id !== entryId && isLike(row, act.content)
}

/** Going by what the base profile stores. */
function isLike(row: Entry, content: EntryContent): boolean {
  return row.date === content.date && row.minutes === content.minutes && row.project === content.project
}

/**
 * The server's entry with the words that were typed here. A server that cannot change entries stores no more of them
 * than the base profile has, and nobody can have changed the rest.
 */
export function withWordsOf(server: Entry, local: EntryContent): Entry {
  const { start, projectId, task, tags, note, billable } = local
  return { ...server, start, projectId, task, tags, note, billable }
}
