import { receivedEntry } from '../../contract/entry.ts'
import type { Entry, EntryContent } from '../../domain/entry.ts'
import type { ApiProfile } from '../../domain/permissions.ts'
import {
  type Database,
  isOnScreen,
  type Operation,
  type SingletonStore,
  singletonIn,
  type UndoStep,
} from '../store/database.ts'
import { type Author, hasNeverArrived, isOpen, UNTROUBLED } from './operations.ts'
import { withWordsOf } from './read-back.ts'
import { triedContents } from './tries.ts'

interface ConfirmDeps {
  readonly database: Database
  readonly now: () => number
  readonly profile: ApiProfile | null
}

/**
 * The server has stored the entry: the operation leaves the outbox and the list shows the server's version, under the
 * server's id where it has given another one. `change`: what is left to be said of it, where an earlier try is what has
 * arrived.
 */
export async function confirmEntry(
  operation: Operation,
  stored: Entry,
  { database, now, profile }: ConfirmDeps,
  change: EntryContent | null = null,
): Promise<void> {
  const transaction = database.transaction(['entries', 'outbox', 'singletons'], 'readwrite')
  const outbox = transaction.objectStore('outbox')
  const entries = transaction.objectStore('entries')
  const key: [string, string] = [operation.account, operation.entryId]
  const singletons = transaction.objectStore('singletons')
  // Asked together: each question has its own way to the browser and back, and there are hundreds of entries.
  const [local, queued, isTheirs] = await Promise.all([
    entries.get(key),
    outbox.index('entry').getAll(key),
    isOnScreen(singletons, operation.account),
  ])
  const left: Operation | null =
    change && local
      ? { ...operation, act: { kind: 'update', content: change }, attempts: 0, tried: [] }
      : null
  const told = left ? outbox.put(left) : outbox.delete(operation.seq ?? -1)
  if (local) {
    const later = [...(left ? [left] : []), ...queued.filter(({ seq }) => seq !== operation.seq)]
    // What was typed since is no more than this device's wish.
    const { act } = operation
    const sent = 'content' in act ? act.content : local.entry
    const confirmed = profile?.change ? stored : withWordsOf(stored, sent)
    const waiting = later.some(({ act }) => act.kind === 'update')
    // A later edit of this device is shown until the server has that, too.
    const entry = waiting
      ? { ...local.entry, id: confirmed.id, version: confirmed.version, status: confirmed.status }
      : confirmed
    const sync = waiting ? ('waiting' as const) : ('sent' as const)
    const isRenamed = confirmed.id !== operation.entryId
    // Of somebody who has signed out meanwhile nothing stays that the server has.
    const stays = isTheirs || later.length > 0
    if (isRenamed || !stays) await entries.delete(key)
    if (stays)
      await entries.put({
        ...local,
        id: confirmed.id,
        ...(isRenamed && { formerId: local.id }),
        entry,
        confirmed,
        sync,
        ...UNTROUBLED,
        changedAtMs: now(),
      })
    if (isRenamed) await renameInOutbox(outbox, operation, confirmed.id, later)
    if (isRenamed) await renameInUndo(singletons, operation, confirmed.id)
  }
  await Promise.all([told, transaction.done])
}

/** A week that was handed in after this entry goes on waiting for what is still to be told of it. */
async function renameInOutbox(
  outbox: {
    index(name: 'account'): { getAll(account: string): Promise<Operation[]> }
    put(operation: Operation): Promise<unknown>
  },
  { account, entryId }: Operation,
  newId: string,
  later: readonly Operation[],
): Promise<void> {
  for (const one of later) await outbox.put({ ...one, entryId: newId })
  for (const one of await outbox.index('account').getAll(account)) {
    if (one.act.kind !== 'submit-week' || !one.act.after.includes(entryId)) continue
    const after = one.act.after.map((id) => (id === entryId ? newId : id))
    await outbox.put({ ...one, act: { ...one.act, after } })
  }
}

/** The act that made the entry can still be taken back: it is about the server's id from now on. */
async function renameInUndo(
  singletons: SingletonStore,
  { account, entryId }: Operation,
  newId: string,
): Promise<void> {
  const undo = await singletonIn(singletons, 'undo')
  if (undo?.account !== account) return
  const follow = <Step extends UndoStep>(step: Step): Step =>
    step.entryId === entryId ? { ...step, entryId: newId } : step
  await singletons.put({ ...follow(undo), ...(undo.others && { others: undo.others.map(follow) }) }, 'undo')
}

/** The mark stays until the next list arrives: one that was asked for earlier must not bring the entry back. */
export async function confirmDeletion(
  operation: Operation,
  database: Database,
  nowMs: number,
): Promise<void> {
  const transaction = database.transaction(['entries', 'outbox', 'singletons'], 'readwrite')
  await transaction.objectStore('outbox').delete(operation.seq ?? -1)
  const entries = transaction.objectStore('entries')
  const key: [string, string] = [operation.account, operation.entryId]
  const local = await entries.get(key)
  const isStillHere = await isOnScreen(transaction.objectStore('singletons'), operation.account)
  if (!isStillHere) await entries.delete(key)
  else if (local) await entries.put({ ...local, deleted: true, changedAtMs: nowMs })
  await transaction.done
}

/**
 * Before a deletion is sent: changes of the same entry that were never sent, or were refused, are pointless now.
 * True when the deletion is not to be sent: the server has never had the entry, or other things come first.
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
  const earlier = (await outbox.index('entry').getAll(key)).filter(({ seq }) => seq !== deletion.seq)
  // A sign-in has put it on its way again since: the deletion must not arrive before it.
  if (!earlier.every(isOpen)) {
    await transaction.done
    return true
  }
  for (const operation of earlier) await outbox.delete(operation.seq ?? -1)
  const neverArrived = hasNeverArrived(earlier)
  const tried = earlier.flatMap(triedContents)
  if (neverArrived) {
    await outbox.delete(deletion.seq ?? -1)
    const local = await entries.get(key)
    const wasTried = earlier.some(({ attempts, wasRefused }) => attempts > 0 || wasRefused)
    // A call that was refused on its way can have arrived in another copy: then the next list has it.
    if (local && wasTried) await entries.put({ ...local, ...UNTROUBLED, unsentDeletion: deletion })
    else await entries.delete(key)
  } else if (tried.length > 0) await outbox.put({ ...deletion, tried })
  await transaction.done
  return neverArrived
}

/** The server's entry in a refusal, where it sent one that can be read. */
export function readCurrent(current: unknown): Entry | null {
  const parsed = receivedEntry().safeParse(current)
  return parsed.success ? parsed.data : null
}
