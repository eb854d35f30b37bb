import { receivedEntry, receivedProject, wireContent } from '../../contract/entry.ts'
import { ROUTES, type RouteName } from '../../contract/routes.ts'
import { z } from '../../contract/zod.ts'
import type { EntryContent } from '../../domain/entry.ts'
import { fail } from '../../domain/failure.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import { accountKey } from '../account.ts'
import type { Session } from '../auth/session.ts'
import type { TokenSession } from '../auth/vault.ts'
import type { Fetch } from '../bounded-fetch.ts'
import { failWithAnswer } from './api-failure.ts'

/** More than this is no timesheet: the list is refused rather than worked on. */
const MAX_ROWS = 20_000

const RECEIVED = {
  entry: receivedEntry,
  entries: z.array(receivedEntry).check(z.maxLength(MAX_ROWS)),
  projects: z.array(receivedProject).check(z.maxLength(MAX_ROWS)),
}

interface Call {
  readonly id?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** The version that a change or deletion is meant for (`If-Match`). */
  readonly version?: number
  readonly idempotencyKey?: string
}

export interface ClientDeps {
  readonly fetch: Fetch
  readonly session: Session
  /** Whose calls these are: never sent with the tokens of somebody who signed in meanwhile. */
  readonly account: string
}

export type ApiClient = ReturnType<typeof createApiClient>

/** The Timesheets API as methods. Each throws AppError; a 401 renews the session once and is tried once more. */
export function createApiClient(deps: ClientDeps) {
  const received = async <Schema extends z.ZodMiniType>(
    route: RouteName,
    call: Call,
    schema: Schema,
  ): Promise<z.output<Schema>> => {
    const response = await authorized(deps, route, call)
    const parsed = schema.safeParse(await readJson(response))
    return parsed.success
      ? parsed.data
      : fail('bad-answer', { detail: `${ROUTES[route].path}: unexpected shape` })
  }

  return {
    listEntries: (from: LocalDate) => received('listTimesheets', { query: { from } }, RECEIVED.entries),
    listProjects: () => received('listProjects', {}, RECEIVED.projects),
    listApprovals: () => received('listApprovals', {}, RECEIVED.entries),
    createEntry: (id: string, content: EntryContent, idempotencyKey: string) =>
      received('createTimesheet', { body: { id, ...wireContent(content) }, idempotencyKey }, RECEIVED.entry),
    changeEntry: (id: string, content: EntryContent, version: number, idempotencyKey: string) =>
      received(
        'changeTimesheet',
        { id, body: wireContent(content), version, idempotencyKey },
        RECEIVED.entry,
      ),
    deleteEntry: async (id: string, version: number) => {
      await authorized(deps, 'deleteTimesheet', { id, version })
    },
    decide: (
      id: string,
      decision: { decision: string; comment: string | null; version: number },
      key: string,
    ) =>
      received(
        'decideApproval',
        {
          id,
          body: {
            decision: decision.decision,
            version: decision.version,
            ...(decision.comment && { comment: decision.comment }),
          },
          idempotencyKey: key,
        },
        RECEIVED.entry,
      ),
  }
}

async function authorized(deps: ClientDeps, route: RouteName, call: Call): Promise<Response> {
  const session = ownSession(await deps.session.fresh(), deps.account)
  const first = await send(deps.fetch, session, route, call)
  if (first.status !== 401) return await accepted(first)
  const renewed = ownSession(await deps.session.renew(session.accessToken), deps.account)
  return await accepted(await send(deps.fetch, renewed, route, call))
}

function ownSession(session: TokenSession, account: string): TokenSession {
  return accountKey(session) === account ? session : fail('signed-out')
}

async function accepted(response: Response): Promise<Response> {
  return response.ok ? response : await failWithAnswer(response)
}

async function send(fetch: Fetch, session: TokenSession, route: RouteName, call: Call): Promise<Response> {
  const { method, path } = ROUTES[route]
  const filled = path.replace('{id}', encodeURIComponent(call.id ?? ''))
  const url = new URL(session.apiUrl.replace(/\/$/, '') + filled)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: `Bearer ${session.accessToken}`,
  }
  if (call.body !== undefined) headers['content-type'] = 'application/json'
  if (call.version !== undefined) headers['if-match'] = `"${call.version}"`
  if (call.idempotencyKey !== undefined) headers['idempotency-key'] = call.idempotencyKey
  return await fetch(url.href, {
    method,
    headers,
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
  })
}

/** A 200 with HTML is no receipt for anything: a captive portal answered in the API's place. */
async function readJson(response: Response): Promise<unknown> {
  const mediaType = response.headers.get('content-type') ?? ''
  if (!/^application\/(json|[\w.+-]+\+json)\b/i.test(mediaType))
    return fail('bad-answer', { detail: mediaType.slice(0, 100) })
  return await response.json().catch((cause: unknown) => fail('bad-answer', { cause }))
}
