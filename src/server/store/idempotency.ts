import { and, eq } from 'drizzle-orm'
import type { Queries } from './database.ts'
import { idempotencyKeys } from './schema.ts'

export interface KeptAnswer {
  readonly requestHash: string
  readonly status: number
  readonly answer: unknown
}

/**
 * Claims the key for this transaction; a second claim waits for the first one's end.
 *
 * @returns null when the key was free, otherwise the answer kept with it
 */
export async function claimKey(
  queries: Queries,
  claim: { userId: string; key: string; requestHash: string; createdAt: Date },
): Promise<KeptAnswer | null> {
  const [claimed] = await queries
    .insert(idempotencyKeys)
    .values(claim)
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  if (claimed) return null
  const [kept] = await queries.select().from(idempotencyKeys).where(keyIs(claim))
  // A row without status cannot be seen: it is written in the transaction that sets the status.
  return kept ? { requestHash: kept.requestHash, status: kept.status ?? 0, answer: kept.answer } : null
}

export async function keepAnswer(
  queries: Queries,
  claim: { userId: string; key: string },
  answer: { status: number; answer: unknown },
): Promise<void> {
  await queries.update(idempotencyKeys).set(answer).where(keyIs(claim))
}

function keyIs({ userId, key }: { userId: string; key: string }) {
  return and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.key, key))
}
