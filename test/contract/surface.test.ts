import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi } from '../../src/server/api/server.ts'
import { EMPLOYEE, ISSUER, ORIGIN, signingKey, signToken, startTestApi, type TestApi } from './support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

const PROBLEM = { $ref: '#/components/schemas/Problem' }

function valueAt(document: unknown, path: readonly string[]): unknown {
  return path.reduce((value, name) => Object(value)[name], document)
}

describe('the OpenAPI document', () => {
  test('needs no token and names every route with its scope', async () => {
    const { status, body } = await api.send(null, 'GET', '/openapi.json')
    expect(status).toBe(200)
    expect(body.openapi).toBe('3.1.0')
    const routes = Object.entries(body.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { security }]) => [method, path, ...security[0].accessToken]),
    )
    expect(routes).toEqual([
      ['get', '/timesheets', 'read:timesheets'],
      ['post', '/timesheets', 'create:timesheets'],
      ['patch', '/timesheets/{id}', 'create:timesheets'],
      ['delete', '/timesheets/{id}', 'delete:timesheets'],
      ['post', '/timesheets/upload', 'batch:upload'],
      ['get', '/projects', 'read:timesheets'],
      ['get', '/weeks/{week}', 'read:timesheets'],
      ['put', '/weeks/{week}/submission', 'create:timesheets'],
      ['delete', '/weeks/{week}/submission', 'create:timesheets'],
      ['get', '/approvals', 'approve:timesheets'],
      ['put', '/approvals/{id}', 'approve:timesheets'],
      ['post', '/approvals/batch', 'approve:timesheets'],
      ['get', '/decisions', 'approve:timesheets'],
    ])
  })

  test('takes bearer tokens and bound ones on every route, with the same scope', async () => {
    const { body } = await api.send(null, 'GET', '/openapi.json')
    for (const { security } of Object.values(body.paths).flatMap((path) => Object.values(path))) {
      expect(security).toEqual([
        { accessToken: security[0].accessToken },
        { boundAccessToken: security[0].accessToken },
      ])
    }
    expect(valueAt(body, ['components', 'securitySchemes'])).toMatchObject({
      accessToken: { type: 'http', scheme: 'bearer' },
      boundAccessToken: { type: 'http', scheme: 'dpop' },
    })
  })

  const JSON_SCHEMA = ['content', 'application/json', 'schema']
  test.each([
    [['/timesheets', 'post', 'requestBody', ...JSON_SCHEMA, 'required'], ['date']],
    [
      ['/timesheets', 'post', 'requestBody', ...JSON_SCHEMA, 'properties', 'minutes'],
      { type: 'integer', minimum: 1, maximum: 1440 },
    ],
    [
      ['/timesheets', 'post', 'responses', '201', ...JSON_SCHEMA, 'properties', 'date'],
      { type: 'string', format: 'date' },
    ],
    [['/timesheets/{id}', 'patch', 'parameters', '0', 'name'], 'id'],
    [['/timesheets/{id}', 'patch', 'parameters', '1', 'name'], 'If-Match'],
    [['/timesheets', 'get', 'parameters', '0', 'name'], 'from'],
    [['/timesheets', 'get', 'parameters', '1', 'name'], 'to'],
    [['/timesheets', 'get', 'parameters', '2', 'name'], 'updated_since'],
    [['/timesheets', 'get', 'parameters', '2', 'schema', 'format'], 'date-time'],
    [['/timesheets', 'get', 'parameters', '3', 'schema'], { type: 'integer', minimum: 1, maximum: 1000 }],
    [['/timesheets', 'get', 'parameters', '4', 'name'], 'cursor'],
    [
      ['/timesheets', 'get', 'responses', '200', 'headers', 'Link'],
      {
        description: 'rel="next": the next page (RFC 8288), where `limit` left something out',
        schema: { type: 'string' },
      },
    ],
    [
      ['/timesheets', 'get', 'responses', '200', ...JSON_SCHEMA, 'items', 'anyOf', '1', 'required'],
      ['id', 'deleted', 'version', 'updated_at'],
    ],
    [['/approvals/{id}', 'put', 'requestBody', 'required'], false],
    [['/approvals/batch', 'post', 'requestBody', ...JSON_SCHEMA, 'maxItems'], 500],
    [['/approvals', 'get', 'parameters', '0', 'name'], 'status'],
    [
      ['/weeks/{week}', 'get', 'parameters', '0'],
      { name: 'week', in: 'path', required: true, schema: { type: 'string', pattern: '^\\d{4}-W\\d{2}$' } },
    ],
    [['/weeks/{week}/submission', 'put', 'requestBody'], undefined],
    [
      ['/weeks/{week}/submission', 'put', 'responses', '200', ...JSON_SCHEMA, 'properties', 'status', 'enum'],
      ['open', 'partly-submitted', 'submitted', 'partly-reviewed', 'approved', 'rejected'],
    ],
    [['/projects', 'get', 'responses', '403', 'content', 'application/problem+json', 'schema'], PROBLEM],
  ])('%j is %j', async (path, expected) => {
    const { body } = await api.send(null, 'GET', '/openapi.json')
    expect(valueAt(body.paths, path)).toEqual(expected)
  })
})

