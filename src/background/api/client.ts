import { ADDRESSES, type RouteName } from '../../contract/addresses.ts'
import { readApiProfile } from '../../contract/api-profile.ts'
import {
  type ReceivedChange,
  receivedChange,
  receivedEntry,
  receivedProject,
  wireContent,
} from '../../contract/entry.ts'
import { listOf } from '../../contract/list.ts'
import {
  type ReceivedApproval,
  receivedApprovals,
  receivedDecisions,
  receivedHistory,
} from '../../contract/received-approval.ts'
import { receivedSubmission, receivedWeek } from '../../contract/week.ts'
import { lazily, z } from '../../contract/zod.ts'
import type { EntryContent } from '../../domain/entry.ts'
import { fail } from '../../domain/failure.ts'
import type { IsoWeek } from '../../domain/iso-week.ts'
import type { ApiProfile } from '../../domain/permissions.ts'
import { accountKey } from '../account.ts'
import type { Session } from '../auth/session.ts'
import type { TokenSession } from '../auth/vault.ts'
import { failWithAnswer } from './api-failure.ts'
import { nextQuery, type Query } from './next-page.ts'
import { sendWithToken, type TokenCallDeps } from './token-call.ts'

const RECEIVED = {
  entry: receivedEntry,
  changes: lazily(() => listOf(receivedChange())),
  projects: lazily(() => listOf(receivedProject())),
  /** RFC 3339. */
  time: lazily(() => z.iso.datetime({ offset: true }).check(z.maxLength(40))),
}

const DRAFT = { status: 'draft' } as const

/** A page of the entries or, with `updated_since`, of what has changed. */
export interface EntryPage {
  readonly rows: readonly ReceivedChange[]
  /** The query of the next page; null on the last. */
  readonly next: Query | null
  /** The `updated_since` to continue with after the last page; null from a server that does not know of it. */
  readonly until: string | null
}

export interface ApprovalPage {
  readonly rows: readonly ReceivedApproval[]
  /** The query of the next page; null on the last. */
  readonly next: Query | null
}

interface Call {
  readonly id?: string
  readonly week?: IsoWeek
  readonly query?: Query
  readonly body?: unknown
  /** The version that a change or deletion is meant for (`If-Match`). */
  readonly version?: number
  readonly idempotencyKey?: string
}

export interface ClientDeps extends TokenCallDeps {
  readonly session: Session
  /** Whose calls these are: never sent with the tokens of somebody who signed in meanwhile. */
  readonly account: string
}

export type ApiClient = ReturnType<typeof createApiClient>

/** The Timesheets API as methods. Each throws AppError; a 401 renews the session once and is tried once more. */
export function createApiClient(deps: ClientDeps) {
  const received = async <Schema extends z.ZodMiniType>(route: RouteName, call: Call, schema: () => Schema) =>
    await readBody(route, (await authorized(deps, route, call)).response, schema)

  const changeSubmission = async (route: 'submitWeek' | 'recallWeek', week: IsoWeek) => {
    const { response } = await authorized(deps, route, { week })
    if (response.status === 204) return []
    return (await readBody(route, response, receivedSubmission)).entries
  }

  return {
    /** What the server offers, from its OpenAPI document (no token needed). Throws `bad-answer` where that is none. */
    readProfile: async (): Promise<ApiProfile> => {
      const { apiUrl } = ownSession(await deps.session.fresh(), deps.account)
      const headers = { accept: 'application/json' }
      const url = addressOf(apiUrl, '/openapi.json')
      const { response } = await accepted({ url, response: await deps.fetch(url.href, { headers }) })
      const document = await readJson(response)
      return readApiProfile(document) ?? fail('bad-answer', { detail: '/openapi.json: unexpected shape' })
    },
    /** Throws `bad-answer` too where the next page is another server's. */
    listEntries: async (query: Query): Promise<EntryPage> => {
      const { response, url } = await authorized(deps, 'listTimesheets', { query })
      const until = RECEIVED.time().safeParse(response.headers.get('updated-until'))
      return {
        rows: await readBody('listTimesheets', response, RECEIVED.changes),
        next: nextQuery(response.headers.get('link'), url),
        until: until.success ? until.data : null,
      }
    },
    listProjects: () => received('listProjects', {}, RECEIVED.projects),
    listApprovals: async (query: Query): Promise<ApprovalPage> => {
      const { response, url } = await authorized(deps, 'listApprovals', { query })
      const rows = await readBody('listApprovals', response, receivedApprovals)
      return { rows, next: nextQuery(response.headers.get('link'), url) }
    },
    /** `asDraft` where the server knows of submissions. */
    createEntry: (id: string, content: EntryContent, idempotencyKey: string, asDraft = false) =>
      received(
        'createTimesheet',
        { body: { id, ...wireContent(content), ...(asDraft && DRAFT) }, idempotencyKey },
        RECEIVED.entry,
      ),
    changeEntry: (
      id: string,
      content: EntryContent,
      version: number,
      idempotencyKey: string,
      asDraft = false,
    ) =>
      received(
        'changeTimesheet',
        { id, body: { ...wireContent(content), ...(asDraft && DRAFT) }, version, idempotencyKey },
        RECEIVED.entry,
      ),
    deleteEntry: async (id: string, version: number) => {
      const { response } = await authorized(deps, 'deleteTimesheet', { id, version })
      // Only this answer has no body that would show whose it is: a captive portal says 200, too.
      if (response.status !== 204) return fail('bad-answer', { detail: `${response.status} to a deletion` })
    },
    readWeek: (week: IsoWeek) => received('readWeek', { week }, receivedWeek),
    /** Resolves to the entries of that week as they are now, as far as the server sends them. */
    submitWeek: (week: IsoWeek) => changeSubmission('submitWeek', week),
    recallWeek: (week: IsoWeek) => changeSubmission('recallWeek', week),
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
    /** One's own decisions, the latest first. */
    listDecisions: async (query: Query) => {
      const { response, url } = await authorized(deps, 'listDecisions', { query })
      const rows = await readBody('listDecisions', response, receivedHistory)
      return { rows, next: nextQuery(response.headers.get('link'), url) }
    },
    /** In the order asked; at most 500 at once. */
    decideAll: async (items: readonly AskedDecision[], key: string) => {
      const body = items.map(({ comment, ...item }) => ({ ...item, ...(comment && { comment }) }))
      const results = await received('decideApprovals', { body, idempotencyKey: key }, receivedDecisions)
      const isAnswer = results.length === items.length && items.every(({ id }, at) => results[at]?.id === id)
      return isAnswer ? results : fail('bad-answer', { detail: 'the answer is about other decisions' })
    },
  }
}

