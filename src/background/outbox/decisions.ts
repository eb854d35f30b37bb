import type { DecisionRefusal } from '../../contract/snapshot.ts'
import { type AppError, fail } from '../../domain/failure.ts'
import { ApiRefusal } from '../api/api-failure.ts'
import {
  type Database,
  isOnScreen,
  type LocalApproval,
  type OperationAct,
  type RecentComments,
  type SeenVersion,
} from '../store/database.ts'
import { decidedMarks, markDecided, noteApprovalsChange, readApprovals } from '../store/stored-approvals.ts'
import { readCurrent } from './confirm.ts'
import { type Author, type DecisionOperation, decidedHere, UNDO_WINDOW_MS } from './operations.ts'
import { enqueue, offerUndo, type Writing } from './writing.ts'

type Decide = Extract<OperationAct, { kind: 'decide' }>
export type Decision = Pick<Decide, 'decision' | 'comment'> & {
  readonly operationId: string
  /** Each in the version that was on screen. */
  readonly seen: readonly SeenVersion[]
}
const MAX_RECENT_COMMENTS = 5

/**
 * One record for all of them, however many, which is all that is stored: an act of thousands is as quick as one of one.
 * Returns until when it can be taken back, epoch milliseconds; null where it was decided before.
 * Throws `version-conflict`, and stores nothing, where one is not there any more as it was seen.
 */
export async function decideAll(
  writing: Writing,
  author: Author,
  decision: Decision,
): Promise<number | null> {
  const { transaction } = writing
  const { operationId, seen, comment } = decision
  if (decision.decision === 'rejected' && !comment) return fail('invalid-entry')
  const outbox = await transaction.objectStore('outbox').index('account').getAll(author.account)
  if (outbox.some((operation) => operation.operationId === operationId)) return null
  const waiting = await readWaiting(writing, author, seen)
  const marks = await decidedMarks(transaction.objectStore('singletons'), author.account)
  const told = new Set(marks.flatMap(({ ids }) => ids))
  const taken = decidedHere(outbox)
  for (const { id, version } of seen) {
    const local = waiting.get(id)
    if (!local || told.has(id)) return fail('not-found')
    if (local.entry.version !== version || taken.has(id)) return fail('version-conflict')
  }
  const [first] = seen
  if (!first) return null
  const act: Decide = {
    kind: 'decide',
    decision: decision.decision,
    comment,
    items: seen.map(({ id, version }) => ({ id, version })),
    total: seen.length,
  }
  const entryId = seen.length === 1 ? first.id : operationId
  await enqueue({ ...writing, newOperationId: () => operationId }, author, entryId, act, UNDO_WINDOW_MS)
  const untilMs = await offerUndo(writing, {
    account: author.account,
    operationId,
    entryId,
    kind: decision.decision,
    ...(seen.length > 1 && { count: seen.length }),
  })
  if (comment) await keepComment(writing, author, comment)
  return untilMs
}

/** Many are read in one go, which is quicker than one by one. */
async function readWaiting(
  { database, transaction }: Writing,
  { account }: Author,
  seen: readonly SeenVersion[],
): Promise<ReadonlyMap<string, LocalApproval>> {
  const approvals = transaction.objectStore('approvals')
  const singletons = transaction.objectStore('singletons')
  const [only, ...others] = seen
  const found =
    only && others.length === 0
      ? [await approvals.get([account, only.id])]
      : await readApprovals(database, { approvals, singletons }, account)
  return new Map(found.flatMap((local) => (local ? [[local.id, local] as const] : [])))
}

async function keepComment({ transaction }: Writing, { account }: Author, comment: string): Promise<void> {
  const singletons = transaction.objectStore('singletons')
  const kept = (await singletons.get('recentComments')) as RecentComments | undefined
  const others = kept?.account === account ? kept.comments.filter((one) => one !== comment) : []
  const comments = [comment, ...others].slice(0, MAX_RECENT_COMMENTS)
  await singletons.put({ account, comments }, 'recentComments')
}

export interface DecisionOutcome {
  readonly item: SeenVersion
  /** Null where it is decided. */
  readonly refusal: AppError | null
}

/**
 * Takes what the server has answered for good out of the outbox. What was refused waits for the person again, with the
 * reason. Throws `signed-out` where nobody would see it.
 */
export async function settle(
  operation: DecisionOperation,
  outcomes: readonly DecisionOutcome[],
  database: Database,
  nowMs: number,
): Promise<void> {
  const { account, act, seq = -1 } = operation
  const transaction = database.transaction(['approvals', 'outbox', 'singletons'], 'readwrite')
  const singletons = transaction.objectStore('singletons')
  const isTheirs = await isOnScreen(singletons, account)
  if (!isTheirs && outcomes.some(({ refusal }) => refusal !== null)) return fail('signed-out')
  const settled = new Set(outcomes.map(({ item }) => item.id))
  const items = act.items.filter(({ id }) => !settled.has(id))
  const outbox = transaction.objectStore('outbox')
  if (items.length === 0) await outbox.delete(seq)
  // Of a rest that may be under way already, the next try is not the first.
  else await outbox.put({ ...operation, act: { ...act, items }, attempts: 1 })
  const approvals = transaction.objectStore('approvals')
  const refusals = new Map(outcomes.map(({ item, refusal }) => [item.id, refusal]))
  const changed = (await readApprovals(database, { approvals, singletons }, account)).filter(
    ({ id, refusal }) => refusals.get(id) || (refusals.has(id) && refusal),
  )
  for (const local of changed) {
    const refusal = refusals.get(local.id)
    const change = refusal ? refused(local, refusal, act.decision) : { refusal: null }
    await approvals.put({ ...local, ...change, changedAtMs: nowMs })
  }
  if (changed.length > 0) await noteApprovalsChange(singletons)
  if (isTheirs) {
    const told = outcomes.filter(({ refusal }) => refusal === null)
    await markDecided(
      singletons,
      account,
      told.map(({ item }) => item.id),
      nowMs,
    )
  }
  await transaction.done
}

function refused(
  { entry }: LocalApproval,
  refusal: AppError,
  decision: Decide['decision'],
): Pick<LocalApproval, 'entry' | 'refusal'> {
  const current = refusal instanceof ApiRefusal ? readCurrent(refusal.current) : null
  const isChanged = refusal.code === 'version-conflict' && current?.id === entry.id
  const why: DecisionRefusal = {
    code: refusal.code,
    detail: refusal.detail,
    decision,
    seen: isChanged ? entry : null,
    decided: refusal instanceof ApiRefusal ? refusal.decided : null,
  }
  return { entry: isChanged ? current : entry, refusal: why }
}

/** They are not asked about again: the person has taken note. */
export async function forgetRefusals(
  writing: Writing,
  { account }: Author,
  ids: readonly string[],
): Promise<void> {
  const approvals = writing.transaction.objectStore('approvals')
  const singletons = writing.transaction.objectStore('singletons')
  for (const id of ids) {
    const local = await approvals.get([account, id])
    if (!local?.refusal) continue
    await approvals.put({ ...local, refusal: null, changedAtMs: writing.now() })
    // The next list says whether it waits after all.
    await markDecided(singletons, account, [id], writing.now())
  }
  await noteApprovalsChange(singletons)
}
