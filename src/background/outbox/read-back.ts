import { isTombstone, type ReceivedEntry } from '../../contract/entry.ts'
import type { Entry, EntryContent } from '../../domain/entry.ts'
import { fail } from '../../domain/failure.ts'
import type { ApiProfile } from '../../domain/permissions.ts'
import type { ApiClient } from '../api/client.ts'
import type { Database, Operation } from '../store/database.ts'

/**
 * Before a creation whose last try may have arrived is repeated at a server that does not honour `Idempotency-Key`:
 * the entry that it stored then, or null. Entries that this device knows belong to other creations.
 *
 * Throws `bad-answer` while nobody knows what the server offers: where it has kept our id, an entry under another one
 * is another entry, however much alike; and where it has not, the creation must not be repeated.
 */
export async function findArrived(
  { account, entryId }: Operation,
  content: EntryContent,
  { client, database, profile }: ReadBackDeps,
): Promise<Entry | null> {
  const { rows } = await client.listEntries({ from: content.date })
  const stored = rows.filter((row): row is ReceivedEntry => !isTombstone(row))
  const underOurId = stored.find(({ id }) => id === entryId)
  if (underOurId) return underOurId
  if (!profile) return fail('bad-answer', { detail: 'what the server offers is not known yet' })
  const known = new Set(
    (await database.getAllKeysFromIndex('entries', 'account', account)).map(([, id]) => id),
  )
  return stored.find((row) => !known.has(row.id) && isLike(row, content)) ?? null
}

interface ReadBackDeps {
  readonly client: ApiClient
  readonly database: Database
  readonly profile: ApiProfile | null
}

/** Whether this row of the server may come from a creation that was tried, and whose outcome is unknown. */
export function mayHaveStored({ act, attempts, parked, entryId }: Operation, row: Entry): boolean {
  const isUndecided = attempts > 0 && parked === null
  return act.kind === 'create' && isUndecided && row.id !== entryId && isLike(row, act.content)
}

/** Going by what the base profile stores, and by the note where the server keeps one. */
function isLike(row: Entry, content: EntryContent): boolean {
  const isSameStretch =
    row.date === content.date && row.minutes === content.minutes && row.project === content.project
  return isSameStretch && (row.note === '' || row.note === content.note)
}

/**
 * The server's entry with the words that were typed here. A server that cannot change entries stores no more of them
 * than the base profile has, and nobody can have changed the rest.
 */
export function withWordsOf(server: Entry, local: EntryContent): Entry {
  const { start, projectId, task, tags, note, billable } = local
  return { ...server, start, projectId, task, tags, note, billable }
}
