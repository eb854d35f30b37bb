import { and, asc, eq, gt, gte, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { WireEntry, WireTombstone } from '../../contract/wire-entry.ts'
import { tickChangeClock } from './change-clock.ts'
import type { Queries } from './database.ts'
import { days, type EntryRow, entries, reviews } from './schema.ts'

/** A place in the order of a person's changes. */
export interface ChangePosition {
  readonly at: Date
  readonly id: string
}

export interface EntryFilter {
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Only what comes after it. */
  readonly after?: ChangePosition | undefined
  /** Tombstones too, of what was deleted later than this. Without it there are none. */
  readonly deletedSince?: Date | undefined
  readonly limit?: number | undefined
}

/** A person's entries, oldest change first. */
export function listEntries(queries: Queries, userId: string, filter: EntryFilter): Promise<EntryRow[]> {
  const { from, to, after, deletedSince, limit } = filter
  const list = queries
    .select()
    .from(entries)
    .where(
      and(
        eq(entries.userId, userId),
        or(isNull(entries.deletedAt), deletedSince && gt(entries.updatedAt, deletedSince)),
        from === undefined ? undefined : gte(entries.date, from),
        to === undefined ? undefined : lte(entries.date, to),
        after && isAfter(after),
      ),
    )
    .orderBy(asc(entries.updatedAt), asc(entries.id))
  return limit === undefined ? list : list.limit(limit)
}

function isAfter({ at, id }: ChangePosition) {
  return or(gt(entries.updatedAt, at), and(eq(entries.updatedAt, at), gt(entries.id, id)))
}

/** Whether something of this person was deleted between the two. */
export async function hasDeletions(
  queries: Queries,
  userId: string,
  after: Date,
  until: Date,
): Promise<boolean> {
  const rows = await queries
    .select({ id: entries.id })
    .from(entries)
    .where(
      and(
        eq(entries.userId, userId),
        isNotNull(entries.deletedAt),
        gt(entries.updatedAt, after),
        lte(entries.updatedAt, until),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** The row, tombstones included, locked until the transaction ends so that of two changes one comes first. */
export async function lockEntry(queries: Queries, id: string): Promise<EntryRow | undefined> {
  const [row] = await queries.select().from(entries).where(eq(entries.id, id)).for('update')
  return row
}

/**
 * Undefined when the id is taken. Waits for a transaction that is about to take it.
 *
 * @returns the row as stored, its `updatedAt` put forward to the owner's change clock
 */
export async function insertEntry(queries: Queries, row: EntryRow): Promise<EntryRow | undefined> {
  const [inserted] = await queries
    .insert(entries)
    .values({ ...row, updatedAt: await tickChangeClock(queries, row.userId, row.updatedAt) })
    .onConflictDoNothing()
    .returning()
  return inserted
}

/** Writes the row, which the caller has locked; returns it as stored, as `insertEntry` does. */
export async function updateEntry(queries: Queries, row: EntryRow): Promise<EntryRow> {
  const updatedAt = await tickChangeClock(queries, row.userId, row.updatedAt)
  const stored = { ...row, updatedAt }
  await queries.update(entries).set(stored).where(eq(entries.id, row.id))
  return stored
}

/** A person's entries from one day to another, locked in one order for everybody until the transaction ends. */
export function lockEntries(
  queries: Queries,
  userId: string,
  { from, to }: { from: string; to: string },
): Promise<EntryRow[]> {
  return queries
    .select()
    .from(entries)
    .where(
      and(
        eq(entries.userId, userId),
        isNull(entries.deletedAt),
        gte(entries.date, from),
        lte(entries.date, to),
      ),
    )
    .orderBy(asc(entries.id))
    .for('update')
}

export async function insertReview(queries: Queries, row: typeof reviews.$inferInsert): Promise<void> {
  await queries.insert(reviews).values(row)
}

/**
 * Makes every other change of that person's day wait until this transaction ends. A row lock rather than an
 * advisory lock, because every database that speaks PostgreSQL's protocol honours one.
 */
export async function lockDay(queries: Queries, userId: string, date: string): Promise<void> {
  await queries
    .insert(days)
    .values({ userId, date })
    .onConflictDoUpdate({ target: [days.userId, days.date], set: { date: sql`excluded.date` } })
}

/** Minutes booked on that day; the caller holds its lock. */
export async function minutesOfDay(queries: Queries, userId: string, date: string): Promise<number> {
  const [row] = await queries
    .select({ total: sql<number>`coalesce(sum(${entries.minutes}), 0)::int` })
    .from(entries)
    .where(and(eq(entries.userId, userId), eq(entries.date, date), isNull(entries.deletedAt)))
  return row?.total ?? 0
}

export function wireEntry(row: EntryRow): WireEntry {
  return {
    id: row.id,
    user_id: row.userId,
    date: row.date,
    start: row.start,
    minutes: row.minutes,
    hours: row.minutes / 60,
    project: row.project,
    project_id: row.projectId,
    task: row.task,
    tags: [...row.tags],
    note: row.note,
    billable: row.billable,
    status: row.status,
    approved: row.status === 'approved',
    review:
      row.reviewBy === null || row.reviewAt === null
        ? null
        : { by: row.reviewBy, at: row.reviewAt.toISOString(), comment: row.reviewComment },
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    submitted_at: row.submittedAt?.toISOString() ?? null,
  }
}

export function wireTombstone({ id, version, updatedAt }: EntryRow): WireTombstone {
  return { id, deleted: true, version, updated_at: updatedAt.toISOString() }
}
