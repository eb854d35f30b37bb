import { and, asc, desc, eq, gte, inArray, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { LocalDate } from '../../domain/local-date.ts'
import { tickChangeClock } from './change-clock.ts'
import type { Queries } from './database.ts'
import { type EntryRow, entries, people, reviews, type Seen } from './schema.ts'

/** A place in the order of the approvals: by day, then by when they were made. */
export interface ApprovalPosition {
  readonly date: LocalDate
  readonly createdAt: Date
  readonly id: string
}

export interface ApprovalFilter {
  readonly status: 'submitted' | 'approved' | 'rejected'
  readonly userId?: string | undefined
  readonly from?: LocalDate | undefined
  readonly to?: LocalDate | undefined
  readonly after?: ApprovalPosition | undefined
  readonly limit?: number | undefined
}

/** Entries of other people than `approverId`, oldest day first, with their owner's name where it is known. */
export function listForApprover(queries: Queries, approverId: string, filter: ApprovalFilter) {
  const { status, userId, from, to, after, limit } = filter
  const list = queries
    .select({ entry: entries, userName: people.name })
    .from(entries)
    .leftJoin(people, eq(people.userId, entries.userId))
    .where(
      and(
        eq(entries.status, status),
        isNull(entries.deletedAt),
        ne(entries.userId, approverId),
        userId === undefined ? undefined : eq(entries.userId, userId),
        from === undefined ? undefined : gte(entries.date, from),
        to === undefined ? undefined : lte(entries.date, to),
        after && isAfter(after),
      ),
    )
    .orderBy(asc(entries.date), asc(entries.createdAt), asc(entries.id))
  return limit === undefined ? list : list.limit(limit)
}

function isAfter({ date, createdAt, id }: ApprovalPosition) {
  const sameDay = eq(entries.date, date)
  return or(
    sql`${entries.date} > ${date}`,
    and(sameDay, sql`${entries.createdAt} > ${createdAt.toISOString()}`),
    and(sameDay, eq(entries.createdAt, createdAt), sql`${entries.id} > ${id}`),
  )
}

/** What these people have handed in for these days, waiting or approved; drafts are their owner's own business. */
export function listHandedIn(
  queries: Queries,
  userIds: readonly string[],
  days: readonly LocalDate[],
): Promise<EntryRow[]> {
  return queries
    .select()
    .from(entries)
    .where(and(handedInBy(userIds), inArray(entries.date, [...days])))
}

export interface ProjectWeek {
  readonly userId: string
  readonly project: string | null
  readonly projectId: string | null
  /** A Monday. */
  readonly monday: LocalDate
  readonly minutes: number
}

/** What each of these people has handed in on each project, by week. */
export function sumProjectWeeks(
  queries: Queries,
  userIds: readonly string[],
  { from, before }: { readonly from: LocalDate; readonly before: LocalDate },
): Promise<ProjectWeek[]> {
  const monday = sql<LocalDate>`to_char(date_trunc('week', ${entries.date}::timestamp), 'YYYY-MM-DD')`
  const { userId, project, projectId } = entries
  return queries
    .select({ userId, project, projectId, monday, minutes: sql<number>`sum(${entries.minutes})::int` })
    .from(entries)
    .where(and(handedInBy(userIds), gte(entries.date, from), lt(entries.date, before)))
    .groupBy(userId, project, projectId, monday)
}

function handedInBy(userIds: readonly string[]): SQL | undefined {
  return and(
    inArray(entries.userId, [...userIds]),
    inArray(entries.status, ['submitted', 'approved']),
    isNull(entries.deletedAt),
  )
}

/** The rows, tombstones included, locked in one order for everybody until the transaction ends. */
export function lockAll(queries: Queries, ids: readonly string[]): Promise<EntryRow[]> {
  return queries
    .select()
    .from(entries)
    .where(inArray(entries.id, [...ids]))
    .orderBy(asc(entries.id))
    .for('update')
}

export interface DecidedEntry {
  readonly stored: EntryRow
  readonly decision: 'approved' | 'rejected'
  readonly comment: string | null
}

/**
 * Writes decisions on rows that the caller has locked, and an audit record of each.
 *
 * @returns the rows as stored, their `updatedAt` put forward to their owners' change clocks
 */
export async function writeDecisions(
  queries: Queries,
  decided: readonly DecidedEntry[],
  { by, at, newId }: { readonly by: string; readonly at: Date; readonly newId: () => string },
): Promise<EntryRow[]> {
  if (decided.length === 0) return []
  const clocks = new Map<string, Date>()
  // In one order for everybody: whoever else wants several of these locks asks for them in the same.
  for (const userId of [...new Set(decided.map(({ stored }) => stored.userId))].sort())
    clocks.set(userId, await tickChangeClock(queries, userId, at))
  const rows = decided.map(
    ({ stored, decision, comment }): EntryRow => ({
      ...stored,
      status: decision,
      reviewBy: by,
      reviewAt: at,
      reviewComment: comment,
      version: stored.version + 1,
      updatedAt: clocks.get(stored.userId) ?? at,
    }),
  )
  await updateReviewed(queries, rows)
  await queries.insert(reviews).values(
    decided.map(({ stored, decision, comment }) => ({
      id: newId(),
      entryId: stored.id,
      by,
      at,
      decision,
      comment,
      versionSeen: stored.version,
      seen: seenOf(stored),
    })),
  )
  return rows
}

export function seenOf({ date, minutes, project, note }: EntryRow): Seen {
  return { date, minutes, project, note }
}

/** All in one statement: a statement apiece would take most of a batch's time. */
async function updateReviewed(queries: Queries, rows: readonly EntryRow[]): Promise<void> {
  const changes = rows.map(({ id, status, reviewBy, reviewAt, reviewComment, version, updatedAt }) => ({
    id,
    status,
    review_by: reviewBy,
    review_at: reviewAt,
    review_comment: reviewComment,
    version,
    updated_at: updatedAt,
  }))
  await queries.execute(sql`
    update entries set status = changed.status, review_by = changed.review_by, review_at = changed.review_at,
      review_comment = changed.review_comment, version = changed.version, updated_at = changed.updated_at
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as changed (id uuid, status text, review_by text,
      review_at timestamptz, review_comment text, version integer, updated_at timestamptz)
    where entries.id = changed.id`)
}

/** A place in the order of somebody's decisions. */
export interface DecisionPosition {
  readonly at: Date
  readonly id: string
}

/** What this approver has decided, the latest first. */
export function listDecisionsBy(
  queries: Queries,
  by: string,
  { after, limit }: { readonly after?: DecisionPosition | undefined; readonly limit?: number | undefined },
) {
  const list = queries
    .select({ review: reviews, entry: entries, userName: people.name })
    .from(reviews)
    .innerJoin(entries, eq(entries.id, reviews.entryId))
    .leftJoin(people, eq(people.userId, entries.userId))
    .where(
      and(
        eq(reviews.by, by),
        after &&
          or(
            sql`${reviews.at} < ${after.at.toISOString()}`,
            and(eq(reviews.at, after.at), sql`${reviews.id} < ${after.id}`),
          ),
      ),
    )
    .orderBy(desc(reviews.at), desc(reviews.id))
  return limit === undefined ? list : list.limit(limit)
}
