import type { DecisionRefusal } from '../../contract/snapshot.ts'
import { type AppError, fail } from '../../domain/failure.ts'
import type { ApiProfile } from '../../domain/permissions.ts'
import { ApiRefusal, refusalOf } from '../api/api-failure.ts'
import type { ApiClient } from '../api/client.ts'
import {
  type Database,
  isOnScreen,
  type LocalApproval,
  type OperationAct,
  type RecentComments,
  type SeenVersion,
} from '../store/database.ts'
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
/** What one call of a server carries that takes several at once (CONTRACT, `POST /approvals/batch`). */
const MOST_AT_ONCE = 500

/**
 * One record for all of them, however many, which is all that is stored: an act of thousands is as quick as one of one.
 * Throws `version-conflict`, and stores nothing, where one is not there any more as it was seen.
 */
export async function decideAll(writing: Writing, author: Author, decision: Decision): Promise<void> {
  const { transaction } = writing
  const { operationId, seen, comment } = decision
  if (decision.decision === 'rejected' && !comment) return fail('invalid-entry')
  const outbox = await transaction.objectStore('outbox').index('account').getAll(author.account)
  if (outbox.some((operation) => operation.operationId === operationId)) return
  const waiting = await readWaiting(writing, author, seen)
  const taken = decidedHere(outbox)
  for (const { id, version } of seen) {
    const local = waiting.get(id)
    if (!local || local.decided) return fail('not-found')
    if (local.entry.version !== version || taken.has(id)) return fail('version-conflict')
  }
  const [first] = seen
  if (!first) return
  const act: Decide = {
    kind: 'decide',
    decision: decision.decision,
    comment,
    items: seen.map(({ id, version }) => ({ id, version })),
    total: seen.length,
  }
  const entryId = seen.length === 1 ? first.id : operationId
  await enqueue({ ...writing, newOperationId: () => operationId }, author, entryId, act, UNDO_WINDOW_MS)
  await offerUndo(writing, {
    account: author.account,
    operationId,
    entryId,
    kind: decision.decision,
    ...(seen.length > 1 && { count: seen.length }),
  })
  if (comment) await keepComment(writing, author, comment)
}

/** Many are read in one go, which is quicker than one by one. */
async function readWaiting(
  { transaction }: Writing,
  { account }: Author,
  seen: readonly SeenVersion[],
): Promise<ReadonlyMap<string, LocalApproval>> {
  const approvals = transaction.objectStore('approvals')
  const [only, ...others] = seen
  const found =
    only && others.length === 0
      ? [await approvals.get([account, only.id])]
      : await approvals.index('account').getAll(account)
  return new Map(found.flatMap((local) => (local ? [[local.id, local] as const] : [])))
}

async function keepComment({ transaction }: Writing, { account }: Author, comment: string): Promise<void> {
  const singletons = transaction.objectStore('singletons')
  const kept = (await singletons.get('recentComments')) as RecentComments | undefined
  const others = kept?.account === account ? kept.comments.filter((one) => one !== comment) : []
  const comments = [comment, ...others].slice(0, MAX_RECENT_COMMENTS)
  await singletons.put({ account, comments }, 'recentComments')
}

interface SendDeps {
  readonly database: Database
  readonly client: ApiClient
  readonly now: () => number
  readonly profile: ApiProfile | null
}

/** Tells the server of the next ones; what is left stays in the outbox. Throws what concerns all of them. */
export async function sendDecisions(
  author: Author,
  operation: DecisionOperation,
  { client, database, now, profile }: SendDeps,
): Promise<void> {
  const { act, attempts, operationId } = operation
  const [first] = act.items
  if (!first) return await settle(operation, [], database, now())
  if (!profile?.batch || act.items.length === 1) {
    await client.decide(first.id, { ...act, version: first.version }, operationId)
    return await settle(operation, [{ item: first, refusal: null }], database, now())
  }
  const items = act.items.slice(0, MOST_AT_ONCE)
  const { decision, comment } = act
  // Of the same rest the same key: what was sent before, its answer being lost, is answered again.
  const key = `${operationId}:${act.items.length}`
  const results = await client.decideAll(
    items.map((item) => ({ ...item, decision, comment })),
    key,
  )
  const outcomes = items.map((item, at) => {
    const result = results[at]
    const refusal =
      result && result.problem === null && result.status === 200 ? null : result && refusalOf(result)
    // An earlier try may have arrived, its answer being lost.
    const isOwn = attempts > 1 && refusal?.decided?.by === author.userId
    return { item, refusal: isOwn ? null : (refusal ?? null) }
  })
  await settle(operation, outcomes, database, now())
}

interface DecisionOutcome {
  readonly item: SeenVersion
  /** Null where it is decided. */
  readonly refusal: AppError | null
}

/**
 * Takes what the server has answered for good out of the outbox. What was refused waits for the person again, with the
 * reason; the mark on what is decided stays until the next list arrives, as one that was asked for earlier must not
 * bring it back. Throws `signed-out` where nobody would see the reason.
 */
export async function settle(
  operation: DecisionOperation,
  outcomes: readonly DecisionOutcome[],
  database: Database,
  nowMs: number,
): Promise<void> {
  const { account, act, seq = -1 } = operation
  const transaction = database.transaction(['approvals', 'outbox', 'singletons'], 'readwrite')
  const isRefused = outcomes.some(({ refusal }) => refusal !== null)
  if (isRefused && !(await isOnScreen(transaction.objectStore('singletons'), account)))
    return fail('signed-out')
  const settled = new Set(outcomes.map(({ item }) => item.id))
  const items = act.items.filter(({ id }) => !settled.has(id))
  const outbox = transaction.objectStore('outbox')
  if (items.length === 0) await outbox.delete(seq)
  else await outbox.put({ ...operation, act: { ...act, items }, attempts: 0 })
  const approvals = transaction.objectStore('approvals')
  for (const { item, refusal } of outcomes) {
    const local = await approvals.get([account, item.id])
    if (!local) continue
    const change = refusal ? refused(local, refusal, act.decision) : { decided: true, refusal: null }
    await approvals.put({ ...local, ...change, changedAtMs: nowMs })
  }
  await transaction.done
}

function refused(
  { entry }: LocalApproval,
  refusal: AppError,
  decision: Decide['decision'],
): Pick<LocalApproval, 'entry' | 'decided' | 'refusal'> {
  const current = refusal instanceof ApiRefusal ? readCurrent(refusal.current) : null
  const isChanged = refusal.code === 'version-conflict' && current?.id === entry.id
  const why: DecisionRefusal = {
    code: refusal.code,
    detail: refusal.detail,
    decision,
    seen: isChanged ? entry : null,
    decided: refusal instanceof ApiRefusal ? refusal.decided : null,
  }
  return { entry: isChanged ? current : entry, decided: false, refusal: why }
}

/** They are not asked about again: the person has taken note. */
export async function forgetRefusals(
  writing: Writing,
  { account }: Author,
  ids: readonly string[],
): Promise<void> {
  const approvals = writing.transaction.objectStore('approvals')
  for (const id of ids) {
    const local = await approvals.get([account, id])
    if (!local?.refusal) continue
    // The next list says whether it waits after all.
    await approvals.put({ ...local, decided: true, refusal: null, changedAtMs: writing.now() })
  }
}
