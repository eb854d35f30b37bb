import { sameContent } from '../../domain/conflict.ts'
import type { Entry } from '../../domain/entry.ts'
import { AppError, classOfFailure, fail, failureCodeOf } from '../../domain/failure.ts'
import type { ApiProfile } from '../../domain/permissions.ts'
import { ApiRefusal } from '../api/api-failure.ts'
import type { ApiClient } from '../api/client.ts'
import type { Database, Operation } from '../store/database.ts'
import { confirmDeletion, confirmEntry, forgetUnsent, readCurrent } from './confirm.ts'
import { confirmWeek, followStanding } from './confirm-week.ts'
import { settle } from './decisions.ts'
import { type Author, FIRST_VERSION, isDecision, isOpen, UNDO_WINDOW_MS } from './operations.ts'
import { findArrived, leftToChange } from './read-back.ts'
import { refuseOperation } from './refuse.ts'
import { isAsDecided, sendDecisions } from './send-decisions.ts'

export interface DrainDeps {
  readonly database: Database
  readonly client: ApiClient
  readonly now: () => number
  /** What the server offers; null while that is unknown. */
  readonly profile: ApiProfile | null
  /** After each operation, so that the lists follow. */
  readonly onProgress: () => Promise<void>
  /** After each part of an operation on many. */
  readonly onPart: () => Promise<void>
}

/**
 * Sends what waits and is due, oldest first and in order per entry, until nothing is left: of one entry never two
 * operations at once.
 *
 * Throws what stops everything (no network, no session); a refusal of one operation concerns that one alone.
 * The caller makes sure that only one drain runs.
 */
export async function drainOutbox(author: Author, deps: DrainDeps): Promise<void> {
  const troubled = new Map<string, unknown>()
  const send = async (operation: Operation) => {
    try {
      await sendOne(author, operation, deps)
    } catch (error) {
      // Tried in vain often enough: the server may be well but for this entry, so the others get their turn.
      const isItsOwn = ['server-error', 'bad-answer', 'unexpected'].includes(failureCodeOf(error))
      if (!isItsOwn || operation.attempts < 2) throw error
      troubled.set(operation.entryId, error)
      return
    }
    await deps.onProgress()
  }
  for (;;) {
    const waiting = await deps.database.getAllFromIndex('outbox', 'account', author.account)
    const due = dueNow(waiting, deps.now(), troubled).slice(0, SENT_A_LOOK)
    if (due.length === 0) break
    await inLanes(mayOverlap(due, deps.profile) ? LANES : 1, due, send)
  }
  for (const error of troubled.values()) throw error
}

/** What is stored before and after one call takes its time while the other call is under way. */
const LANES = 2

/**
 * Additions do not depend on each other; what makes room in a day, or ends a week, must arrive in its order. Where a
 * lost answer is found out by looking for the entry, two alike that are under way at once could not be told apart.
 */
function mayOverlap(due: readonly Operation[], profile: ApiProfile | null): boolean {
  return (
    profile?.idempotent === true &&
    due.every(({ act, tried = [] }) => act.kind === 'create' && tried.length === 0)
  )
}

/** Works on the items in their order, so many at once; after a failure on no further ones. Throws the first. */
async function inLanes<Item>(
  lanes: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items]
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift())
      await work(item).catch((error: unknown) => {
        left.length = 0
        throw error
      })
  }
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** What the outbox holds is looked at again after that many: each look reads all of it. */
const SENT_A_LOOK = 50

/**
 * The operations that may be sent, oldest first, of each entry no more than one: what comes after it depends on the
 * answer. That is the first one, unless it is held, waits for a person or goes behind what is to be sent before it.
 * `troubled` are entries whose turn is over for now.
 */
export function dueNow(
  operations: readonly Operation[],
  nowMs: number,
  troubled: ReadonlyMap<string, unknown> = new Map(),
): Operation[] {
  const isDeletion = ({ act }: Operation) => act.kind === 'delete'
  const goingAway = new Set(
    operations.filter((one) => isDeletion(one) && isDue(one, nowMs)).map(({ entryId }) => entryId),
  )
  const firsts = new Map<string, Operation>()
  for (const operation of operations)
    if (!firsts.has(operation.entryId) && !isPointless(operation, goingAway))
      firsts.set(operation.entryId, operation)
  return [...firsts.values()].filter(
    (one) => !troubled.has(one.entryId) && isDue(one, nowMs) && !one.parked && !isBehind(one, operations),
  )
}

/** Whether an entry is still to be sent that was there when its week was submitted. */
function isBehind({ act, seq }: Operation, operations: readonly Operation[]): boolean {
  if (act.kind !== 'submit-week' || act.after.length === 0) return false
  const after = new Set(act.after)
  return operations.some((other) => after.has(other.entryId) && (other.seq ?? 0) < (seq ?? 0))
}

/** Held longer than any undo window means that the clock was set back meanwhile. */
export function isDue({ heldUntilMs }: Pick<Operation, 'heldUntilMs'>, nowMs: number): boolean {
  return heldUntilMs <= nowMs || heldUntilMs > nowMs + UNDO_WINDOW_MS
}

/** When there is something to send next, in epoch milliseconds; null when all is sent or waits for a person. */
export function nextDueAtMs(operations: readonly Operation[], nowMs: number): number | null {
  const blocked = new Set<string>()
  const dueAtMs: number[] = []
  for (const operation of operations) {
    const { entryId, parked, heldUntilMs, act } = operation
    // A deletion overtakes what is parked before it.
    const mayGo = act.kind === 'delete' || !(blocked.has(entryId) || isBehind(operation, operations))
    if (!parked && mayGo) dueAtMs.push(isDue({ heldUntilMs }, nowMs) ? nowMs : heldUntilMs)
    blocked.add(entryId)
  }
  return dueAtMs.length === 0 ? null : Math.min(...dueAtMs)
}

