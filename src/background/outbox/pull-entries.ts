import { fail } from '../../domain/failure.ts'
import type { ApiProfile } from '../../domain/permissions.ts'
import { ApiRefusal } from '../api/api-failure.ts'
import type { ApiClient, EntryPage } from '../api/client.ts'
import { type Database, isOnScreen } from '../store/database.ts'
import type { PullPosition } from '../store/stored-pull.ts'
import { createReceiver, openPullTransaction } from './received-changes.ts'

export interface PullDeps {
  readonly database: Database
  readonly client: ApiClient
  /** Epoch milliseconds. */
  readonly now: () => number
  /** What the server offers; null while that is unknown. */
  readonly profile: ApiProfile | null
}

const PAGE = { limit: '500' } as const
/** A walk that is longer leads nowhere. */
const MAX_PAGES = 200

/**
 * Takes over what has changed on the server since the last pull, or everything where there was none, page by page.
 * A page and the place to go on from are stored in one transaction: a pull that was stopped anywhere, or that
 * another one overtakes, goes on from there.
 *
 * A server of the base profile sends everything in one page and no time to continue from: each pull is a first one.
 */
export async function pullEntries(account: string, deps: PullDeps): Promise<void> {
  const { database, client, now } = deps
  let mayBeginAnew = true
  for (let isDone = false; !isDone; ) {
    const position = (await database.get('positions', account)) ?? null
    if (position && position.pages >= MAX_PAGES) {
      await database.delete('positions', account)
      return fail('bad-answer', { detail: `a list of more than ${MAX_PAGES} pages` })
    }
    const askedAtMs = now()
    const page = await client.listEntries(position?.query ?? PAGE).catch((error: unknown) => {
      if (position && mayBeginAnew && isUnknownPlace(error)) return null
      throw error
    })
    if (page) isDone = await storePage({ account, position, askedAtMs }, page, deps)
    else {
      mayBeginAnew = false
      await database.delete('positions', account)
    }
  }
}

/** The server does not remember deletions from that far back, or not its own cursor. */
function isUnknownPlace(error: unknown): boolean {
  return error instanceof ApiRefusal && (error.code === 'not-found' || error.code === 'invalid-entry')
}

interface Asked {
  readonly account: string
  readonly position: PullPosition | null
  readonly askedAtMs: number
}

/** True at the end of the walk, and where the account has left meanwhile. */
async function storePage(asked: Asked, page: EntryPage, deps: PullDeps): Promise<boolean> {
  const { account, position, askedAtMs } = asked
  const transaction = openPullTransaction(deps.database)
  const positions = transaction.objectStore('positions')
  const isTheirs = await isOnScreen(transaction.objectStore('singletons'), account)
  // Another pull was faster, and this page may be older than what that one has stored.
  const isOvertaken = !isSamePlace(position, (await positions.get(account)) ?? null)
  if (!isTheirs || isOvertaken) {
    await transaction.done
    return !isTheirs
  }
  const receiver = await createReceiver(account, transaction, deps.profile, deps.now())
  await receiver.takeHeld()
  const expected = position?.unseen ?? (await receiver.idsBefore(askedAtMs))
  await receiver.takeAll(page.rows, askedAtMs)
  const seen = new Set(page.rows.map(({ id }) => id))
  const unseen = expected.filter((id) => !seen.has(id))
  if (page.next === null) await receiver.takeAbsent(unseen, walkedFrom(asked))

  const next = positionAfter(asked, page, unseen)
  if (next) await positions.put(next)
  else await positions.delete(account)
  await transaction.done
  return page.next === null
}

function walkedFrom({ position, askedAtMs }: Asked): number {
  return position?.walkedFromMs ?? askedAtMs
}

function isSamePlace(a: PullPosition | null, b: PullPosition | null): boolean {
  return JSON.stringify([a?.query, a?.pages]) === JSON.stringify([b?.query, b?.pages])
}

/** Null: the next pull begins with everything. */
function positionAfter(
  asked: Asked,
  { next, until }: EntryPage,
  unseen: readonly string[],
): PullPosition | null {
  const { account, position } = asked
  if (next)
    return {
      ...{ account, query: next, pages: (position?.pages ?? 0) + 1, unseen },
      walkedFromMs: walkedFrom(asked),
    }
  // A server whose time went back has lost what it had, and is not the one of which this device knows the state.
  const since = position?.query.updated_since
  if (until === null || (since !== undefined && Date.parse(until) < Date.parse(since))) return null
  return { account, query: { ...PAGE, updated_since: until }, pages: 0, unseen: [] }
}
