import type { ReceivedEntry } from '../../contract/entry.ts'
import type { Capabilities } from '../../domain/permissions.ts'
import { ApiRefusal } from '../api/api-failure.ts'
import type { ApiClient } from '../api/client.ts'
import { type Database, isOnScreen } from '../store/database.ts'
import type { Author } from './operations.ts'
import { type PullDeps, pullEntries } from './pull-entries.ts'
import { pullWeeks } from './pull-weeks.ts'
import { changedSince } from './received-changes.ts'

/** Fetches what is new. Never overwrites what waits here, nor what changed meanwhile. */
export async function pullAll(author: Author, can: Capabilities, deps: PullDeps): Promise<void> {
  if (can.read) {
    const projects = await deps.client.listProjects().catch(noneWhereNotOffered)
    await replaceProjects(author, projects, deps.database)
    await pullEntries(author.account, deps)
    if (deps.profile?.submit) await pullWeeks(author.account, deps)
  }
  if (can.approve) {
    const askedAtMs = deps.now()
    const approvals = await deps.client.listApprovals()
    await mergeApprovals(author, approvals, askedAtMs, deps)
  }
}

/** The base profile has no list of projects. */
function noneWhereNotOffered(error: unknown): [] {
  if (error instanceof ApiRefusal && error.code === 'not-found') return []
  throw error
}

async function replaceProjects(
  { account }: Author,
  projects: Awaited<ReturnType<ApiClient['listProjects']>>,
  database: Database,
): Promise<void> {
  const transaction = database.transaction(['projects', 'singletons'], 'readwrite')
  if (!(await isOnScreen(transaction.objectStore('singletons'), account))) return await transaction.done
  const stored = transaction.objectStore('projects')
  for (const key of await stored.index('account').getAllKeys(account)) await stored.delete(key)
  for (const project of projects) await stored.put({ ...project, account })
  await transaction.done
}

async function mergeApprovals(
  { account }: Author,
  received: readonly ReceivedEntry[],
  askedAtMs: number,
  { database, now }: PullDeps,
): Promise<void> {
  const nowMs = now()
  const transaction = database.transaction(['approvals', 'outbox', 'singletons'], 'readwrite')
  if (!(await isOnScreen(transaction.objectStore('singletons'), account))) return await transaction.done
  const approvals = transaction.objectStore('approvals')
  const pending = new Set(
    (await transaction.objectStore('outbox').index('account').getAll(account)).map(({ entryId }) => entryId),
  )
  const arrived = new Map(received.map((entry) => [entry.id, entry]))
  for (const local of await approvals.index('account').getAll(account)) {
    const isOurs = pending.has(local.id) || changedSince(askedAtMs, nowMs, local)
    if (isOurs) arrived.delete(local.id)
    else if (!arrived.has(local.id)) await approvals.delete([account, local.id])
  }
  for (const { userName, ...entry } of arrived.values()) {
    await approvals.put({
      account,
      id: entry.id,
      entry,
      userName,
      decided: false,
      failure: null,
      failureDetail: null,
      changedAtMs: askedAtMs,
    })
  }
  await transaction.done
}
