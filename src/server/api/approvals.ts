import { insertReview, listWaiting, lockEntry, updateEntry, wireEntry } from '../store/entries.ts'
import type { EntryRow } from '../store/schema.ts'
import type { Handler } from './call.ts'
import { ApiProblem } from './problem.ts'
import { entryNotFound, refuseStale } from './versions.ts'

export const listApprovals: Handler<'listApprovals'> = async ({ database, caller }) => {
  const waiting = await listWaiting(database.queries, caller.user)
  return {
    status: 200,
    body: waiting.map(({ entry, userName }) => ({ ...wireEntry(entry), user_name: userName })),
  }
}

/** The row stays locked until the decision is written: of two approvers at once exactly one decides. */
export const decideApproval: Handler<'decideApproval'> = ({ database, caller, now, newId, id, body }) =>
  database.transact(async (queries) => {
    const stored = await lockEntry(queries, id)
    if (!stored || stored.deletedAt) throw entryNotFound()
    if (stored.userId === caller.user) {
      throw new ApiProblem('own-entry', { detail: 'Somebody else must decide on your entry' })
    }
    refuseDraft(stored)
    refuseDecided(stored)
    const { version } = body
    refuseStale(stored, version === undefined ? null : (current) => current === version)

    const comment = body.comment || null
    const decided = await updateEntry(queries, {
      ...stored,
      status: body.decision,
      reviewBy: caller.user,
      reviewAt: now,
      reviewComment: comment,
      version: stored.version + 1,
      updatedAt: now,
    })
    await insertReview(queries, {
      id: newId(),
      entryId: id,
      by: caller.user,
      at: now,
      decision: body.decision,
      comment,
      versionSeen: stored.version,
    })
    return { status: 200, body: wireEntry(decided) }
  })

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
