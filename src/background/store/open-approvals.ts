import type { ApprovalView } from '../../contract/snapshot.ts'
import { decidedHere } from '../outbox/operations.ts'
import {
  type Database,
  type DecidedMarks,
  type LocalApproval,
  type Operation,
  singletonIn,
} from './database.ts'
import { readApprovals } from './stored-approvals.ts'

/** What a page can take at once beside what a snapshot carries. */
const MOST_MORE = 4_000

/** What still waits: neither decided on here and still to be told, nor told and not heard of since. */
export function openApprovals(
  approvals: readonly LocalApproval[],
  outbox: readonly Operation[],
  decided: DecidedMarks | null,
): readonly LocalApproval[] {
  const told = new Set(decided?.marks.flatMap(({ ids }) => ids))
  const untold = decidedHere(outbox)
  return approvals.filter(({ id }) => !told.has(id) && !untold.has(id))
}

/** Those after the first `skip`, which the snapshot carries, and whether that is all. */
export async function readMoreApprovals(
  database: Database,
  account: string,
  skip: number,
): Promise<{ readonly approvals: readonly ApprovalView[]; readonly truncated: boolean }> {
  const transaction = database.transaction(['approvals', 'outbox', 'singletons'])
  const singletons = transaction.objectStore('singletons')
  const [approvals, outbox, decided] = await Promise.all([
    readApprovals(database, { approvals: transaction.objectStore('approvals'), singletons }, account),
    transaction.objectStore('outbox').index('account').getAll(account),
    singletonIn(singletons, 'decided'),
  ])
  const more = openApprovals(approvals, outbox, decided).slice(skip)
  return { approvals: more.slice(0, MOST_MORE).map(approvalView), truncated: more.length > MOST_MORE }
}

export function approvalView({
  entry,
  userName,
  flags,
  weekTargetMinutes,
  refusal,
}: LocalApproval): ApprovalView {
  return { ...entry, userName, flags, weekTargetMinutes, refusal }
}
