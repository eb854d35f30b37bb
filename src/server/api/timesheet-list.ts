import { TOMBSTONE_DAYS } from '../../contract/routes.ts'
import { readChangeClock } from '../store/change-clock.ts'
import type { Queries } from '../store/database.ts'
import { type ChangePosition, hasDeletions, listEntries, wireEntry, wireTombstone } from '../store/entries.ts'
import type { Call, Handler } from './call.ts'
import { ApiProblem, invalidQuery } from './problem.ts'

type Query = Call<'listTimesheets'>['query']

/**
 * Oldest change first: what changes while somebody pages comes again, further on. A walk through all pages thus
 * ends with everything as it was at its end, and the time in `Updated-Until` continues it without a gap.
 */
export const listTimesheets: Handler<'listTimesheets'> = async ({ database, caller, now, query }) => {
  const { queries } = database
  // Before the rows: what is written between the two reads is later than this, and comes with the next walk.
  const latest = await readChangeClock(queries, caller.user)
  const since = await readSince(queries, caller.user, query, latest, now)
  const { from, to, limit, cursor } = query
  const after = cursor === undefined ? since && { at: since, id: LAST_ID } : readCursor(cursor)
  const rows = await listEntries(queries, caller.user, {
    from,
    to,
    after,
    deletedSince: since,
    limit: limit && limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.length < rows.length ? page.at(-1) : undefined
  return {
    status: 200,
    body: page.map((row) => (row.deletedAt ? wireTombstone(row) : wireEntry(row))),
    headers: last
      ? linkToNext(query, { at: last.updatedAt, id: last.id }, latest)
      : updatedUntil(query, latest),
  }
}

/** RFC 9562, section 5.10: no entry has it, and none comes after it. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const DAY_MS = 24 * 60 * 60 * 1000

/** The time that is asked for; a later one than the last change means that one, so that a wrong clock misses nothing. */
async function readSince(
  queries: Queries,
  userId: string,
  { updated_since }: Query,
  latest: Date | null,
  now: Date,
): Promise<Date | undefined> {
  if (updated_since === undefined) return undefined
  const atMs = Math.min(Date.parse(updated_since), latest?.getTime() ?? 0)
  const since = new Date(Math.max(atMs, 0))
  const forgotten = new Date(now.getTime() - TOMBSTONE_DAYS * DAY_MS)
  if (since < forgotten && (await hasDeletions(queries, userId, since, forgotten))) {
    throw new ApiProblem('updates-expired', {
      detail: `Deletions are told for ${TOMBSTONE_DAYS} days`,
    })
  }
  return since
}

/** A reference of a query alone, which holds under whatever address and path this API is reached. */
function linkToNext(query: Query, last: ChangePosition, latest: Date | null): Record<string, string> {
  // What is deleted while a first walk is under way must come to it as a tombstone.
  const since = isRange(query) || latest === null ? {} : { updated_since: latest.toISOString() }
  const members = Object.entries({ ...since, ...query, cursor: writeCursor(last) })
  const next = new URLSearchParams(members.map(([name, value]) => [name, String(value)]))
  return { Link: `<?${next}>; rel="next"` }
}

function updatedUntil(query: Query, latest: Date | null): Record<string, string> {
  return isRange(query) || latest === null ? {} : { 'Updated-Until': latest.toISOString() }
}

function isRange({ from, to }: Query): boolean {
  return (from ?? to) !== undefined
}

function writeCursor({ at, id }: ChangePosition): string {
  return `${at.getTime()}_${id}`
}

function readCursor(cursor: string): ChangePosition {
  const [, atMs, id] = /^(\d{1,14})_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.exec(cursor) ?? []
  if (atMs === undefined || id === undefined) {
    throw invalidQuery([{ path: '/cursor', reason: 'is none of a next link' }])
  }
  return { at: new Date(Number(atMs)), id }
}
