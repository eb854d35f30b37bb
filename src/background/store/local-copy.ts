import type { CopiedEntry, CopiedOperation, LocalCopy } from '../../contract/local-copy.ts'
import { copyTimer } from '../../domain/timer-copy.ts'
import { type Favourites, type LocalEntry, type Operation, readSingleton } from './database.ts'
import { openDatabase } from './migrations.ts'

/**
 * Reads all that this device holds of the person on screen; null when that is somebody else by now, or nobody.
 *
 * For the day when all else fails: it opens the database by itself, so that it works where the worker does not answer,
 * and in one transaction, so that list and outbox fit together. Throws `storage-failed`.
 */
export async function readLocalCopy(account: string, name?: string): Promise<LocalCopy | null> {
  const database = await openDatabase(name)
  try {
    if ((await readSingleton(database, 'account'))?.key !== account) return null
    const transaction = database.transaction(['entries', 'outbox', 'timers', 'singletons'])
    const [entries, outbox, running, favourites] = await Promise.all([
      transaction.objectStore('entries').index('account').getAll(account),
      transaction.objectStore('outbox').index('account').getAll(account),
      transaction.objectStore('timers').get(account),
      transaction.objectStore('singletons').get('favourites') as Promise<Favourites | undefined>,
    ])
    const ofEntry = Map.groupBy(outbox, ({ entryId }) => entryId)
    // Nobody has what was refused and then deleted.
    const kept = entries.filter(({ unsentDeletion }) => unsentDeletion === undefined)
    return {
      account,
      source: 'database',
      entries: kept.map((local) => copiedEntry(local, ofEntry.get(local.id) ?? [])),
      outbox: outbox.map(copiedOperation),
      timer: running ? copyTimer(running.timer) : null,
      favourites: favourites?.[account] ?? [],
    }
  } finally {
    database.close()
  }
}

function copiedEntry({ entry, deleted }: LocalEntry, operations: readonly Operation[]): CopiedEntry {
  const reason = operations.find(({ parked }) => parked !== null)?.parked ?? null
  const state = reason ? 'parked' : operations.length > 0 ? 'unsent' : 'sent'
  return { ...entry, state, reason, deleted }
}

function copiedOperation({ operationId, entryId, act, attempts, parked }: Operation): CopiedOperation {
  return {
    operationId,
    entryId,
    kind: act.kind,
    content: 'content' in act ? act.content : null,
    decision: act.kind === 'decide' ? act.decision : null,
    comment: act.kind === 'decide' ? act.comment : null,
    attempts,
    parked,
  }
}
