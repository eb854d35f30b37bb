import { AppError, classOfFailure, failureCodeOf } from '../../domain/failure.ts'
import { ApiRefusal } from '../api/api-failure.ts'
import type { ApiClient } from '../api/client.ts'
import type { Database, LocalEntry, Operation } from '../store/database.ts'
import {
  confirmDecision,
  confirmDeletion,
  confirmEntry,
  forgetUnsent,
  readCurrent,
  sameContent,
} from './confirm.ts'
import { type Author, isOpen, UNDO_WINDOW_MS } from './outbox.ts'
import { refuseOperation } from './refuse.ts'

export interface DrainDeps {
  readonly database: Database
  readonly client: ApiClient
  readonly now: () => number
  /** After each operation, so that the lists follow. */
  readonly onProgress: () => Promise<void>
}

/**
 * Sends what waits and is due, oldest first and in order per entry, until nothing is left.
 *
 * Throws what stops everything (no network, no session); a refusal of one operation concerns that one alone.
 * The caller makes sure that only one drain runs.
 */
export async function drainOutbox(author: Author, deps: DrainDeps): Promise<void> {
  const troubled = new Map<string, unknown>()
  for (;;) {
    const waiting = await deps.database.getAllFromIndex('outbox', 'account', author.account)
    const operation = nextDue(
      waiting.filter(({ entryId }) => !troubled.has(entryId)),
      deps.now(),
    )
    if (!operation) break
    try {
      await sendOne(author, operation, deps)
    } catch (error) {
      // Tried in vain often enough: the server may be well but for this entry, so the others get their turn.
      const isItsOwn = ['server-error', 'bad-answer'].includes(failureCodeOf(error))
      if (!isItsOwn || operation.attempts < 2) throw error
      troubled.set(operation.entryId, error)
    }
    await deps.onProgress()
  }
  for (const error of troubled.values()) throw error
}

/** The first operation that may be sent: due, and not behind one of the same entry that is held or waits for a person. */
export function nextDue(operations: readonly Operation[], nowMs: number): Operation | null {
  const blocked = new Set<string>()
  for (const operation of operations) {
    if (blocked.has(operation.entryId) || isPointless(operation, operations, nowMs)) continue
    if (isDue(operation, nowMs) && !operation.parked) return operation
    blocked.add(operation.entryId)
  }
  return null
}

/** Held longer than any undo window means that the clock was set back meanwhile. */
function isDue({ heldUntilMs }: Pick<Operation, 'heldUntilMs'>, nowMs: number): boolean {
  return heldUntilMs <= nowMs || heldUntilMs > nowMs + UNDO_WINDOW_MS
}

/** When there is something to send next, in epoch milliseconds; null when all is sent or waits for a person. */
export function nextDueAtMs(operations: readonly Operation[], nowMs: number): number | null {
  const blocked = new Set<string>()
  const dueAtMs: number[] = []
  for (const { entryId, parked, heldUntilMs, act } of operations) {
    // A deletion overtakes what is parked before it.
    if (!parked && (act.kind === 'delete' || !blocked.has(entryId)))
      dueAtMs.push(isDue({ heldUntilMs }, nowMs) ? nowMs : heldUntilMs)
    blocked.add(entryId)
  }
  return dueAtMs.length === 0 ? null : Math.min(...dueAtMs)
}

/** A change that never left, of an entry whose deletion is due. One that may have arrived must be settled first. */
function isPointless(operation: Operation, operations: readonly Operation[], nowMs: number): boolean {
  const isDueDeletion = ({ entryId, act, heldUntilMs }: Operation) =>
    entryId === operation.entryId && act.kind === 'delete' && isDue({ heldUntilMs }, nowMs)
  return operation.act.kind !== 'delete' && isOpen(operation) && operations.some(isDueDeletion)
}

async function sendOne(author: Author, operation: Operation, deps: DrainDeps): Promise<void> {
  if (operation.act.kind === 'delete' && (await forgetUnsent(author, operation, deps.database))) return
  const counted = await claim(operation, deps.database)
  if (!counted) return
  try {
    await perform(author, counted, deps)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (await settledMeanwhile(author, counted, error, deps)) return
    if (!(error instanceof ApiRefusal) || classOfFailure(error.code) !== 'park') throw error
    await refuseOperation(counted, error, deps.database, deps.now())
  }
}

/** Counts the try, unless the operation was edited or taken back since it was picked: null then. */
async function claim(picked: Operation, database: Database): Promise<Operation | null> {
  const transaction = database.transaction('outbox', 'readwrite', { durability: 'strict' })
  const stored = await transaction.store.get(picked.seq ?? -1)
  const counted =
    stored?.operationId === picked.operationId ? { ...stored, attempts: stored.attempts + 1 } : null
  if (counted) await transaction.store.put(counted)
  await transaction.done
  return counted
}

async function perform(
  author: Author,
  operation: Operation,
  { client, database, now }: DrainDeps,
): Promise<void> {
  const { act, entryId, operationId } = operation
  const local: LocalEntry | undefined = await database.get('entries', [author.account, entryId])
  const version = local?.confirmed?.version ?? 0
  switch (act.kind) {
    case 'create': {
      const stored = await client.createEntry(entryId, act.content, operationId)
      return await confirmEntry(operation, stored, database, now())
    }
    case 'update': {
      const stored = await client.changeEntry(entryId, act.content, version, operationId)
      return await confirmEntry(operation, stored, database, now())
    }
    case 'delete':
      await client.deleteEntry(entryId, version)
      return await confirmDeletion(operation, database, now())
    case 'decide':
      await client.decide(entryId, act, operationId)
      return await confirmDecision(operation, database, now())
  }
}

/** True when a refusal only shows that the server is already where this operation leads. */
async function settledMeanwhile(
  author: Author,
  operation: Operation,
  refusal: AppError,
  { database, now }: DrainDeps,
): Promise<boolean> {
  const { act, attempts } = operation
  if (act.kind === 'delete' && refusal.code === 'not-found') {
    await confirmDeletion(operation, database, now())
    return true
  }
  // From here on: an earlier try may have arrived, its answer being lost.
  if (attempts < 2 || !(refusal instanceof ApiRefusal)) return false
  if (act.kind === 'decide' && refusal.decided?.by === author.userId) {
    await confirmDecision(operation, database, now())
    return true
  }
  const current = readCurrent(refusal.current)
  if (act.kind !== 'update' || !current || !sameContent(current, act.content)) return false
  await confirmEntry(operation, current, database, now())
  return true
}
