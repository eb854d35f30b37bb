import { and, asc, eq, gte, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import type { WireEntry } from '../../contract/entry.ts'
import type { Queries } from './database.ts'
import { days, type EntryRow, entries, people, reviews } from './schema.ts'

export interface DateRange {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** A person's entries, deleted ones left out, oldest day first. */
export function listEntries(queries: Queries, userId: string, range: DateRange): Promise<EntryRow[]> {
  return queries
    .select()
    .from(entries)
    .where(
      and(
        eq(entries.userId, userId),
        isNull(entries.deletedAt),
        range.from === undefined ? undefined : gte(entries.date, range.from),
        range.to === undefined ? undefined : lte(entries.date, range.to),
      ),
    )
    .orderBy(asc(entries.date), asc(entries.createdAt), asc(entries.id))
}

/** Entries that wait for a decision, oldest first, without those of `approverId`. */
export async function listWaiting(queries: Queries, approverId: string) {
  const rows = await queries
    .select({ entry: entries, userName: people.name })
    .from(entries)
    .leftJoin(people, eq(people.userId, entries.userId))
    .where(
      and(
        inArray(entries.status, ['draft', 'submitted']),
        isNull(entries.deletedAt),
        ne(entries.userId, approverId),
      ),
    )
    .orderBy(asc(entries.date), asc(entries.createdAt), asc(entries.id))
  return rows
}

/** The row, tombstones included, locked until the transaction ends so that of two changes one comes first. */
export async function lockEntry(queries: Queries, id: string): Promise<EntryRow | undefined> {
  const [row] = await queries.select().from(entries).where(eq(entries.id, id)).for('update')
  return row
}

/** Undefined when the id is taken. Waits for a transaction that is about to take it. */
export async function insertEntry(queries: Queries, row: EntryRow): Promise<EntryRow | undefined> {
  const [inserted] = await queries.insert(entries).values(row).onConflictDoNothing().returning()
  return inserted
}

/** Writes the row as it is given; the caller has locked it. */
export async function updateEntry(queries: Queries, row: EntryRow): Promise<void> {
  await queries.update(entries).set(row).where(eq(entries.id, row.id))
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
