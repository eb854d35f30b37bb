import type { Database, DecidedMarks, LocalApproval, SingletonStore } from './database.ts'

interface Known {
  readonly account: string
  readonly revision: number
  readonly approvals: readonly LocalApproval[]
}

/** What was read last, by the connection: thousands take longer to read than anything that is done with them. */
const known = new WeakMap<Database, Known>()

/** Of one transaction. */
interface Stores {
  readonly approvals: { index(name: 'account'): { getAll(account: string): Promise<LocalApproval[]> } }
  readonly singletons: Pick<SingletonStore, 'get'>
}

/** All that was last heard to wait, decided on or not, oldest day first; read anew only when something has changed in it. */
export async function readApprovals(
  database: Database,
  stores: Stores,
  account: string,
): Promise<readonly LocalApproval[]> {
  const revision = await revisionIn(stores.singletons)
  const before = known.get(database)
  if (before?.account === account && before.revision === revision) return before.approvals
  const approvals = (await stores.approvals.index('account').getAll(account)).sort(oldestFirst)
  known.set(database, { account, revision, approvals })
  return approvals
}

/** Belongs to each change of the stored approvals, in its transaction. */
export async function noteApprovalsChange(singletons: Pick<SingletonStore, 'get' | 'put'>): Promise<void> {
  await singletons.put((await revisionIn(singletons)) + 1, 'approvalsRevision')
}

async function revisionIn(singletons: Pick<SingletonStore, 'get'>): Promise<number> {
  return ((await singletons.get('approvalsRevision')) as number | undefined) ?? 0
}

/**
 * Notes what the server has been told. They stay marked until a list that was asked for later: an earlier one must not
 * bring them back. One record for all of them, and not a change of each.
 */
export async function markDecided(
  singletons: Pick<SingletonStore, 'get' | 'put'>,
  account: string,
  ids: readonly string[],
  atMs: number,
): Promise<void> {
  if (ids.length === 0) return
  const marks = await decidedMarks(singletons, account)
  await singletons.put({ account, marks: [...marks, { ids, atMs }] }, 'decided')
}

export async function decidedMarks(
  singletons: Pick<SingletonStore, 'get'>,
  account: string,
): Promise<DecidedMarks['marks']> {
  const stored = (await singletons.get('decided')) as DecidedMarks | undefined
  return stored?.account === account ? stored.marks : []
}

function oldestFirst(a: LocalApproval, b: LocalApproval): number {
  return compare(a.entry.date, b.entry.date) || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
