import type { ReceivedEntry } from '../../contract/entry.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import type { Capabilities } from '../../domain/permissions.ts'
import { ApiRefusal } from '../api/api-failure.ts'
import type { ApiClient } from '../api/client.ts'
import { type Database, isOnScreen } from '../store/database.ts'
import { type Author, localEntry } from './outbox.ts'

export interface PullDeps {
  readonly database: Database
  readonly client: ApiClient
  readonly now: () => number
}

/** Fetches what the popup shows from `from` on. Never overwrites what waits here, nor what changed meanwhile. */
export async function pullAll(
  author: Author,
  can: Capabilities,
  from: LocalDate,
  deps: PullDeps,
): Promise<void> {
  if (can.read) {
    const askedAtMs = deps.now()
    const [projects, entries] = await Promise.all([
      deps.client.listProjects().catch(noneWhereNotOffered),
      deps.client.listEntries(from),
    ])
    await replaceProjects(author, projects, deps.database)
    await mergeEntries(author, entries, from, askedAtMs, deps.database)
  }
  if (can.approve) {
    const askedAtMs = deps.now()
    const approvals = await deps.client.listApprovals()
    await mergeApprovals(author, approvals, askedAtMs, deps.database)
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

async function mergeEntries(
  { account }: Author,
  received: readonly ReceivedEntry[],
  from: LocalDate,
  askedAtMs: number,
  database: Database,
): Promise<void> {
  const transaction = database.transaction(['entries', 'outbox', 'singletons'], 'readwrite')
  if (!(await isOnScreen(transaction.objectStore('singletons'), account))) return await transaction.done
  const entries = transaction.objectStore('entries')
  const pending = new Set(
    (await transaction.objectStore('outbox').index('account').getAll(account)).map(({ entryId }) => entryId),
  )
  const arrived = new Map(received.map(({ userName: _, ...entry }) => [entry.id, entry]))
  for (const local of await entries.index('account').getAll(account)) {
    const isOurs = pending.has(local.id) || local.changedAtMs >= askedAtMs
    const server = arrived.get(local.id)
    if (isOurs) arrived.delete(local.id)
    // Approved or rejected meanwhile: the pending change will be refused or not, but the status shows at once.
    if (isOurs && server && pending.has(local.id)) {
      await entries.put({ ...local, entry: { ...local.entry, status: server.status, review: server.review } })
    }
    if (!isOurs && !server && (local.deleted || local.entry.date >= from))
      await entries.delete([account, local.id])
  }
  for (const entry of arrived.values()) await entries.put(localEntry({ account }, entry, entry, askedAtMs))
  await transaction.done
}

async function mergeApprovals(
  { account }: Author,
  received: readonly ReceivedEntry[],
  askedAtMs: number,
  database: Database,
): Promise<void> {
  const transaction = database.transaction(['approvals', 'outbox', 'singletons'], 'readwrite')
  if (!(await isOnScreen(transaction.objectStore('singletons'), account))) return await transaction.done
  const approvals = transaction.objectStore('approvals')
  const pending = new Set(
    (await transaction.objectStore('outbox').index('account').getAll(account)).map(({ entryId }) => entryId),
  )
  const arrived = new Map(received.map((entry) => [entry.id, entry]))
  for (const local of await approvals.index('account').getAll(account)) {
    const isOurs = pending.has(local.id) || local.changedAtMs >= askedAtMs
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
