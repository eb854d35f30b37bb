import { uuidV7 } from '../../src/domain/uuid.ts'
import type { Random } from './random.ts'
import type { WireAnswer, WireRequest } from './server.ts'

/**
 * What stands before the real API. `full`: nothing. `own ids`: it honours `Idempotency-Key`, but gives each new entry an
 * id of its own, so that a creation which is repeated without the key is another entry. `base`: the base profile and no
 * more: numeric ids, no repeatable creation, no change, no deletion, no paging, no description of itself.
 */
export const SERVER_KINDS = ['full', 'own ids', 'base'] as const
export type ServerKind = (typeof SERVER_KINDS)[number]

export interface Front {
  /** The same call as the real API has it, or the answer where it has none. */
  toApi(request: WireRequest): WireRequest | WireAnswer
  fromApi(request: WireRequest, answer: WireAnswer): WireAnswer
  /** The id by which clients know this row of the database. */
  shownId(rowId: string): string
}

interface FrontDeps {
  readonly random: Random
  readonly nowMs: () => number
  /** A creation of `asked` is stored as `given`, which clients may know under `shown`. */
  readonly onGivenId: (asked: string, given: string, shown: string) => void
}

export function createFront(kind: ServerKind, deps: FrontDeps): Front {
  switch (kind) {
    case 'full':
      return { toApi: (request) => request, fromApi: (_request, answer) => answer, shownId: (id) => id }
    case 'own ids':
      return createOwnIds(deps)
    case 'base':
      return createBase(deps)
  }
}

function createOwnIds({ random, nowMs, onGivenId }: FrontDeps): Front {
  /** Or the same call again would have another body than the one that is kept with its key. */
  const givenUnder = new Map<string, string>()
  return {
    toApi: (request) => {
      if (!isCreation(request)) return request
      const body = JSON.parse(request.body ?? '') as { readonly id: string }
      const key = request.headers['idempotency-key']
      const given = givenUnder.get(key ?? '') ?? uuidV7(nowMs(), random.bytes(10))
      if (key !== undefined) givenUnder.set(key, given)
      onGivenId(body.id, given, given)
      return { ...request, body: JSON.stringify({ ...body, id: given }) }
    },
    // Its description names no id among what a new entry takes.
    fromApi: ({ path }, answer) =>
      path === '/openapi.json' ? { ...answer, body: answer.body.replaceAll('"id"', '"no-id"') } : answer,
    shownId: (id) => id,
  }
}

interface BaseBody {
  readonly id: string
  readonly date: string
  readonly project: string | null
  readonly hours: number
  readonly note: string
}

const NOT_OFFERED: WireAnswer = { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' }

function createBase({ random, nowMs, onGivenId }: FrontDeps): Front {
  /** In the order of their numbers, from 1. */
  const rowIds: string[] = []
  const numberOf = (rowId: string) => {
    if (!rowIds.includes(rowId)) rowIds.push(rowId)
    return rowIds.indexOf(rowId) + 1
  }
  const shown = ({ id, user_id, date, project, hours, approved }: Readonly<Record<string, unknown>>) => ({
    ...{ id: numberOf(String(id)), user_id, date, project, hours, approved },
  })

  return {
    toApi: (request) => {
      const { method, path } = request
      const [route = ''] = path.split('?')
      if (isCreation(request)) {
        const { id: asked, date, project, hours, note } = JSON.parse(request.body ?? '') as BaseBody
        const id = uuidV7(nowMs(), random.bytes(10))
        onGivenId(asked, id, String(numberOf(id)))
        // It keeps no note; the simulation alone has it, to know whose words became this row.
        const { 'idempotency-key': _, ...headers } = request.headers
        return { ...request, headers, body: JSON.stringify({ id, date, project, hours, note }) }
      }
      if (method === 'GET' && (route === '/timesheets' || route === '/approvals'))
        return { ...request, path: route }
      const decided = method === 'PUT' && /^\/approvals\/(\d+)$/.exec(route)
      if (decided) return { ...request, path: `/approvals/${rowIds[Number(decided[1]) - 1]}`, body: '{}' }
      return NOT_OFFERED
    },
    fromApi: (_request, { status, body }) => {
      const headers = { 'content-type': 'application/json' }
      if (status >= 400) return { status, headers, body }
      const said = JSON.parse(body) as Record<string, unknown> | Record<string, unknown>[]
      return { status, headers, body: JSON.stringify(Array.isArray(said) ? said.map(shown) : shown(said)) }
    },
    shownId: (id) => String(numberOf(id)),
  }
}

function isCreation({ method, path }: WireRequest): boolean {
  return method === 'POST' && path === '/timesheets'
}
