import type { DecisionResult, DecisionsBody, WireDecision } from '../../contract/wire-approval.ts'
import { daysOfWeek } from '../../domain/iso-week.ts'
import { isLocalDate } from '../../domain/local-date.ts'
import {
  type ApprovalPosition,
  type DecidedEntry,
  type DecisionPosition,
  listDecisionsBy,
  listForApprover,
  lockAll,
  writeDecisions,
} from '../store/approvals.ts'
import { wireEntry } from '../store/entries.ts'
import type { EntryRow, Seen } from '../store/schema.ts'
import { answerOnce } from './answer-once.ts'
import type { Handler } from './call.ts'
import { readFlags, wireFlag } from './flags.ts'
import { ApiProblem, invalidQuery } from './problem.ts'
import { entryNotFound, refuseStale } from './versions.ts'

export const listApprovals: Handler<'listApprovals'> = async ({
  database,
  caller,
  now,
  query,
  targets,
  approvalRules,
}) => {
  const { status = 'submitted', user, week, limit, cursor } = query
  const days = week === undefined ? [] : daysOfWeek(week)
  const rows = await listForApprover(database.queries, caller.user, {
    status,
    userId: user,
    from: days.at(0),
    to: days.at(-1),
    after: cursor === undefined ? undefined : readApprovalCursor(cursor),
    limit: limit && limit + 1,
  })
  const page = rows.slice(0, limit)
  const waiting = status === 'submitted' ? page.map(({ entry }) => entry) : []
  const flags = await readFlags(database.queries, waiting, approvalRules, now)
  const last = page.length < rows.length ? page.at(-1)?.entry : undefined
  return {
    status: 200,
    body: page.map(({ entry, userName }) => ({
      ...wireEntry(entry),
      user_name: userName,
      flags: (flags.get(entry.id) ?? []).map(wireFlag),
      week_target_minutes: targets.targetMinutes,
    })),
    ...(last && { headers: linkToNext(query, `${last.date}_${last.createdAt.getTime()}_${last.id}`) }),
  }
}

/** A reference of a query alone, which holds under whatever address and path this API is reached. */
function linkToNext(query: object, cursor: string): Record<string, string> {
  const members = Object.entries({ ...query, cursor })
  const next = new URLSearchParams(members.map(([name, value]) => [name, String(value)]))
  return { Link: `<?${next}>; rel="next"` }
}

const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}'
const APPROVAL_CURSOR = new RegExp(`^(\\d{4}-\\d{2}-\\d{2})_(\\d{1,14})_(${UUID})$`)
const DECISION_CURSOR = new RegExp(`^(\\d{1,14})_(${UUID})$`)

function readApprovalCursor(cursor: string): ApprovalPosition {
  const [, date = '', atMs, id = ''] = APPROVAL_CURSOR.exec(cursor) ?? []
  if (!isLocalDate(date)) throw noCursor()
  return { date, createdAt: new Date(Number(atMs)), id }
}

function readDecisionCursor(cursor: string): DecisionPosition {
  const [, atMs, id] = DECISION_CURSOR.exec(cursor) ?? []
  if (id === undefined) throw noCursor()
  return { at: new Date(Number(atMs)), id }
}

function noCursor(): ApiProblem {
  return invalidQuery([{ path: '/cursor', reason: 'is none of a next link' }])
}

/** The row stays locked until the decision is written: of two approvers at once exactly one decides. */
export const decideApproval: Handler<'decideApproval'> = ({ database, caller, now, newId, id, body }) =>
  database.transact(async (queries) => {
    const [stored] = await lockAll(queries, [id])
    const decision = decisionOn(stored, body, caller.user)
    const [decided] = await writeDecisions(queries, [decision], { by: caller.user, at: now, newId })
    return { status: 200, body: wireEntry(decided ?? decision.stored) }
  })

