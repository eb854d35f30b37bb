import type { Worker } from '@playwright/test'
import { sql } from 'drizzle-orm'
import type { DemoServers } from '../../src/demo/build-extension.ts'
import type { Credentials } from '../../src/demo/sign-in-window.ts'
import type { Database } from '../../src/server/store/database.ts'
import { createProofs } from './bare-proofs.ts'
import { freshAccessToken } from './bare-session.ts'

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

interface BareBatch {
  readonly body: string
  readonly proof: string
}

export interface BareDecisions {
  readonly url: string
  readonly token: string
  readonly batches: readonly BareBatch[]
}

/** The batches that the extension sends, with a proof for each that is signed already. */
export async function prepareDecisions(
  servers: DemoServers,
  manager: Credentials,
  ids: readonly string[],
): Promise<BareDecisions> {
  const prove = await createProofs()
  const token = await freshAccessToken(servers, await prove('POST', `${servers.issuer}/token`), manager)
  const url = `${servers.apiUrl}/approvals/batch`
  const batches: BareBatch[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const items = ids.slice(from, from + AT_ONCE).map((id) => ({ id, version: 1, decision: 'approved' }))
    batches.push({ body: JSON.stringify(items), proof: await prove('POST', url, token) })
  }
  return { url, token, batches }
}

/** One batch after the other, and nothing else; they run in the worker. */
export async function decideAll(worker: Worker, decisions: BareDecisions): Promise<void> {
  await worker.evaluate(async ({ url, token, batches }) => {
    for (const { body, proof } of batches) {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          accept: 'application/json',
          authorization: `DPoP ${token}`,
          dpop: proof,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        body,
        credentials: 'omit',
        cache: 'no-store',
      })
      const results = (await response.json()) as { status: number }[]
      const refused = results.find(({ status }) => status !== 200)
      if (refused) throw new Error(`A decision was refused: ${JSON.stringify(refused)}`)
    }
  }, decisions)
}
