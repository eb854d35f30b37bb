import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import type { RouteName } from '../../contract/addresses.ts'
import { describeApi } from '../../contract/openapi.ts'
import { ROUTES, type Route } from '../../contract/routes.ts'
import { z } from '../../contract/zod.ts'
import { uuidV7 } from '../../domain/uuid.ts'
import type { WeekTargets } from '../../domain/week-check.ts'
import { TARGET_DAY_MINUTES, TARGET_WEEK_MINUTES } from '../../domain/week-totals.ts'
import { isAllowedOrigin } from '../allowed-origin.ts'
import type { Database } from '../store/database.ts'
import { keepPersonName } from '../store/projects.ts'
import { type AccessRequest, type AccessRules, createAccessCheck } from './access.ts'
import type { Caller } from './access-token.ts'
import type { Answer } from './call.ts'
import { invalidProof } from './challenge.ts'
import { type ApprovalRules, USUAL_RULES } from './flags.ts'
import { HANDLERS } from './handlers.ts'
import { ApiProblem } from './problem.ts'
import { createProofMemory } from './proof-memory.ts'
import { createRateLimit } from './rate-limit.ts'
import { readInput } from './request.ts'
import { versionTag } from './versions.ts'

export interface ApiOptions extends AccessRules {
  readonly database: Database
  /** Exact origins, or all of a scheme (`moz-extension://*`). */
  readonly allowedOrigins: readonly string[]
  readonly now?: () => Date
  /** Per user. */
  readonly requestsPerMinute?: number
  /** What a person should book; 40 hours a week and 8 a day unless told otherwise. */
  readonly targets?: Partial<WeekTargets>
  /** What approvers are told of; 10 hours a day and 50 a week unless told otherwise, no holidays. */
  readonly approvalRules?: Partial<ApprovalRules>
  /** Receives what no client is told. */
  readonly logError?: (error: unknown) => void
}

const GENEROUS_REQUESTS_PER_MINUTE = 1200
const TARGETS: WeekTargets = { targetMinutes: TARGET_WEEK_MINUTES, dayTargetMinutes: TARGET_DAY_MINUTES }

/** The Timesheets API as a function from Request to Response. */
export function createApi(options: ApiOptions): Hono {
  const { allowedOrigins, logError = console.error } = options
  z.config(z.locales.en())
  const api = new Hono()
  api.use(
    cors({
      origin: (origin) => (isAllowedOrigin(origin, allowedOrigins) ? origin : null),
      allowMethods: ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'],
      allowHeaders: ['Authorization', 'Content-Type', 'If-Match', 'Idempotency-Key', 'DPoP'],
      exposeHeaders: [
        'ETag',
        'Link',
        'Updated-Until',
        'Retry-After',
        'WWW-Authenticate',
        'DPoP-Nonce',
        'Date',
      ],
      maxAge: 600,
    }),
    async (context, next) => {
      await next()
      context.res.headers.set('Cache-Control', 'no-store')
      context.res.headers.set('X-Content-Type-Options', 'nosniff')
    },
  )
  api.get('/openapi.json', (context) => context.json(description()))
  const serve = createRouteServer(options)
  for (const [name, route] of Object.entries(ROUTES) as [RouteName, Route][]) {
    api.on(route.method, route.path.replace(/\{(\w+)\}/, ':$1'), (context) => serve(name, context))
  }
  api.notFound((context) => unknownRoute(context.req.path).toResponse())
  api.onError((error) => {
    const problem = error instanceof ApiProblem ? error : new ApiProblem('internal-error', { cause: error })
    const response = problem.toResponse()
    if (response.status >= 500) logError(problem.cause)
    return response
  })
  return api
}

/** Made once, when it is first asked for: it never changes, and costs more than most answers. */
let described: ReturnType<typeof describeApi> | null = null
function description() {
  described ??= describeApi()
  return described
}

function createRouteServer(options: ApiOptions) {
  const { database, now: clock = () => new Date() } = options
  const checkAccess = createAccessCheck(options)
  const targets = { ...TARGETS, ...options.targets }
  const approvalRules = { ...USUAL_RULES, ...options.approvalRules }
  const rememberProof = createProofMemory()
  const countRequest = createRateLimit(options.requestsPerMinute ?? GENEROUS_REQUESTS_PER_MINUTE)
  const rememberName = createNameKeeper(database)

  return async (name: RouteName, context: Context): Promise<Response> => {
    const now = clock()
    const { caller, proof, nextNonce } = await checkAccess(accessRequest(context), ROUTES[name].scope, now)
    // Counted first, so that nobody can fill the memory of proofs.
    countRequest(caller.user, now)
    if (proof && !rememberProof(proof, now)) throw invalidProof('it was used before')
    if (nextNonce !== null) context.res.headers.set('DPoP-Nonce', nextNonce)
    await rememberName(caller)
    const input = await readInput(ROUTES[name], context.req)
    const newId = () => uuidV7(clock().getTime(), randomBytes(10))
    // The input was read with the schemas of this very route, which the types cannot follow by name.
    const handle = HANDLERS[name] as (call: unknown) => Promise<Answer>
    return toResponse(await handle({ database, caller, now, newId, targets, approvalRules, ...input }))
  }
}

function accessRequest({ req }: Context): AccessRequest {
  return {
    method: req.method,
    path: new URL(req.url).pathname,
    authorization: req.header('authorization'),
    proof: req.header('dpop'),
  }
}

/** Writes a name only when it differs from the last one seen. */
function createNameKeeper(database: Database): (caller: Caller) => Promise<void> {
  const known = new Map<string, string>()
  return async ({ user, name }) => {
    if (name === null || known.get(user) === name) return
    await database.transact((queries) => keepPersonName(queries, user, name))
    known.set(user, name)
  }
}

function toResponse({ status, body, headers }: Answer): Response {
  if (status === 204) return new Response(null, { status })
  const version = z.safeParse(versioned, body)
  return Response.json(body, {
    status,
    headers: { ...headers, ...(version.success && { ETag: versionTag(version.data.version) }) },
  })
}

const versioned = z.object({ version: z.int() })

function unknownRoute(path: string): ApiProblem {
  const methods = (Object.values(ROUTES) as Route[])
    .filter((route) => matchesPath(route.path, path))
    .map(({ method }) => method)
  if (path === '/openapi.json') methods.push('GET')
  if (methods.length === 0) return new ApiProblem('not-found', { detail: 'There is no such address' })
  return new ApiProblem('method-not-allowed', { headers: { Allow: [...new Set(methods)].join(', ') } })
}

function matchesPath(template: string, path: string): boolean {
  const wanted = template.split('/')
  const given = path.split('/')
  const matches = (part: string, index: number) =>
    part.startsWith('{') ? Boolean(given[index]) : part === given[index]
  return wanted.length === given.length && wanted.every(matches)
}
