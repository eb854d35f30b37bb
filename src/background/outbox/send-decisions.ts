import type { ReceivedDecision } from '../../contract/received-approval.ts'
import { classOfFailure, failureCodeOf } from '../../domain/failure.ts'
import type { ApiProfile } from '../../domain/permissions.ts'
import { type ApiRefusal, refusalOf } from '../api/api-failure.ts'
import type { ApiClient } from '../api/client.ts'
import type { Database } from '../store/database.ts'
import { readCurrent } from './confirm.ts'
import { type Decision, settle } from './decisions.ts'
import type { Author, DecisionOperation } from './operations.ts'

/** What one call of a server carries that takes several at once (`POST /approvals/batch`). */
const MOST_AT_ONCE = 500

interface SendDeps {
  readonly database: Database
  readonly client: ApiClient
  readonly now: () => number
  readonly profile: ApiProfile | null
  /** After each part of many, so that the lists follow. */
  readonly onPart: () => Promise<void>
}

/**
 * Tells the server of all of them, or where it takes them one by one of the next; what is left stays in the outbox.
 * Throws what concerns all of them.
 */
export async function sendDecisions(
  author: Author,
  operation: DecisionOperation,
  deps: SendDeps,
): Promise<void> {
  const { client, database, now, profile } = deps
  const { act, operationId } = operation
  const [first] = act.items
  if (!first) return await settle(operation, [], database, now())
  if (profile?.batch && act.items.length > 1) return await sendBatches(author, operation, deps)
  await client.decide(first.id, { ...act, version: first.version }, operationId)
  await settle(operation, [{ item: first, refusal: null }], database, now())
}

/**
 * While the server works on one batch the next one is on its way, and what came of the one before is stored. Should the
 * worker end in between, all of these are still in the outbox, and told again under the same keys.
 */
async function sendBatches(author: Author, operation: DecisionOperation, deps: SendDeps): Promise<void> {
  const rests = restsOf(operation)
  const ask = async (index: number) => {
    const rest = rests[index]
    return rest ? await sendBatch(rest, deps) : []
  }
  let next = attempt(ask(0))
  let storing = attempt(Promise.resolve())
  for (const [index, rest] of rests.entries()) {
    const asked = next
    next = attempt(ask(index + 1))
    const [stored, answered] = await Promise.all([storing, asked])
    if (!stored.ok || !answered.ok) await next
    if (!stored.ok) throw stored.error
    if (!answered.ok) {
      const isRefused = classOfFailure(failureCodeOf(answered.error)) === 'park'
      if (index === 0 || !isRefused) throw answered.error
      // It is about what is left, not about all of this operation: that is looked at again, and tried once more.
      return
    }
    storing = attempt(store(author, rest, answered.value, deps))
  }
  const stored = await storing
  if (!stored.ok) throw stored.error
}

type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: unknown }

/** What is under way while something else is awaited must not fail unheard. */
async function attempt<Value>(work: Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { ok: true, value: await work }
  } catch (error) {
    return { ok: false, error }
  }
}

/** Whether an earlier try has arrived, its answer being lost: this person has decided so, here as the server has it. */
export function isAsDecided(
  { decided, current }: Pick<ApiRefusal, 'decided' | 'current'>,
  decision: Decision['decision'],
  author: Author,
): boolean {
  return decided?.by === author.userId && readCurrent(current)?.status === decision
}

/** What is left before each batch: itself, then the same without the first batch, and so on. */
function restsOf(operation: DecisionOperation): readonly DecisionOperation[] {
  const { act } = operation
  const count = Math.ceil(act.items.length / MOST_AT_ONCE)
  return Array.from({ length: count }, (_, batch) => ({
    ...operation,
    act: { ...act, items: act.items.slice(batch * MOST_AT_ONCE) },
  }))
}

async function sendBatch(
  { act, operationId }: DecisionOperation,
  { client }: SendDeps,
): Promise<readonly ReceivedDecision[]> {
  const { decision, comment } = act
  // Of the same rest the same key: what was sent before, its answer being lost, is answered again.
  return await client.decideAll(
    act.items.slice(0, MOST_AT_ONCE).map((item) => ({ ...item, decision, comment })),
    `${operationId}:${act.items.length}`,
  )
}

async function store(
  author: Author,
  operation: DecisionOperation,
  results: readonly ReceivedDecision[],
  { database, now, onPart }: SendDeps,
): Promise<void> {
  const outcomes = operation.act.items.slice(0, MOST_AT_ONCE).map((item, at) => {
    const result = results[at]
    const refusal =
      result && result.problem === null && result.status === 200 ? null : result && refusalOf(result)
    const isOwn = operation.attempts > 1 && refusal && isAsDecided(refusal, operation.act.decision, author)
    return { item, refusal: isOwn ? null : (refusal ?? null) }
  })
  await settle(operation, outcomes, database, now())
  await onPart()
}
