import { contentOfEntry, isLocked } from '../../domain/entry.ts'
import { fail } from '../../domain/failure.ts'
import { type StoredUndo, singletonIn, type UndoStep } from '../store/database.ts'
import { takeBackTimer } from '../timer/take-back.ts'
import { changeEntry } from './entry-steps.ts'
import { type Author, hasNeverArrived } from './operations.ts'
import { accountIn, enqueue, operationsOf, type Writing } from './writing.ts'

/**
 * Takes the last act back, on all the entries that it was about; false when it is too late, or where an entry has gone
 * on since. An entry that has been sent already is deleted instead, one that was moved is moved back.
 */
export async function takeBack(writing: Writing, author: Author, operationId: string): Promise<boolean> {
  const singletons = writing.transaction.objectStore('singletons')
  const undo = await singletonIn(singletons, 'undo')
  if (undo?.operationId !== operationId || undo.account !== author.account) return false
  if (undo.untilMs <= writing.now()) return false
  await singletons.delete('undo')
  if (undo.timer) {
    const takeBackEntry = async (entryId: string) =>
      void (await takeBackAddition(writing, author, { operationId, entryId }))
    return await takeBackTimer(undo, writing.transaction.objectStore('timers'), takeBackEntry)
  }
  let isAllTakenBack = true
  for (const step of [undo, ...(undo.others ?? [])]) {
    if (!(await takeStepBack(writing, author, undo, step))) isAllTakenBack = false
  }
  return isAllTakenBack
}

async function takeStepBack(
  writing: Writing,
  author: Author,
  undo: StoredUndo,
  step: UndoStep,
): Promise<boolean> {
  switch (undo.kind) {
    case 'added':
    case 'copied':
      return await takeBackAddition(writing, author, step)
    case 'moved':
      return await moveBack(writing, author, step)
    case 'let-go':
      return await reopenConflict(writing, undo)
    case 'deleted':
    case 'approved':
    case 'rejected':
    case 'submitted':
    case 'recalled':
      return await takeBackUnsent(writing, undo, step)
    case 'timer-stopped':
    case 'timer-discarded':
    case 'timer-switched':
    case 'timer-split':
      return false // its timer is not in the offer
    default:
      return undo.kind satisfies never
  }
}

async function takeBackAddition(writing: Writing, author: Author, { entryId }: UndoStep): Promise<boolean> {
  const entries = writing.transaction.objectStore('entries')
  const pending = await operationsOf(writing, author.account, entryId)
  if (hasNeverArrived(pending)) {
    for (const { seq } of pending) await writing.transaction.objectStore('outbox').delete(seq ?? -1)
    await entries.delete([author.account, entryId])
    return true
  }
  const local = await entries.get([author.account, entryId])
  if (!local) return true
  if ((await accountIn(writing, author))?.profile?.delete === false) return fail('not-offered')
  await enqueue(writing, author, entryId, { kind: 'delete' }, 0)
  await entries.put({ ...local, deleted: true, changedAtMs: writing.now() })
  return true
}

/** The reverse change: the first one may be with the server by now. What else has changed since is left as it is. */
async function moveBack(
  writing: Writing,
  author: Author,
  { entryId, movedFrom }: UndoStep,
): Promise<boolean> {
  const local = await writing.transaction.objectStore('entries').get([author.account, entryId])
  if (!local || local.deleted || local.conflict || isLocked(local.entry) || !movedFrom) return false
  await changeEntry(writing, author, entryId, { ...contentOfEntry(local.entry), date: movedFrom })
  return true
}

/** Both versions wait for a choice again, unless the entry has been changed since. */
async function reopenConflict(writing: Writing, undo: StoredUndo): Promise<boolean> {
  const pending = await operationsOf(writing, undo.account, undo.entryId)
  if (!undo.letGo || pending.length > 0) return false
  await writing.transaction.objectStore('outbox').put(undo.letGo.operation)
  await writing.transaction.objectStore('entries').put({ ...undo.letGo.local, changedAtMs: writing.now() })
  return true
}

async function takeBackUnsent(
  writing: Writing,
  { account, kind }: StoredUndo,
  { operationId, entryId }: UndoStep,
): Promise<boolean> {
  const { transaction, now } = writing
  const pending = await operationsOf(writing, account, entryId)
  const operation = pending.find((candidate) => candidate.operationId === operationId)
  if (!operation || operation.attempts > 0) return false
  await transaction.objectStore('outbox').delete(operation.seq ?? -1)
  // Of a week or a decision nothing else was stored.
  if (kind !== 'deleted') return true
  const entries = transaction.objectStore('entries')
  const local = await entries.get([account, entryId])
  if (local) await entries.put({ ...local, deleted: false, changedAtMs: now() })
  return true
}