describe('CORS', () => {
  const asked = {
    'Access-Control-Request-Method': 'PATCH',
    'Access-Control-Request-Headers': 'authorization, content-type, if-match, idempotency-key, dpop',
  }

  test.each([
    [ORIGIN, ORIGIN],
    [
      'moz-extension://0b1c2d3e-0000-4000-8000-000000000000',
      'moz-extension://0b1c2d3e-0000-4000-8000-000000000000',
    ],
    ['chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba', null],
    ['https://attacker.example', null],
    [`${ORIGIN}.attacker.example`, null],
    ['null', null],
  ])('for %s: %s', async (origin, allowed) => {
    const headers = { Origin: origin }
    const preflight = await api.send(null, 'OPTIONS', '/timesheets/x', { headers: { ...headers, ...asked } })
    expect(preflight.headers.get('access-control-allow-origin')).toBe(allowed)
    if (allowed !== null) {
      expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH')
      const names = preflight.headers.get('access-control-allow-headers')?.toLowerCase().split(/,\s*/)
      expect(names).toEqual(
        expect.arrayContaining(['authorization', 'content-type', 'if-match', 'idempotency-key', 'dpop']),
      )
    }
    for (const user of [null, EMPLOYEE]) {
      const answer = await api.send(user, 'GET', '/timesheets', { headers })
      expect(answer.headers.get('access-control-allow-origin')).toBe(allowed)
      expect(answer.headers.get('vary')).toContain('Origin')
    }
  })

  test('the headers that a client needs are readable, also on a failure', async () => {
    const { headers } = await api.send(null, 'GET', '/timesheets', { headers: { Origin: ORIGIN } })
    expect(headers.get('access-control-expose-headers')).toBe(
      'ETag,Link,Updated-Until,Retry-After,WWW-Authenticate,DPoP-Nonce,Date',
    )
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  })
})

describe('addresses', () => {
  test.each([
    ['GET', '/'],
    ['GET', '/timesheets/'],
    ['POST', '/Timesheets'],
    ['GET', '/timesheets/a/b'],
    ['GET', '/%E0%A4%A'],
  ])('%s %s is 404', async (method, path) => {
    const answer = await api.send(EMPLOYEE, method, path)
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found'])
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })

  test.each([
    ['PUT', '/timesheets', 'GET, POST'],
    ['GET', '/timesheets/upload', 'PATCH, DELETE, POST'],
    ['POST', '/approvals', 'GET'],
    ['POST', '/weeks/2026-W47', 'GET'],
    ['GET', '/weeks/2026-W47/submission', 'PUT, DELETE'],
    ['POST', '/openapi.json', 'GET'],
  ])('%s %s is 405, Allow: %s', async (method, path, allow) => {
    const answer = await api.send(EMPLOYEE, method, path)
    expect([answer.status, answer.body.code, answer.headers.get('allow')]).toEqual([
      405,
      'method-not-allowed',
      allow,
    ])
  })
})

test('every answer forbids caching and sniffing', async () => {
  for (const path of ['/openapi.json', '/timesheets', '/nowhere']) {
    const { headers } = await api.send(null, 'GET', path)
    expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
      'no-store',
      'nosniff',
    ])
  }
})

test('too many requests of one person are 429 with Retry-After; others are served', async () => {
  let now = new Date('2026-11-21T12:00:00Z')
  const limited = await startTestApi({ requestsPerMinute: 3, now: () => now })
  const get = (user: string) => limited.send(user, 'GET', '/projects')
  for (let count = 1; count <= 3; count += 1) expect((await get(EMPLOYEE)).status).toBe(200)
  now = new Date('2026-11-21T12:00:20Z')
  const refused = await get(EMPLOYEE)
  expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([
    429,
    'too-many-requests',
    '40',
  ])
  expect((await get('other@exampleco.com')).status).toBe(403)
  now = new Date('2026-11-21T12:01:00Z')
  expect((await get(EMPLOYEE)).status).toBe(200)
  await limited.close()
})

test('an internal error is logged, and answered without a word of it', async () => {
  const broken = await startTestApi()
  await broken.close()
  const answer = await broken.send(EMPLOYEE, 'GET', '/timesheets')
  expect(answer.body).toEqual({
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    code: 'internal-error',
  })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(broken.errors).toHaveLength(1)
})

test('over real HTTP: loopback, one entry stored, and 1 MB refused while it arrives', async () => {
  const server = await startApi({
    port: 0,
    database: api.database,
    issuer: ISSUER,
    audience: 'https://timesheets.exampleco.com/api',
    keys: async () => signingKey.publicKey,
    allowedOrigins: [],
    now: () => new Date('2026-11-21T12:00:00Z'),
  })
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const headers = { Authorization: `Bearer ${await signToken(EMPLOYEE)}`, 'Content-Type': 'application/json' }
  const post = (body: unknown) =>
    fetch(`${server.url}/timesheets`, { method: 'POST', headers, body: JSON.stringify(body) })
  expect((await post({ date: '2026-11-20', minutes: 60, note: 'x'.repeat(1024 * 1024) })).status).toBe(413)
  expect((await post({ date: '2026-11-20', minutes: 60 })).status).toBe(201)
  await server.close()
  await expect(post({})).rejects.toThrow()
})
