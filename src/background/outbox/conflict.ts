import { type Conflict, withTheirs } from '../../domain/conflict.ts'
import type { Entry } from '../../domain/entry.ts'
import type { AppError, FailureCode } from '../../domain/failure.ts'
import { ApiRefusal } from '../api/api-failure.ts'
import type { Database, LocalEntry, Operation } from '../store/database.ts'
import { readCurrent } from './confirm.ts'
import { isLaterUpdate } from './operations.ts'

/** The entry can no longer change, or the server changes none. */
const LOCKED: ReadonlySet<FailureCode> = new Set(['entry-locked', 'not-offered'])
const IN_THE_WAY: ReadonlySet<FailureCode> = new Set(['version-conflict', 'not-found', ...LOCKED])

/** What a refusal means where the entry is no longer what the operation was made on; null where that is not why. */
export function conflictOf({ act, entryId }: Operation, refusal: AppError): Conflict | null {
  if ((act.kind !== 'update' && act.kind !== 'delete') || !IN_THE_WAY.has(refusal.code)) return null
  const sent = refusal instanceof ApiRefusal ? readCurrent(refusal.current) : null
  const current = sent?.id === entryId ? sent : null
  return {
    mine: act.kind === 'update' ? 'change' : 'deletion',
    theirs: refusal.code === 'not-found' ? 'gone' : (current ?? 'unknown'),
    locked: LOCKED.has(refusal.code) || current?.status === 'approved',
  }
}

/**
 * Keeps both versions until a person has chosen: mine in the parked operation and in the entry, theirs beside it.
 * `confirmed` stays what mine was made on, so that nothing can be sent over theirs but by that choice.
 */
export async function keepBoth(
  operation: Operation,
  conflict: Conflict,
  refusal: AppError,
  database: Database,
  nowMs: number,
): Promise<void> {
  const transaction = database.transaction(['entries', 'outbox'], 'readwrite', { durability: 'strict' })
  const outbox = transaction.objectStore('outbox')
  const ofEntry = await outbox.index('entry').getAll([operation.account, operation.entryId])
  const later = ofEntry.filter((other) => isLaterUpdate(operation, other))
  for (const { seq } of later) await outbox.delete(seq ?? -1)
  // What was edited while the first change was under way is what the person wants now.
  const { act, operationId } = later.at(-1) ?? operation
  const parked = { code: refusal.code, detail: refusal.detail }
  await outbox.put({ ...operation, act, operationId, parked })
  const entries = transaction.objectStore('entries')
  const local = await entries.get([operation.account, operation.entryId])
  if (local) {
    await entries.put({
      ...local,
      sync: 'attention',
      failure: refusal.code,
      failureDetail: refusal.detail,
      // A server that changes nothing was not asked: what it has is what it last said.
      conflict:
        refusal.code === 'not-offered' ? { ...conflict, theirs: local.confirmed ?? 'unknown' } : conflict,
      deleted: local.deleted && conflict.mine === 'change',
      changedAtMs: nowMs,
    })
  }
  await transaction.done
}

/** An entry with an act of this device that the server does not have yet, when a list brings its version. */
export function seenAtServer(local: LocalEntry, server: Entry): LocalEntry {
  if (local.conflict) return { ...local, conflict: withTheirs(local.conflict, server) }
  // Of what was seen already, a rejection say, the pending change is the answer.
  if (server.version <= (local.confirmed?.version ?? 0)) return local
  // Approved or rejected meanwhile: the pending change will be refused or not, but the status shows at once.
  return { ...local, entry: { ...local.entry, status: server.status, review: server.review } }
}
