import { receivedEntry } from '../../contract/entry.ts'
import type { Entry, EntryContent } from '../../domain/entry.ts'
import type { Database, Operation } from '../store/database.ts'
import { type Author, isOpen } from './outbox.ts'

/** The server has stored the entry: the operation leaves the outbox and the list shows the server's version. */
export async function confirmEntry(
  operation: Operation,
  confirmed: Entry,
  database: Database,
  nowMs: number,
): Promise<void> {
  const transaction = database.transaction(['entries', 'outbox'], 'readwrite')
  const outbox = transaction.objectStore('outbox')
  const entries = transaction.objectStore('entries')
  const key: [string, string] = [operation.account, operation.entryId]
  await outbox.delete(operation.seq ?? -1)
  const local = await entries.get(key)
  if (local) {
    const waiting = (await outbox.index('account').getAll(operation.account)).some(
      ({ entryId, act }) => entryId === operation.entryId && act.kind === 'update',
    )
    // A later edit of this device is shown until the server has that, too.
    const entry = waiting
      ? { ...local.entry, version: confirmed.version, status: confirmed.status }
      : confirmed
    const sync = waiting ? ('waiting' as const) : ('sent' as const)
    await entries.put({
      ...local,
      entry,
      confirmed,
      sync,
      failure: null,
      failureDetail: null,
      changedAtMs: nowMs,
    })
  }
  await transaction.done
}

/** The mark stays until the next list arrives: one that was asked for earlier must not bring the entry back. */
export async function confirmDeletion(
  operation: Operation,
  database: Database,
  nowMs: number,
): Promise<void> {
  const transaction = database.transaction(['entries', 'outbox'], 'readwrite')
  await transaction.objectStore('outbox').delete(operation.seq ?? -1)
  const entries = transaction.objectStore('entries')
  const local = await entries.get([operation.account, operation.entryId])
  if (local) await entries.put({ ...local, deleted: true, changedAtMs: nowMs })
  await transaction.done
}

/** As with a deletion, the mark stays until the next list arrives. */
export async function confirmDecision(
  operation: Operation,
  database: Database,
  nowMs: number,
): Promise<void> {
  const transaction = database.transaction(['approvals', 'outbox'], 'readwrite')
  await transaction.objectStore('outbox').delete(operation.seq ?? -1)
  const approvals = transaction.objectStore('approvals')
  const local = await approvals.get([operation.account, operation.entryId])
  if (local) await approvals.put({ ...local, decided: true, changedAtMs: nowMs })
  await transaction.done
}

/**
 * Before a deletion is sent: changes of the same entry that were never sent, or were refused, are pointless now.
 * True when the server has never had the entry, so that nothing is left to send.
 */
export async function forgetUnsent(
  author: Author,
  deletion: Operation,
  database: Database,
): Promise<boolean> {
  const transaction = database.transaction(['entries', 'outbox'], 'readwrite')
  const outbox = transaction.objectStore('outbox')
  const entries = transaction.objectStore('entries')
  const key: [string, string] = [author.account, deletion.entryId]
  if (!(await outbox.get(deletion.seq ?? -1))) {
    await transaction.done
    return true
  }
  const earlier = (await outbox.index('account').getAll(author.account)).filter(
    ({ entryId, seq }) => entryId === deletion.entryId && seq !== deletion.seq,
  )
  for (const operation of earlier.filter(isOpen)) await outbox.delete(operation.seq ?? -1)
  const neverArrived = earlier.some((operation) => operation.act.kind === 'create' && isOpen(operation))
  if (neverArrived) {
    await outbox.delete(deletion.seq ?? -1)
    await entries.delete(key)
  }
  await transaction.done
  return neverArrived
}

/** The server's entry in a refusal, where it sent one that can be read. */
export function readCurrent(current: unknown): Entry | null {
  const parsed = receivedEntry.safeParse(current)
  return parsed.success ? parsed.data : null
}

export function sameContent(a: EntryContent, b: EntryContent): boolean {
  return (
    a.date === b.date &&
    a.start === b.start &&
    a.minutes === b.minutes &&
    a.project === b.project &&
    a.projectId === b.projectId &&
    a.task === b.task &&
    a.note === b.note &&
    a.billable === b.billable &&
    a.tags.join('\n') === b.tags.join('\n')
  )
}