/** A change that never left, of an entry whose deletion is due. One that may have arrived must be settled first. */
function isPointless(operation: Operation, goingAway: ReadonlySet<string>): boolean {
  return operation.act.kind !== 'delete' && isOpen(operation) && goingAway.has(operation.entryId)
}

async function sendOne(author: Author, operation: Operation, deps: DrainDeps): Promise<void> {
  if (operation.act.kind === 'delete' && (await forgetUnsent(author, operation, deps.database))) return
  const counted = await claim(operation, deps)
  if (!counted) return
  try {
    await perform(author, counted, deps)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (await settledMeanwhile(author, counted, error, deps)) return
    const isOfThisOperation = error instanceof ApiRefusal || error.code === 'not-offered'
    if (!isOfThisOperation || classOfFailure(error.code) !== 'park') throw error
    await refuseOperation(author, counted, error, deps.database, deps.now())
  }
}

/** Counts the try, unless the operation was edited or taken back since it was picked: null then. */
async function claim(
  picked: Operation,
  { database, profile }: Pick<DrainDeps, 'database' | 'profile'>,
): Promise<Operation | null> {
  const transaction = database.transaction('outbox', 'readwrite', { durability: 'strict' })
  const stored = await transaction.store.get(picked.seq ?? -1)
  const asDraft = stored?.asDraft ?? profile?.submit === true
  const counted =
    stored?.operationId === picked.operationId ? { ...stored, attempts: stored.attempts + 1, asDraft } : null
  if (counted) await transaction.store.put(counted)
  await transaction.done
  return counted
}

async function perform(author: Author, operation: Operation, deps: DrainDeps): Promise<void> {
  const { client, database, now, profile } = deps
  const { act, entryId, operationId, asDraft = false } = operation
  switch (act.kind) {
    case 'create': {
      const { attempts, tried = [] } = operation
      // Under the key of another content, a server does not know it again.
      const isUnknown = attempts > 1 && (!profile?.idempotent || tried.length > 0)
      const arrived = isUnknown ? await findArrived(operation, [...tried, act.content], deps) : null
      const stored = arrived ?? (await client.createEntry(entryId, act.content, operationId, asDraft))
      await expectOwn(operation, stored, database)
      const change = arrived && leftToChange(arrived, act.content, operation, profile)
      return await confirmEntry(operation, stored, deps, change)
    }
    case 'update': {
      if (profile?.change === false) return fail('not-offered')
      const version = await versionOf(operation, database)
      const stored = await client.changeEntry(entryId, act.content, version, operationId, asDraft)
      await expectOwn(operation, stored, database)
      return await confirmEntry(operation, stored, deps)
    }
    case 'delete':
      if (profile?.delete === false) return fail('not-offered')
      await deleteWherever(operation, deps)
      return await confirmDeletion(operation, database, now())
    case 'decide':
      if (profile?.reject === false && act.decision === 'rejected') return fail('not-offered')
      return await sendDecisions(author, { ...operation, act }, deps)
    case 'submit-week':
    case 'recall-week': {
      if (profile?.submit === false) return fail('not-offered')
      const send = act.kind === 'submit-week' ? client.submitWeek : client.recallWeek
      return await confirmWeek(operation, await send(act.week), database, now())
    }
    default:
      return act satisfies never
  }
}

/** What may have been stored unseen can be under an id that only the server knows. */
async function deleteWherever(operation: Operation, deps: DrainDeps): Promise<void> {
  const { entryId, tried = [] } = operation
  const arrived = tried.length > 0 ? await findArrived(operation, tried, deps) : null
  const version = arrived?.version ?? (await versionOf(operation, deps.database))
  await deps.client.deleteEntry(arrived?.id ?? entryId, version)
}

/** The server's last that this device knows of. */
async function versionOf({ account, entryId }: Operation, database: Database): Promise<number> {
  const local = await database.get('entries', [account, entryId])
  return local?.confirmed?.version ?? FIRST_VERSION
}

/** A server may give a new entry an id of its own, but never that of another: it would take the other's place here. */
async function expectOwn({ account, entryId }: Operation, stored: Entry, database: Database): Promise<void> {
  if (stored.id === entryId || !(await database.get('entries', [account, stored.id]))) return
  return fail('bad-answer', { detail: 'the answer is about another entry' })
}

/** True when a refusal only shows that the server is already where this operation leads. */
async function settledMeanwhile(
  author: Author,
  operation: Operation,
  refusal: AppError,
  deps: DrainDeps,
): Promise<boolean> {
  const { database, now, profile } = deps
  const { act, attempts } = operation
  if (act.kind === 'delete' && refusal.code === 'not-found') {
    // It may be the route that is not there.
    if (!profile) return fail('bad-answer', { detail: 'what the server offers is not known yet' })
    await confirmDeletion(operation, database, now())
    return true
  }
  if (!(refusal instanceof ApiRefusal)) return false
  if (isDecision(operation) && attempts > 1 && isAsDecided(refusal, operation.act.decision, author)) {
    const [item] = operation.act.items
    await settle(operation, item ? [{ item, refusal: null }] : [], database, now())
    return true
  }
  // Whether an earlier try arrived or the same was done elsewhere: there is nothing to choose between.
  const current = readCurrent(refusal.current)
  if ((act.kind !== 'update' && act.kind !== 'delete') || current?.id !== operation.entryId) return false
  if (act.kind === 'update' && sameContent(current, act.content)) {
    await confirmEntry(operation, current, deps)
    return true
  }
  return await followStanding(operation, current, database, now())
}
