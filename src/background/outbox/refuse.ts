import { formatDuration } from '../../domain/duration.ts'
import type { EntryContent } from '../../domain/entry.ts'
import type { AppError, FailureCode } from '../../domain/failure.ts'
import { ApiRefusal } from '../api/api-failure.ts'
import { type Database, isOnScreen, type Operation, type SingletonStore } from '../store/database.ts'
import { readCurrent } from './confirm.ts'

/**
 * The server has refused for good. A new or changed entry stays in the list, parked with the reason until it is
 * edited or deleted. A deletion or decision is taken back, as is a change of an entry that is locked by now.
 */
export async function refuseOperation(
  operation: Operation,
  refusal: AppError,
  database: Database,
  nowMs: number,
): Promise<void> {
  const { act } = operation
  if (act.kind === 'decide') return await takeBackDecision(operation, refusal, database, nowMs)
  if (act.kind === 'delete') return await takeBackOnEntry(operation, refusal, refusal.detail, database, nowMs)
  const isHopeless =
    act.kind === 'update' && (refusal.code === 'entry-locked' || refusal.code === 'not-found')
  if (isHopeless) return await takeBackOnEntry(operation, refusal, summarise(act.content), database, nowMs)
  await park(operation, refusal, database, nowMs)
}

async function park(
  operation: Operation,
  refusal: AppError,
  database: Database,
  nowMs: number,
): Promise<void> {
  const transaction = database.transaction(['entries', 'outbox'], 'readwrite')
  const outbox = transaction.objectStore('outbox')
  const later = (await outbox.index('account').getAll(operation.account)).find(
    ({ entryId, act, seq }) =>
      entryId === operation.entryId && act.kind === 'update' && (seq ?? 0) > (operation.seq ?? 0),
  )
  if (later && later.act.kind === 'update' && operation.act.kind === 'create') {
    // Edited while it was under way: what was refused is not what the user wants any more.
    await outbox.delete(later.seq ?? -1)
    const act = { kind: 'create' as const, content: later.act.content }
    await outbox.put({ ...operation, operationId: later.operationId, act, attempts: 0 })
    return await transaction.done
  }
  await outbox.put({ ...operation, parked: { code: refusal.code, detail: refusal.detail } })
  const entries = transaction.objectStore('entries')
  const local = await entries.get([operation.account, operation.entryId])
  if (local) {
    const current = refusal instanceof ApiRefusal ? readCurrent(refusal.current) : null
    await entries.put({
      ...local,
      // The next try is meant for the version that the server has now.
      confirmed: current ?? local.confirmed,
      sync: 'attention',
      failure: refusal.code,
      failureDetail: refusal.detail,
      changedAtMs: nowMs,
    })
  }
  await transaction.done
}

async function takeBackOnEntry(
  operation: Operation,
  refusal: AppError,
  detail: string | null,
  database: Database,
  nowMs: number,
): Promise<void> {
  const transaction = database.transaction(['entries', 'outbox', 'singletons'], 'readwrite')
  await transaction.objectStore('outbox').delete(operation.seq ?? -1)
  const entries = transaction.objectStore('entries')
  const local = await entries.get([operation.account, operation.entryId])
  const server =
    (refusal instanceof ApiRefusal ? readCurrent(refusal.current) : null) ?? local?.confirmed ?? null
  if (local && server) {
    await entries.put({
      ...local,
      entry: server,
      confirmed: server,
      sync: 'sent',
      deleted: false,
      changedAtMs: nowMs,
    })
  }
  await tell(transaction.objectStore('singletons'), operation.account, { code: refusal.code, detail })
  await transaction.done
}

async function takeBackDecision(
  operation: Operation,
  refusal: AppError,
  database: Database,
  nowMs: number,
): Promise<void> {
  const transaction = database.transaction(['approvals', 'outbox', 'singletons'], 'readwrite')
  await transaction.objectStore('outbox').delete(operation.seq ?? -1)
  const approvals = transaction.objectStore('approvals')
  const local = await approvals.get([operation.account, operation.entryId])
  if (local) {
    const failure: FailureCode = refusal.code
    await approvals.put({
      ...local,
      decided: false,
      failure,
      failureDetail: refusal.detail,
      changedAtMs: nowMs,
    })
  }
  const decided = refusal instanceof ApiRefusal ? refusal.decided : null
  const detail = decided ? `${decided.by}, ${decided.at}` : refusal.detail
  await tell(transaction.objectStore('singletons'), operation.account, { code: refusal.code, detail })
  await transaction.done
}

/** What was typed, for the notice: it must not be lost with the change that carried it. */
function summarise(content: EntryContent): string {
  return [content.date, formatDuration(content.minutes), content.project, content.note]
    .filter(Boolean)
    .join(' · ')
}

/** A notice is for the person whose act it was: whoever is on screen by now may be somebody else. */
async function tell(
  singletons: SingletonStore,
  account: string,
  failure: { readonly code: FailureCode; readonly detail: string | null },
): Promise<void> {
  if (await isOnScreen(singletons, account)) await singletons.put(failure, 'failure')
}
