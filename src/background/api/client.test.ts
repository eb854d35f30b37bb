import { beforeEach, describe, expect, it } from 'vitest'
import type { EntryContent } from '../../domain/entry.ts'
import { AppError } from '../../domain/failure.ts'
import type { Session } from '../auth/session.ts'
import type { TokenSession } from '../auth/vault.ts'
import { boundedFetch } from '../bounded-fetch.ts'
import { createApiClient } from './client.ts'

const SESSION: TokenSession = {
  issuer: 'https://issuer.example',
  clientId: 'timejot',
  apiUrl: 'https://api.example/v1/',
  resource: '',
  sub: 'employee',
  scopes: [],
  accessToken: 'first-token',
  expiresAtMs: 0,
  refreshToken: null,
}
const ACCOUNT = 'https://issuer.example|employee'
const ID = '0190a4a0-0000-7000-8000-000000000001'
const OTHER_ID = '0190a4a0-0000-7000-8000-000000000002'
const CONTENT: EntryContent = {
  date: '2026-11-20',
  start: null,
  minutes: 90,
  project: 'Website',
  projectId: 'p1',
  task: null,
  tags: ['a'],
  note: 'x',
  billable: true,
}
const STORED = {
  id: ID,
  user_id: 'employee',
  date: '2026-11-20',
  minutes: 90,
  project: 'Website',
  version: 1,
}

let requests: Request[]
let answers: (() => Response | Promise<Response>)[]
let renewals: string[]
let renewed: TokenSession

const session: Session = {
  current: async () => SESSION,
  fresh: async () => SESSION,
  renew: async (refused) => {
    renewals.push(refused)
    return renewed
  },
}
const client = (account = ACCOUNT) =>
  createApiClient({
    account,
    session,
    proofOf: async () => undefined,
    fetch: boundedFetch({
      maxBytes: 10_000,
      unreachable: 'offline',
      fetch: async (url, init) => {
        requests.push(new Request(url, init))
        return await (answers.shift() ?? (() => Response.json([])))()
      },
    }),
  })
const problem =
  (status: number, code: string, more: object = {}) =>
  () =>
    Response.json({ type: 'about:blank', title: 't', status, code, ...more }, { status })

beforeEach(() => {
  requests = []
  answers = []
  renewals = []
  renewed = { ...SESSION, accessToken: 'second-token' }
})

