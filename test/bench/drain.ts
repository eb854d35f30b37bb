import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import type { Page, Worker } from '@playwright/test'
import type { DemoServers } from '../../src/demo/build-extension.ts'
import { addDays } from '../../src/domain/local-date.ts'
import { uuidV7 } from '../../src/domain/uuid.ts'
import { createProofs } from './bare-proofs.ts'
import { freshAccessToken } from './bare-session.ts'
import { ADDED } from './full-store.ts'

export const DRAINED_ENTRIES = 500
/** Few enough on each day that the day has room for them. */
const DAYS = 20
const AT_ONCE = 20

interface Capture {
  readonly id: string
  readonly content: object
}

/** Entries as the popup captures them, of one minute each. */
export function makeCaptures(run: string): readonly Capture[] {
  const today = Temporal.Now.plainDateISO().toString()
  return Array.from({ length: DRAINED_ENTRIES }, (_, index) => ({
    id: uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
    content: {
      date: addDays(today, -(index % DAYS)),
      start: null,
      minutes: 1,
      project: 'Website',
      projectId: 'acme-website',
      task: null,
      tags: ['review'],
      note: `${ADDED} ${run} ${index}, with a note as long as such notes are`,
      billable: true,
    },
  }))
}

/** Through the popup's own command; the API must not be running. */
export async function captureOffline(popup: Page, captures: readonly Capture[]): Promise<void> {
  for (let from = 0; from < captures.length; from += AT_ONCE) {
    const replies = await popup.evaluate(
      (inputs) =>
        Promise.all(inputs.map((input) => chrome.runtime.sendMessage({ command: 'capture-entry', input }))),
      captures.slice(from, from + AT_ONCE),
    )
    const refused = (replies as { ok: boolean }[]).find(({ ok }) => !ok)
    if (refused) throw new Error(`An entry was not captured: ${JSON.stringify(refused)}`)
  }
}

interface BareCall {
  readonly key: string
  readonly body: string
  readonly proof: string
}

export interface BareCalls {
  readonly url: string
  readonly token: string
  readonly calls: readonly BareCall[]
}

/** The same calls as `captures` lead to, with a proof for each that is signed already. */
export async function prepareCalls(servers: DemoServers, captures: readonly Capture[]): Promise<BareCalls> {
  const prove = await createProofs()
  const token = await freshAccessToken(servers, await prove('POST', `${servers.issuer}/token`))
  const url = `${servers.apiUrl}/timesheets`
  const calls: BareCall[] = []
  for (const { id, content } of captures) {
    const proof = await prove('POST', url, token)
    calls.push({ key: crypto.randomUUID(), body: bodyOf(id, content), proof })
  }
  return { url, token, calls }
}

/** One after the other, and nothing else; they run in the worker. */
export async function postAll(worker: Worker, bare: BareCalls): Promise<void> {
  await worker.evaluate(async ({ url, token, calls }) => {
    for (const { key, body, proof } of calls) {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          accept: 'application/json',
          authorization: `DPoP ${token}`,
          dpop: proof,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body,
        credentials: 'omit',
        cache: 'no-store',
      })
      const text = await response.text()
      if (response.status !== 201) throw new Error(`${response.status}: ${text}`)
    }
  }, bare)
}

function bodyOf(id: string, content: object): string {
  const { projectId, ...rest } = content as { projectId: string }
  return JSON.stringify({ id, ...rest, project_id: projectId })
}

/** Milliseconds from the first addition that reaches the API, which runs in this process, to the answer to the last. */
export async function timeAdditions(count: number, cause: () => Promise<unknown>): Promise<number> {
  const { promise: done, resolve } = Promise.withResolvers<number>()
  let firstMs: number | null = null
  let answered = 0
  const isAddition = (request: IncomingMessage) => request.method === 'POST' && request.url === '/timesheets'
  const onStart = (message: unknown) => {
    if (isAddition((message as { request: IncomingMessage }).request)) firstMs ??= performance.now()
  }
  const onFinish = (message: unknown) => {
    if (!isAddition((message as { request: IncomingMessage }).request)) return
    answered += 1
    if (answered === count) resolve(performance.now() - (firstMs ?? Number.NaN))
  }
  subscribe('http.server.request.start', onStart)
  subscribe('http.server.response.finish', onFinish)
  try {
    const [elapsedMs] = await Promise.all([done, cause()])
    return elapsedMs
  } finally {
    unsubscribe('http.server.request.start', onStart)
    unsubscribe('http.server.response.finish', onFinish)
  }
}