/** Each on its own, but in one transaction: all rows are locked until every decision is written. */
export const decideApprovals: Handler<'decideApprovals'> = (call) =>
  answerOnce('decideApprovals', call, async ({ queries, now, newId }) => {
    const by = call.caller.user
    const items = call.body.map((item) => ({ ...item, id: item.id.toLowerCase() }))
    const locked = await lockAll(
      queries,
      items.map(({ id }) => id),
    )
    const stored = new Map(locked.map((row) => [row.id, row]))
    const outcomes = items.map((item) => ({ id: item.id, outcome: outcomeOf(stored.get(item.id), item, by) }))
    const decisions = outcomes.flatMap(({ outcome }) => (outcome instanceof ApiProblem ? [] : [outcome]))
    const written = new Map(
      (await writeDecisions(queries, decisions, { by, at: now, newId })).map((row) => [row.id, row]),
    )
    const body = outcomes.map(({ id, outcome }): DecisionResult => {
      if (!(outcome instanceof ApiProblem))
        return { id, status: 200, entry: wireEntry(written.get(id) ?? outcome.stored) }
      const { faults, ...problem } = outcome.toDocument()
      return { id, status: problem.status, problem: { ...problem, ...(faults && { faults: [...faults] }) } }
    })
    return { status: 200, body }
  })

function outcomeOf(
  stored: EntryRow | undefined,
  item: DecisionsBody[number],
  by: string,
): DecidedEntry | ApiProblem {
  try {
    return decisionOn(stored, item, by)
  } catch (error) {
    if (error instanceof ApiProblem) return error
    throw error
  }
}

interface AskedDecision {
  readonly decision: 'approved' | 'rejected'
  readonly comment?: string | null | undefined
  readonly version?: number | undefined
}

/** Throws why it cannot be decided so. */
function decisionOn(
  stored: EntryRow | undefined,
  { decision, comment, version }: AskedDecision,
  by: string,
): DecidedEntry {
  if (!stored || stored.deletedAt) throw entryNotFound()
  if (stored.userId === by) {
    throw new ApiProblem('own-entry', { detail: 'Somebody else must decide on your entry' })
  }
  refuseDraft(stored)
  refuseDecided(stored)
  refuseStale(stored, version === undefined ? null : (current) => current === version)
  return { stored, decision, comment: comment || null }
}

/** Of a decision whose record does not say what it was about. What is no longer submitted is its owner's business. */
function seenNow({ date, minutes, project, note, status, deletedAt }: EntryRow): Seen {
  const isOwnersAlone = status === 'draft' || deletedAt !== null
  return isOwnersAlone ? { date, minutes: 0, project: null, note: '' } : { date, minutes, project, note }
}

/** What is in it is its owner's business until it is submitted. */
function refuseDraft({ status }: EntryRow): void {
  if (status !== 'draft') return
  throw new ApiProblem('not-submitted', { detail: 'The entry is not submitted, or was recalled' })
}

function refuseDecided(stored: EntryRow): void {
  if (stored.status === 'submitted') return
  throw new ApiProblem('already-decided', {
    detail: `The entry is ${stored.status} already`,
    current: wireEntry(stored),
    ...(stored.reviewBy !== null &&
      stored.reviewAt !== null && { decided: { by: stored.reviewBy, at: stored.reviewAt.toISOString() } }),
  })
}

export const listDecisions: Handler<'listDecisions'> = async ({ database, caller, query }) => {
  const { limit, cursor } = query
  const rows = await listDecisionsBy(database.queries, caller.user, {
    after: cursor === undefined ? undefined : readDecisionCursor(cursor),
    limit: limit && limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.length < rows.length ? page.at(-1)?.review : undefined
  return {
    status: 200,
    body: page.map(
      ({ review, entry, userName }): WireDecision => ({
        id: review.id,
        entry_id: review.entryId,
        user_id: entry.userId,
        user_name: userName,
        ...(review.seen ?? seenNow(entry)),
        decision: review.decision,
        comment: review.comment,
        at: review.at.toISOString(),
        version_seen: review.versionSeen,
      }),
    ),
    ...(last && { headers: linkToNext(query, `${last.at.getTime()}_${last.id}`) }),
  }
}
