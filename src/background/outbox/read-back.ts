import { isTombstone, type ReceivedEntry } from '../../contract/entry.ts'
import { sameContent } from '../../domain/conflict.ts'
import type { Entry, EntryContent } from '../../domain/entry.ts'
import { fail } from '../../domain/failure.ts'
import type { ApiProfile } from '../../domain/permissions.ts'
import { readAllPages } from '../api/all-pages.ts'
import type { ApiClient } from '../api/client.ts'
import type { Database, Operation } from '../store/database.ts'
import { mayHaveArrived, triedContents } from './tries.ts'

/**
 * Before a creation that may have arrived is repeated where `Idempotency-Key` does not help, or its deletion is sent:
 * the entry that the server stored then, or null. Entries that this device knows belong to other creations.
 *
 * Throws `bad-answer` while nobody knows what the server offers: where it keeps our ids, an entry under another one is
 * another entry, however much alike; and where it does not, the creation must not be repeated.
 */
export async function findArrived(
  { account, entryId }: Operation,
  contents: readonly EntryContent[],
  { client, database, profile }: ReadBackDeps,
): Promise<Entry | null> {
  const [from = ''] = contents.map(({ date }) => date).sort()
  const rows = await readAllPages(client.listEntries, { from })
  const stored = rows.filter((row): row is ReceivedEntry => !isTombstone(row))
  const underOurId = stored.find(({ id }) => id === entryId)
  if (underOurId) return underOurId
  if (!profile) return fail('bad-answer', { detail: 'what the server offers is not known yet' })
  if (profile.keepsIds) return null
  const known = new Set(
    (await database.getAllKeysFromIndex('entries', 'account', account)).map(([, id]) => id),
  )
  return stored.find((row) => !known.has(row.id) && isLikeAny(row, contents)) ?? null
}

interface ReadBackDeps {
  readonly client: ApiClient
  readonly database: Database
  readonly profile: ApiProfile | null
}

/** Whether this row of the server may come from a creation that was tried, and whose outcome is unknown. */
export function mayHaveStored(operation: Operation, row: Entry): boolean {
  const { tried = [], entryId } = operation
  const isUndecided = tried.length > 0 || (operation.act.kind === 'create' && mayHaveArrived(operation))
  return isUndecided && row.id !== entryId && isLikeAny(row, triedContents(operation))
}

/** What of this content the server has not stored in the entry that an earlier try has left; null where it has it all. */
export function leftToChange(
  row: Entry,
  content: EntryContent,
  { tried = [] }: Operation,
  profile: ApiProfile | null,
): EntryContent | null {
  if (tried.length === 0) return null
  const isStored = profile?.change === false ? isLikeAny(row, [content]) : sameContent(row, content)
  return isStored ? null : content
}

/** Going by what the base profile stores, and by the note where the server keeps one. */
function isLikeAny(row: Entry, contents: readonly EntryContent[]): boolean {
  return contents.some(
    ({ date, minutes, project, note }) =>
      row.date === date &&
      row.minutes === minutes &&
      (row.project ?? '').trim() === (project ?? '').trim() &&
      (row.note === '' || row.note === note),
  )
}

/**
 * The server's entry with the words that were typed here. A server that cannot change entries stores no more of them
 * than the base profile has, and nobody can have changed the rest.
 */
export function withWordsOf(server: Entry, local: EntryContent): Entry {
  const { start, projectId, task, tags, note, billable } = local
  return { ...server, start, projectId, task, tags, note, billable }
}
