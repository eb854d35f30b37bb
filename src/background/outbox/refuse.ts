import { type AppError, fail } from '../../domain/failure.ts'
import { accountOnScreen, type Database, isOnScreen, type Operation } from '../store/database.ts'
import { conflictOf, keepBoth } from './conflict.ts'
import { settle } from './decisions.ts'
import { type Author, isDecision, isLaterUpdate, UNTROUBLED } from './operations.ts'
import { triesBefore } from './tries.ts'

/**
 * The server has refused for good. What ran into another version of the entry waits for a choice between the two.
 * Any other new or changed entry stays in the list, parked with the reason until it is edited or deleted, and so does
 * the submission of a week, unless that is empty or the server has no weeks. A decision comes back to the list with its reason;
 * any other deletion or recall is taken back, with a notice. That is for the person whose act it was, who may have signed out meanwhile: it is left to wait for
 * them then, and throws `signed-out`.
 */
export async function refuseOperation(
  author: Author,
  operation: Operation,
  refusal: AppError,
  database: Database,
  nowMs: number,
): Promise<void> {
  const { act } = operation
  if (isDecision(operation)) {
    // Without the permission, for all of them alike; it may come back.
    if (refusal.code === 'insufficient-scope') return await park(author, operation, refusal, database, nowMs)
    const outcomes = operation.act.items.slice(0, 1).map((item) => ({ item, refusal }))
    return await settle(operation, outcomes, database, nowMs)
  }
  if (act.kind === 'recall-week' || (act.kind === 'submit-week' && isPointlessSubmission(refusal)))
    return await takeBackWeekAct(operation, refusal, database)
  const conflict = conflictOf(operation, refusal)
  if (conflict) return await keepBoth(operation, conflict, refusal, database, nowMs)
  if (act.kind === 'delete') return await takeBackDeletion(operation, refusal, database, nowMs)
  await park(author, operation, refusal, database, nowMs)
}

async function park(
  author: Author,
  operation: Operation,
  refusal: AppError,
  database: Database,
  nowMs: number,
): Promise<void> {
  const transaction = database.transaction(['entries', 'outbox', 'singletons'], 'readwrite')
  const account = await accountOnScreen(transaction.objectStore('singletons'), author.account)
  const isSignedInAnew = account !== null && account.admittedAtMs !== author.admittedAtMs
  // The session that lacked the permission is over: the next one tries for itself.
  if (refusal.code === 'insufficient-scope' && isSignedInAnew) return fail('signed-out')
  const outbox = transaction.objectStore('outbox')
  const ofEntry = await outbox.index('entry').getAll([operation.account, operation.entryId])
  const later = ofEntry.find((other) => isLaterUpdate(operation, other))
  if (operation.act.kind === 'submit-week' && ofEntry.some(({ seq = 0 }) => seq > (operation.seq ?? 0))) {
    // What was done with the week since is what the person wants, and must not wait behind this.
    await outbox.delete(operation.seq ?? -1)
    return await transaction.done
  }
  const parked = { code: refusal.code, detail: refusal.detail }
  if (later && later.act.kind === 'update' && operation.act.kind === 'create') {
    // Edited while it was under way: what was refused is not what the user wants any more.
    await outbox.delete(later.seq ?? -1)
    const act = { kind: 'create' as const, content: later.act.content }
    const tries = triesBefore({ ...operation, parked })
    await outbox.put({ ...operation, operationId: later.operationId, act, ...tries })
    return await transaction.done
  }
  await outbox.put({ ...operation, parked })
  const entries = transaction.objectStore('entries')
  const local = await entries.get([operation.account, operation.entryId])
  if (local) {
    await entries.put({
      ...local,
      sync: 'attention',
      failure: refusal.code,
      failureDetail: refusal.detail,
      changedAtMs: nowMs,
    })
  }
  await transaction.done
}

async function takeBackDeletion(
  operation: Operation,
  refusal: AppError,
  database: Database,
  nowMs: number,
): Promise<void> {
  const transaction = database.transaction(['entries', 'outbox', 'singletons'], 'readwrite')
  if (!(await isOnScreen(transaction.objectStore('singletons'), operation.account))) return fail('signed-out')
  await transaction.objectStore('outbox').delete(operation.seq ?? -1)
  const entries = transaction.objectStore('entries')
  const local = await entries.get([operation.account, operation.entryId])
  if (local) {
    const entry = local.confirmed ?? local.entry
    await entries.put({
      ...local,
      ...UNTROUBLED,
      entry,
      sync: 'sent',
      deleted: false,
      changedAtMs: nowMs,
    })
  }
  const { code, detail } = refusal
  await transaction.objectStore('singletons').put({ code, detail }, 'failure')
  await transaction.done
}

/** Whoever has deleted what they submitted has nothing to settle, and of a server without weeks there is none to show it in. */
function isPointlessSubmission({ code }: AppError): boolean {
  return code === 'week-empty' || code === 'not-offered' || code === 'not-found'
}

/** The week stands as before. */
async function takeBackWeekAct(operation: Operation, refusal: AppError, database: Database): Promise<void> {
  const transaction = database.transaction(['outbox', 'singletons'], 'readwrite')
  if (!(await isOnScreen(transaction.objectStore('singletons'), operation.account))) return fail('signed-out')
  await transaction.objectStore('outbox').delete(operation.seq ?? -1)
  const { code, detail } = refusal
  await transaction.objectStore('singletons').put({ code, detail }, 'failure')
  await transaction.done
}
