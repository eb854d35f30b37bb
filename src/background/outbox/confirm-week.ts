import { sameContent } from '../../domain/conflict.ts'
import type { Entry } from '../../domain/entry.ts'
import { isReviewed } from '../../domain/week-status.ts'
import type { Database, LocalEntry, Operation } from '../store/database.ts'
import { localEntry } from './operations.ts'

/**
 * The server has submitted or recalled the week: the operation leaves the outbox, and the list shows the entries as the
 * server says that they are now. A change that was made here meanwhile is still to be sent, for the new version.
 */
export async function confirmWeek(
  operation: Operation,
  stored: readonly Entry[],
  database: Database,
  nowMs: number,
): Promise<void> {
  const transaction = database.transaction(['entries', 'outbox'], 'readwrite')
  const [entries, outbox] = [transaction.objectStore('entries'), transaction.objectStore('outbox')]
  await outbox.delete(operation.seq ?? -1)
  const waiting = await outbox.index('account').getAll(operation.account)
  const pending = new Set(waiting.map(({ entryId }) => entryId))
  for (const server of stored) {
    const local = await entries.get([operation.account, server.id])
    // One that is not here comes with the next list, unless its owner has left meanwhile.
    if (!local || server.version <= (local.confirmed?.version ?? 0)) continue
    if (!pending.has(server.id)) {
      const taken = localEntry(local, server, server, nowMs)
      await entries.put({ ...taken, deleted: local.deleted })
    } else if (isSameButStanding(local, server)) await entries.put(movedTo(local, server, nowMs))
  }
  await transaction.done
}

/** Whether of what a change here was made on nothing but its standing in the week is different now. */
export function isSameButStanding({ confirmed, conflict }: LocalEntry, server: Entry): boolean {
  return confirmed !== null && !conflict && !isReviewed(server) && sameContent(confirmed, server)
}

/** What waits here is a change of the entry as it stands at the server now. */
export function movedTo(local: LocalEntry, server: Entry, nowMs: number): LocalEntry {
  const { status, review, version } = server
  return {
    ...local,
    entry: { ...local.entry, status, review, version },
    confirmed: server,
    changedAtMs: nowMs,
  }
}

/** Nobody hands in and recalls a week more often within one change: that server counts on without any reason. */
const MOST_FOLLOWED = 20

/**
 * A change or deletion was refused because its entry's week was submitted or recalled meanwhile, on another device say.
 * True when it is on its way again, for the new version: nobody has changed what the entry says.
 */
export async function followStanding(
  operation: Operation,
  server: Entry,
  database: Database,
  nowMs: number,
): Promise<boolean> {
  const transaction = database.transaction(['entries', 'outbox'], 'readwrite')
  const entries = transaction.objectStore('entries')
  const local = await entries.get([operation.account, operation.entryId])
  const followed = operation.followed ?? 0
  const isFollowed =
    local !== undefined &&
    followed < MOST_FOLLOWED &&
    server.version > (local.confirmed?.version ?? 0) &&
    isSameButStanding(local, server)
  if (isFollowed) {
    await entries.put(movedTo(local, server, nowMs))
    await transaction.objectStore('outbox').put({ ...operation, attempts: 0, followed: followed + 1 })
  }
  await transaction.done
  return isFollowed
}