describe('the client', () => {
  it('sends what the route table and the contract say', async () => {
    answers = [() => Response.json(STORED, { status: 201 })]
    await client().createEntry(ID, CONTENT, 'key-1')
    const [request] = requests
    expect(request?.method).toBe('POST')
    expect(request?.url).toBe('https://api.example/v1/timesheets')
    expect(request?.headers.get('authorization')).toBe('Bearer first-token')
    expect(request?.headers.get('idempotency-key')).toBe('key-1')
    expect(request?.redirect).toBe('error')
    expect(request?.credentials).toBe('omit')
    expect(await request?.json()).toEqual({
      id: ID,
      date: '2026-11-20',
      start: null,
      minutes: 90,
      hours: 1.5,
      project: 'Website',
      project_id: 'p1',
      task: null,
      tags: ['a'],
      note: 'x',
      billable: true,
    })
  })

  it('names the version on a change, and keeps an id inside its path', async () => {
    answers = [() => new Response(null, { status: 204 })]
    await client().deleteEntry('../approvals', 3)
    expect(requests[0]?.url).toBe('https://api.example/v1/timesheets/..%2Fapprovals')
    expect(requests[0]?.headers.get('if-match')).toBe('"3"')
  })

  it('takes nothing but a 204 for the receipt of a deletion', async () => {
    answers = [() => new Response('<html>', { headers: { 'content-type': 'text/html' } })]
    await expect(client().deleteEntry(ID, 3)).rejects.toMatchObject({ code: 'bad-answer' })
  })

  it('renews once after a 401 and sends the call again', async () => {
    answers = [problem(401, 'invalid-token'), () => Response.json([])]
    expect(await client().listEntries({})).toEqual({ rows: [], next: null, until: null })
    expect(renewals).toEqual(['first-token'])
    expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer first-token',
      'Bearer second-token',
    ])
  })

  it('does not loop when the renewed token is refused too', async () => {
    answers = [problem(401, 'invalid-token'), problem(401, 'invalid-token')]
    await expect(client().listEntries({})).rejects.toMatchObject({ code: 'token-refused' })
    expect(requests).toHaveLength(2)
  })

  it.each([
    [401, 'invalid_token', 'token-refused', 2],
    [401, 'use_dpop_nonce', 'token-refused', 2],
    [403, 'insufficient_scope', 'insufficient-scope', 1],
    [503, 'invalid_token', 'server-error', 1],
  ])('a challenge beside a %i (%s) changes nothing of it', async (status, error, code, calls) => {
    const headers = { 'www-authenticate': `Bearer error="${error}", DPoP error="${error}"` }
    const refused = () => Response.json({}, { status, headers })
    answers = [refused, refused, refused]
    await expect(client().listProjects()).rejects.toMatchObject({ code })
    expect(requests).toHaveLength(calls)
  })

  it('sends nothing with the token of another person', async () => {
    await expect(client('https://issuer.example|contractor').listProjects()).rejects.toMatchObject({
      code: 'signed-out',
    })
    expect(requests).toEqual([])
    renewed = { ...SESSION, sub: 'contractor' }
    answers = [problem(401, 'invalid-token')]
    await expect(client().listProjects()).rejects.toMatchObject({ code: 'signed-out' })
    expect(requests).toHaveLength(1)
  })

  it('reads entries of the base profile: numeric ids, hours, date-times', async () => {
    const entry = {
      id: 17,
      user_id: 'e',
      date: '2017-05-10T17:40:20.095Z',
      project: 'StoreZero',
      hours: 5,
      approved: true,
    }
    answers = [() => Response.json([entry])]
    expect((await client().listEntries({})).rows).toEqual([
      {
        id: '17',
        userId: 'e',
        userName: null,
        date: '2017-05-10',
        start: null,
        minutes: 300,
        project: 'StoreZero',
        projectId: null,
        task: null,
        tags: [],
        note: '',
        billable: true,
        status: 'approved',
        review: null,
        version: 1,
      },
    ])
  })

  it('reads a page: what changed, what was deleted, and where to go on', async () => {
    const headers = { link: '<?cursor=b&limit=2>; rel="next"', 'updated-until': '2026-11-20T12:00:00.001Z' }
    const tombstone = { id: OTHER_ID, deleted: true, version: 3, updated_at: '2026-11-20T12:00:00.000Z' }
    answers = [() => Response.json([STORED, tombstone], { headers })]
    const page = await client().listEntries({ limit: '2', cursor: 'a' })
    expect(requests[0]?.url).toBe('https://api.example/v1/timesheets?limit=2&cursor=a')
    expect(page).toMatchObject({
      rows: [
        { id: ID, note: '' },
        { id: OTHER_ID, deleted: true, version: 3 },
      ],
      next: { cursor: 'b', limit: '2' },
      until: '2026-11-20T12:00:00.001Z',
    })
  })

  it.each(['', '.', '..', '\ud800', 'x'.repeat(101)])(
    'takes no id that no address can carry: %j',
    async (id) => {
      for (const row of [
        { ...STORED, id },
        { id, deleted: true, version: 3 },
      ]) {
        answers = [() => Response.json([row])]
        await expect(client().listEntries({})).rejects.toMatchObject({ code: 'bad-answer' })
      }
    },
  )

  it.each(['', 'yesterday', '2026-11-20', `2026-11-20T12:00:00.${'0'.repeat(40)}1Z`])(
    'a time to continue from that is none (%.20s) is taken for none',
    async (until) => {
      answers = [() => Response.json([], { headers: { 'updated-until': until } })]
      expect((await client().listEntries({})).until).toBeNull()
    },
  )

  it.each([
    ['403', problem(403, 'insufficient-scope'), 'insufficient-scope'],
    ['403 for an own entry', problem(403, 'own-entry'), 'own-entry'],
    ['404', problem(404, 'not-found'), 'not-found'],
    ['410', problem(410, 'updates-expired'), 'not-found'],
    [
      'a next page elsewhere',
      () => Response.json([], { headers: { link: '<https://stranger.example/timesheets>; rel="next"' } }),
      'bad-answer',
    ],
    ['a deletion without a version', () => Response.json([{ id: ID, deleted: true }]), 'bad-answer'],
    ['409 locked', problem(409, 'entry-locked'), 'entry-locked'],
    ['409 full', problem(409, 'day-full'), 'day-full'],
    ['409 taken', problem(409, 'id-taken'), 'id-taken'],
    ['412', problem(412, 'version-conflict'), 'version-conflict'],
    ['413', problem(413, 'too-large'), 'too-large'],
    ['422', problem(422, 'invalid-body'), 'invalid-entry'],
    ['429', problem(429, 'too-many-requests'), 'rate-limited'],
    ['500', problem(500, 'internal-error'), 'server-error'],
    ['a bare 503', () => new Response('down', { status: 503 }), 'server-error'],
    ['an unknown code', problem(409, 'something-new'), 'version-conflict'],
    ['HTML with 200', () => new Response('<p>', { headers: { 'content-type': 'text/html' } }), 'bad-answer'],
    [
      'broken JSON',
      () => new Response('[{', { headers: { 'content-type': 'application/json' } }),
      'bad-answer',
    ],
    ['another shape', () => Response.json({ entries: [] }), 'bad-answer'],
    ['too much', () => Response.json(['x'.repeat(20_000)]), 'bad-answer'],
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'offline'],
  ])('%s fails as what it is', async (_, answer, code) => {
    answers = [answer]
    await expect(client().listEntries({})).rejects.toMatchObject({ code })
  })

  it('a refusal carries the reasons, never the token', async () => {
    answers = [problem(422, 'invalid-body', { faults: [{ path: '/minutes', reason: 'too long' }] })]
    const error = await client()
      .createEntry(ID, CONTENT, 'k')
      .catch((refusal: AppError) => refusal)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ detail: '/minutes: too long' })
    expect(JSON.stringify(error)).not.toContain('first-token')
  })

  it.each([
    ['7', 7_000],
    ['999999', 3_600_000],
    ['soon', null],
  ])('Retry-After %s', async (header, expected) => {
    answers = [() => Response.json({}, { status: 429, headers: { 'retry-after': header } })]
    await expect(client().listProjects()).rejects.toMatchObject({ retryAfterMs: expected })
  })
})
