import { eq, sql } from 'drizzle-orm'
import type { Queries } from './database.ts'
import { changeClocks } from './schema.ts'

/**
 * The time to write as a change's `updated_at`: `now`, or a millisecond after this person's last change where that
 * is later.
 *
 * The row stays locked until the transaction ends, so of two changes of one person the later one waits for the
 * earlier one to be committed before it gets its time. Whoever can see a change can therefore see all that were
 * stamped before it, whatever the clocks of the servers say: reading on from a time misses nothing.
 */
export async function tickChangeClock(queries: Queries, userId: string, now: Date): Promise<Date> {
  const [clock] = await queries
    .insert(changeClocks)
    .values({ userId, at: now })
    .onConflictDoUpdate({
      target: changeClocks.userId,
      set: { at: sql`greatest(excluded.at, ${changeClocks.at} + interval '1 millisecond')` },
    })
    .returning({ at: changeClocks.at })
  if (!clock) throw new Error('an upsert returned no row')
  return clock.at
}

/** When this person's entries changed last; null when they never did. */
export async function readChangeClock(queries: Queries, userId: string): Promise<Date | null> {
  const [clock] = await queries.select().from(changeClocks).where(eq(changeClocks.userId, userId))
  return clock?.at ?? null
}
