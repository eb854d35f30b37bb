import type { Worker } from '@playwright/test'
import { sql } from 'drizzle-orm'
import type { Database } from '../../src/server/store/database.ts'

const AT_ONCE = 500
const LOOK_EVERY_MS = 20
const TIMEOUT_MS = 120_000

/** Milliseconds from the first decision that is in the database to the last one. */
export async function timeDecisions(count: number, { queries }: Database): Promise<number> {
  const startedMs = performance.now()
  let firstMs: number | null = null
  for (;;) {
    const rows = await queries.execute(sql`select count(*)::int as decided from reviews`)
    const [{ decided } = { decided: 0 }] = (rows as { rows: { decided: number }[] }).rows
    const nowMs = performance.now()
    if (decided > 0) firstMs ??= nowMs
    if (decided >= count) return nowMs - (firstMs ?? nowMs)
    if (nowMs > startedMs + TIMEOUT_MS) throw new Error(`Only ${decided} of ${count} are decided.`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

export interface BareDecisions {
  readonly url: string
  readonly token: string
  readonly ids: readonly string[]
}

/** One batch after the other, and nothing else; they run in the worker. */
export async function decideAll(worker: Worker, decisions: BareDecisions): Promise<void> {
  await worker.evaluate(
    async ({ url, token, ids, atOnce }) => {
      for (let from = 0; from < ids.length; from += atOnce) {
        const items = ids
          .slice(from, from + atOnce)
          .map((id) => ({ id, version: 1, decision: 'approved' as const }))
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            accept: 'application/json',
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': crypto.randomUUID(),
          },
          body: JSON.stringify(items),
          credentials: 'omit',
          cache: 'no-store',
        })
        const results = (await response.json()) as { status: number }[]
        const refused = results.find(({ status }) => status !== 200)
        if (refused) throw new Error(`A decision was refused: ${JSON.stringify(refused)}`)
      }
    },
    { ...decisions, atOnce: AT_ONCE },
  )
}
