import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Fault, Problem } from '../../../src/contract/problem.ts'
import type { WireApproval } from '../../../src/contract/wire-approval.ts'
import type { WireEntry } from '../../../src/contract/wire-entry.ts'
import { type ApiOptions, createApi } from '../../../src/server/api/api.ts'
import { type Database, openDatabase } from '../../../src/server/store/database.ts'
import { insertProjects } from '../../../src/server/store/projects.ts'

export const ISSUER = 'https://login.exampleco.com/'
/** Where the address of a proof begins; `api.request` itself calls http://localhost. */
export const PUBLIC_URL = 'https://timesheets.exampleco.com/api'
export const API_AUDIENCE = 'https://timesheets.exampleco.com/api'
/** A Saturday. */
export const NOW = new Date('2026-11-21T12:00:00Z')
export const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'

export const EMPLOYEE = 'employee@exampleco.com'
export const CONTRACTOR = 'contractor@exampleco.com'
export const MANAGER = 'manager@exampleco.com'
export const DIRECTOR = 'director@exampleco.com'
const PERSON_SCOPES = 'read:timesheets create:timesheets delete:timesheets'
const SCOPES: Readonly<Record<string, string>> = {
  [EMPLOYEE]: PERSON_SCOPES,
  [CONTRACTOR]: PERSON_SCOPES,
  [MANAGER]: `${PERSON_SCOPES} approve:timesheets`,
  [DIRECTOR]: `${PERSON_SCOPES} approve:timesheets`,
  'timesheets-cron': 'batch:upload',
}

export const signingKey = await generateKeyPair('RS256')
export const otherKey = await generateKeyPair('RS256')
export const publicJwk = { ...(await exportJWK(signingKey.publicKey)), kid: 'one', alg: 'RS256' }

export interface TokenOptions {
  readonly key?: CryptoKey
  readonly header?: Record<string, unknown>
  readonly claims?: Record<string, unknown>
}

const nowSeconds = NOW.getTime() / 1000

export function signToken(user: string, { key = signingKey.privateKey, header, claims }: TokenOptions = {}) {
  return new SignJWT({
    iss: ISSUER,
    aud: API_AUDIENCE,
    sub: user,
    iat: nowSeconds,
    exp: nowSeconds + 600,
    scope: SCOPES[user] ?? '',
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'at+jwt', ...header })
    .sign(key)
}

export interface Sending {
  readonly body?: unknown
  readonly raw?: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  readonly ifMatch?: string
  readonly key?: string
}

interface ApiDescription {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

interface Operation {
  readonly security: readonly [{ readonly accessToken: readonly string[] }]
}

/** All that any answer has: each test looks at the members that its own route answers, and says literally what they are. */
type AnswerBody = readonly WireApproval[] &
  Omit<WireEntry, 'status'> &
  Omit<Problem, 'status'> & { readonly faults: readonly Fault[] } & ApiDescription

export interface Received {
  readonly status: number
  readonly headers: Headers
  readonly body: AnswerBody
}

export interface TestApi {
  readonly database: Database
  /** As `user`; null sends no token. */
  send(user: string | null, method: string, path: string, sending?: Sending): Promise<Received>
  /** With this `Authorization` header. */
  sendWith(authorization: string | null, method: string, path: string, sending?: Sending): Promise<Received>
  readonly errors: unknown[]
  close(): Promise<void>
}

export async function startTestApi(options: Partial<ApiOptions> = {}, url?: string): Promise<TestApi> {
  const database = options.database ?? (await openDatabase({ url }))
  await database.transact((queries) =>
    insertProjects(queries, [
      { id: 'acme-website', name: 'Website', client: 'Acme', tasks: ['Design'], archived: false },
      { id: 'orbit-support', name: 'Support', client: 'Orbit', tasks: [], archived: false },
    ]),
  )
  const errors: unknown[] = []
  const api = createApi({
    database,
    issuer: ISSUER,
    audience: API_AUDIENCE,
    publicUrl: PUBLIC_URL,
    keys: createLocalJWKSet({ keys: [publicJwk] }),
    allowedOrigins: [ORIGIN, 'moz-extension://*'],
    now: () => NOW,
    logError: (error) => errors.push(error),
    ...options,
  })
  const sendWith: TestApi['sendWith'] = async (authorization, method, path, sending = {}) => {
    const { body, raw, ifMatch, key } = sending
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const response = await api.request(path, {
      method,
      headers: {
        ...(authorization !== null && { Authorization: authorization }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(ifMatch !== undefined && { 'If-Match': ifMatch }),
        ...(key !== undefined && { 'Idempotency-Key': key }),
        ...sending.headers,
      },
      ...(payload !== undefined && { body: payload as BodyInit }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
  }
  return {
    database,
    errors,
    sendWith,
    send: async (user, method, path, sending) =>
      sendWith(user === null ? null : `Bearer ${await signToken(user)}`, method, path, sending),
    close: () => database.close(),
  }
}

/** A fresh id for each call, in the order of the calls. */
export function newId(): string {
  count += 1
  return `01a1fcbb-0000-7000-8000-${String(count).padStart(12, '0')}`
}
let count = 0
