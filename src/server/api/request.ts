import type { HonoRequest } from 'hono'
import { MAX_BODY_BYTES, type Route } from '../../contract/routes.ts'
import { z } from '../../contract/zod.ts'
import { type IsoWeek, isIsoWeek } from '../../domain/iso-week.ts'
import type { VersionMatch } from './call.ts'
import { ApiProblem, invalidBody } from './problem.ts'
import { readBody, readQuery } from './request-body.ts'
import { entryNotFound, readIfMatch } from './versions.ts'

interface Input {
  readonly id: string
  readonly week: IsoWeek
  readonly query: unknown
  readonly body: unknown
  readonly ifMatch: VersionMatch | null
  readonly idempotencyKey: string | null
}

/** Reads everything that a route takes from a request; the cheap checks come before the body. */
export async function readInput(route: Route, request: HonoRequest): Promise<Input> {
  const id = request.param('id') ?? ''
  if (route.path.includes('{id}') && !z.uuid().safeParse(id).success) throw entryNotFound()
  const week = request.param('week') ?? ''
  if (route.path.includes('{week}') && !isIsoWeek(week)) throw weekNotFound()
  const ifMatch = route.ifMatch ? readIfMatch(request.header('if-match')) : null
  const idempotencyKey = route.idempotent ? readIdempotencyKey(request.header('idempotency-key')) : null
  const query = route.query && readQuery(route.query, request.url)
  const body =
    route.body &&
    (await readBody(request.raw, route.body, {
      maxBytes: route.maxBodyBytes ?? MAX_BODY_BYTES,
      optional: route.bodyOptional === true,
    }))
  return { id: id.toLowerCase(), week, query, body, ifMatch, idempotencyKey }
}

function weekNotFound(): ApiProblem {
  return new ApiProblem('not-found', { detail: 'There is no such week; they are named 2026-W48' })
}

const MAX_KEY_LENGTH = 255

function readIdempotencyKey(header: string | undefined): string | null {
  if (header === undefined) return null
  if (header.length >= 1 && header.length <= MAX_KEY_LENGTH) return header
  throw invalidBody([
    { path: '', reason: `Idempotency-Key must have between 1 and ${MAX_KEY_LENGTH} characters` },
  ])
}
