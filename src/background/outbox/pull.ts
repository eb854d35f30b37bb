import type { Capabilities } from '../../domain/permissions.ts'
import { ApiRefusal } from '../api/api-failure.ts'
import type { ApiClient } from '../api/client.ts'
import { type Database, isOnScreen } from '../store/database.ts'
import type { Author } from './operations.ts'
import { pullApprovals } from './pull-approvals.ts'
import { type PullDeps, pullEntries } from './pull-entries.ts'
import { pullWeeks } from './pull-weeks.ts'

/** Fetches what is new. Never overwrites what waits here, nor what changed meanwhile. */
export async function pullAll(author: Author, can: Capabilities, deps: PullDeps): Promise<void> {
  if (can.read) {
    const projects = await deps.client.listProjects().catch(noneWhereNotOffered)
    await replaceProjects(author, projects, deps.database)
    await pullEntries(author.account, deps)
    if (deps.profile?.submit) await pullWeeks(author.account, deps)
  }
  if (can.approve) await pullApprovals(author.account, deps)
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
