import type { ApprovalView } from '../../contract/snapshot.ts'
import { decidedHere } from '../outbox/operations.ts'
import {
  type Database,
  type DecidedMarks,
  type LocalApproval,
  type Operation,
  readSingleton,
} from './database.ts'
import { readApprovals } from './stored-approvals.ts'

/** What a page can take at once beside what a snapshot carries. */
const MOST_MORE = 4_000

/** What still waits for a decision, the oldest day first. */
export async function readOpenApprovals(
  database: Database,
  account: string,
): Promise<readonly LocalApproval[]> {
  const transaction = database.transaction(['approvals', 'singletons'])
  const stores = {
    approvals: transaction.objectStore('approvals'),
    singletons: transaction.objectStore('singletons'),
  }
  const [approvals, outbox, decided] = await Promise.all([
    readApprovals(database, stores, account),
    database.getAllFromIndex('outbox', 'account', account),
    readSingleton(database, 'decided'),
  ])
  return openApprovals(approvals, outbox, decided)
}

/** Neither decided on here and still to be told, nor told and not heard of since. */
function openApprovals(
  approvals: readonly LocalApproval[],
  outbox: readonly Operation[],
  decided: DecidedMarks | null,
): readonly LocalApproval[] {
  const told = new Set(decided?.marks.flatMap(({ ids }) => ids))
  const untold = decidedHere(outbox)
  return approvals.filter(({ id }) => !told.has(id) && !untold.has(id)).sort(oldestFirst)
}

/** Those after the first `skip`, which the snapshot carries, and whether that is all. */
export async function readMoreApprovals(
  database: Database,
  account: string,
  skip: number,
): Promise<{ readonly approvals: readonly ApprovalView[]; readonly truncated: boolean }> {
  const more = (await readOpenApprovals(database, account)).slice(skip)
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

function oldestFirst(a: LocalApproval, b: LocalApproval): number {
  return compare(a.entry.date, b.entry.date) || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