export interface AskedDecision {
  readonly id: string
  readonly version: number
  readonly decision: 'approved' | 'rejected'
  readonly comment: string | null
}

interface Exchange {
  readonly url: URL
  readonly response: Response
}

async function authorized(deps: ClientDeps, route: RouteName, call: Call): Promise<Exchange> {
  const session = ownSession(await deps.session.fresh(), deps.account)
  const first = await send(deps, session, route, call)
  if (first.response.status !== 401) return await accepted(first)
  const renewed = ownSession(await deps.session.renew(session.accessToken), deps.account)
  return await accepted(await send(deps, renewed, route, call))
}

function ownSession(session: TokenSession, account: string): TokenSession {
  return accountKey(session) === account ? session : fail('signed-out')
}

async function accepted(exchange: Exchange): Promise<Exchange> {
  return exchange.response.ok ? exchange : await failWithAnswer(exchange.response)
}

async function send(
  deps: ClientDeps,
  session: TokenSession,
  route: RouteName,
  call: Call,
): Promise<Exchange> {
  const { method, path } = ADDRESSES[route]
  const filled = path.replace('{id}', encodeURIComponent(call.id ?? '')).replace('{week}', call.week ?? '')
  const url = addressOf(session.apiUrl, filled)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  const headers = new Headers({ accept: 'application/json' })
  if (call.body !== undefined) headers.set('content-type', 'application/json')
  if (call.version !== undefined) headers.set('if-match', `"${call.version}"`)
  if (call.idempotencyKey !== undefined) headers.set('idempotency-key', call.idempotencyKey)
  const body = call.body === undefined ? undefined : JSON.stringify(call.body)
  return { url, response: await sendWithToken(deps, session, { method, url, headers, body }) }
}

async function readBody<Schema extends z.ZodMiniType>(
  route: RouteName,
  response: Response,
  schema: () => Schema,
): Promise<z.output<Schema>> {
  const parsed = schema().safeParse(await readJson(response))
  return parsed.success
    ? parsed.data
    : fail('bad-answer', { detail: `${ADDRESSES[route].path}: unexpected shape` })
}

function addressOf(apiUrl: string, path: string): URL {
  return new URL(apiUrl.replace(/\/$/, '') + path)
}

/** A 200 with HTML is no receipt for anything: a captive portal answered in the API's place. */
async function readJson(response: Response): Promise<unknown> {
  const mediaType = response.headers.get('content-type') ?? ''
  if (!/^application\/(json|[\w.+-]+\+json)\b/i.test(mediaType))
    return fail('bad-answer', { detail: mediaType.slice(0, 100) })
  return await response.json().catch((cause: unknown) => fail('bad-answer', { cause }))
}
