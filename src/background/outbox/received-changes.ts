import { isTombstone, type ReceivedEntry, type Tombstone } from '../../contract/entry.ts'
import type { Entry } from '../../domain/entry.ts'
import type { ApiProfile } from '../../domain/permissions.ts'
import type { Database, LocalEntry, Operation } from '../store/database.ts'
import { seenAtServer } from './conflict.ts'
import { isLaterUpdate, localEntry } from './operations.ts'
import { mayHaveStored, withWordsOf } from './read-back.ts'
import { reconsider } from './reconsider.ts'

export type PullTransaction = ReturnType<typeof openPullTransaction>

export function openPullTransaction(database: Database) {
  return database.transaction(['entries', 'outbox', 'singletons', 'positions', 'held'], 'readwrite')
}

export type Receiver = Awaited<ReturnType<typeof createReceiver>>

/**
 * Takes over what the server says of an account's entries, inside the caller's transaction.
 *
 * Versions only grow, so an older one never replaces a newer one. While a change of this device waits, the server's
 * is held back, since it may not be sent a second time, and taken once nothing waits for that entry.
 */
export async function createReceiver(
  account: string,
  transaction: PullTransaction,
  profile: ApiProfile | null,
  nowMs: number,
) {
  const [entries, held] = [transaction.objectStore('entries'), transaction.objectStore('held')]
  const outbox = transaction.objectStore('outbox')
  const operations = await outbox.index('account').getAll(account)
  const pending = new Set(operations.map(({ entryId }) => entryId))

  const showBesideOurs = async (local: LocalEntry, server: Entry) => {
    const seen = seenAtServer(local, server)
    const refused = operations.find(({ entryId, parked }) => entryId === server.id && parked)
    // Without changes there is none that a refused addition could become: it is read back when it is tried again.
    const later = refused ? operations.filter((other) => isLaterUpdate(refused, other)) : []
    const again = refused && profile?.change !== false ? reconsider(seen, refused, later, server) : null
    await entries.put(again?.local ?? seen)
    if (!again) return
    for (const { seq } of later) await outbox.delete(seq ?? -1)
    if (again.operation) await outbox.put(again.operation)
    else await outbox.delete(refused?.seq ?? -1)
  }

  /** What was believed never to have arrived is there: the deletion of it goes out now. */
  const deleteArrived = async (local: LocalEntry, deletion: Operation, server: Entry) => {
    const { seq: _seq, ...unsent } = deletion
    const { unsentDeletion: _deletion, ...known } = local
    await outbox.add(unsent)
    pending.add(server.id)
    await entries.put({ ...known, confirmed: server, changedAtMs: nowMs })
  }

  /** `askedAtMs` (epoch): what changed here since then is newer than an equal version. */
  const take = async (change: Entry | Tombstone, askedAtMs: number): Promise<void> => {
    const { id } = change
    const local = await entries.get([account, id])
    const known = local?.confirmed?.version ?? Number.NEGATIVE_INFINITY
    if (change.version < known) return
    if (pending.has(id)) {
      if (change.version > known) await held.put({ account, id, change })
      if (local && !isTombstone(change)) await showBesideOurs(local, change)
      return
    }
    if (local && change.version === known && changedSince(askedAtMs, nowMs, local)) return
    if (isTombstone(change)) return await entries.delete([account, id])
    if (local?.unsentDeletion && profile?.delete !== false)
      return await deleteArrived(local, local.unsentDeletion, change)
    // It may be what a creation here has stored whose answer was lost: that one finds out, or it is shown after.
    if (!local && operations.some((operation) => mayHaveStored(operation, change))) {
      await held.put({ account, id, change })
      return
    }
    const entry =
      local && profile?.change === false ? withWordsOf(change, local.confirmed ?? local.entry) : change
    const formerId = local?.formerId
    await entries.put({
      ...localEntry({ account }, entry, entry, askedAtMs),
      ...(formerId !== undefined && { formerId }),
    })
  }

  return {
    /** Of an id that comes twice, the last is taken. */
    async takeAll(rows: readonly (ReceivedEntry | Tombstone)[], askedAtMs: number): Promise<void> {
      const last = new Map(rows.map((row) => [row.id, row]))
      // All at once: each looks at its own entry alone, and thousands of requests one after the other take long.
      await Promise.all(
        [...last.values()].map((row) => take(isTombstone(row) ? row : withoutUserName(row), askedAtMs)),
      )
    },
    async takeHeld(): Promise<void> {
      for (const { id, change } of await held.index('account').getAll(account)) {
        // What waits may have been refused since.
        if (!pending.has(id)) await held.delete([account, id])
        // Asked for before anything: only a greater version is news.
        await take(change, Number.NEGATIVE_INFINITY)
      }
    },
    /** These entries were not among everything that the server has; what has arrived there since may have come too late. */
    async takeAbsent(ids: readonly string[], walkedFromMs: number): Promise<void> {
      for (const id of ids) {
        const local = await entries.get([account, id])
        const version = (local?.confirmed?.version ?? 0) + 1
        const isNews = local && !pending.has(id) && changedSince(walkedFromMs, nowMs, local)
        if (local && !isNews) await take({ id, deleted: true, version }, Number.NEGATIVE_INFINITY)
      }
    },
    /** Entries that a list asked for at that time must have, unless the server has them no more. */
    async idsBefore(askedAtMs: number): Promise<string[]> {
      const all = await entries.index('account').getAll(account)
      return all
        .filter((local) => pending.has(local.id) || !changedSince(askedAtMs, nowMs, local))
        .map(({ id }) => id)
    },
  }
}

/** A change dated later than now was made before the clock was set back, and so before this was asked. */
export function changedSince(
  askedAtMs: number,
  nowMs: number,
  { changedAtMs }: { readonly changedAtMs: number },
): boolean {
  return changedAtMs >= askedAtMs && changedAtMs <= nowMs
}

function withoutUserName({ userName: _, ...entry }: ReceivedEntry): Entry {
  return entry
}
