import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EMPLOYEE, MANAGER, otherKey, signToken, startTestApi, type TestApi } from './support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

const ENTRY_ID = '01a1fcbb-0000-7000-8000-00000000ffff'
const ENTRY = { date: '2026-11-20', minutes: 1 }

/** Every route: its scope, and what the right scope alone gets from an empty database. */
const ROUTES = [
  ['GET', '/timesheets', undefined, 'read:timesheets', 200],
  ['POST', '/timesheets', ENTRY, 'create:timesheets', 201],
  ['PATCH', `/timesheets/${ENTRY_ID}`, { note: 'x' }, 'create:timesheets', 404],
  ['DELETE', `/timesheets/${ENTRY_ID}`, undefined, 'delete:timesheets', 404],
  ['POST', '/timesheets/upload', { ...ENTRY, user_id: 'someone@exampleco.com' }, 'batch:upload', 201],
  ['GET', '/projects', undefined, 'read:timesheets', 200],
  ['GET', '/weeks/2026-W47', undefined, 'read:timesheets', 200],
  ['PUT', '/weeks/2026-W30/submission', undefined, 'create:timesheets', 409],
  ['DELETE', '/weeks/2026-W30/submission', undefined, 'create:timesheets', 200],
  ['GET', '/approvals', undefined, 'approve:timesheets', 200],
  ['PUT', `/approvals/${ENTRY_ID}`, {}, 'approve:timesheets', 404],
  [
    'POST',
    '/approvals/batch',
    [{ id: ENTRY_ID, decision: 'approved', version: 1 }],
    'approve:timesheets',
    200,
  ],
  ['GET', '/decisions', undefined, 'approve:timesheets', 200],
] as const

const EVERY_SCOPE = 'read:timesheets create:timesheets delete:timesheets approve:timesheets batch:upload'

const bearer = async (claims: Record<string, unknown>, more: Parameters<typeof signToken>[1] = {}) =>
  `Bearer ${await signToken(EMPLOYEE, { ...more, claims: { scope: EVERY_SCOPE, ...claims } })}`
const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"x"}')}.`

const NO_ACCESS: readonly (readonly [string, () => Promise<string | null>])[] = [
  ['no token', async () => null],
  ['another scheme', async () => 'Basic dTpw'],
  ['an empty bearer', async () => 'Bearer '],
  ['garbage', async () => 'Bearer garbage'],
  ['garbage in three parts', async () => 'Bearer a.b.c'],
  ['no signature', async () => `Bearer ${unsigned}`],
  ['a wrong signature', () => bearer({}, { key: otherKey.privateKey })],
  ['an unknown key', () => bearer({}, { header: { kid: 'two' } })],
  ['a wrong issuer', () => bearer({ iss: 'https://login.exampleco.com' })],
  ['no issuer', () => bearer({ iss: undefined })],
  ['a wrong audience', () => bearer({ aud: 'timejot' })],
  ['no audience', () => bearer({ aud: undefined })],
  ['an expired token', () => bearer({ exp: 1795262400 - 31 })],
  ['no expiry', () => bearer({ exp: undefined })],
  ['a token from the future', () => bearer({ nbf: 1795262400 + 31 })],
  ['no subject', () => bearer({ sub: undefined })],
  ['a subject with NUL', () => bearer({ sub: 'a\0b' })],
  ['a token bound to a certificate, without proof', () => bearer({ cnf: { 'x5t#S256': 'hash' } })],
]

describe.each(ROUTES)('%s %s', (method, path, body, scope, allowed) => {
  const sending = { ifMatch: '"1"', ...(body !== undefined && { body }) }

  test.each(NO_ACCESS)('%s: 401', async (_name, authorization) => {
    const answer = await api.sendWith(await authorization(), method, path, sending)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toEqual({
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      code: 'invalid-token',
      detail: 'Missing or invalid token',
    })
  })

  test.each([
    ['every other scope', EVERY_SCOPE.replace(scope, '')],
    ['no scope', undefined],
    ['a scope that only begins like it', `${scope}:all`],
  ])('%s: 403', async (_name, scopes) => {
    const answer = await api.sendWith(await bearer({ scope: scopes }), method, path, sending)
    expect(answer.status).toBe(403)
    expect(answer.headers.get('www-authenticate')).toBe(`Bearer error="insufficient_scope", scope="${scope}"`)
    expect(answer.body.code).toBe('insufficient-scope')
  })

  test.each([
    ['the right scope alone', { scope }],
    ['the right scope in scp', { scope: undefined, scp: [scope] }],
    ['the audience in a list', { scope, aud: ['other', 'https://timesheets.exampleco.com/api'] }],
    ['an expiry within the leeway', { scope, exp: 1795262400 - 29 }],
  ])('%s is let through', async (_name, claims) => {
    const answer = await api.sendWith(await bearer(claims), method, path, sending)
    expect(answer.status).toBe(allowed)
    expect(answer.headers.get('www-authenticate')).toBeNull()
  })
})

test('the scheme is compared without regard to case', async () => {
  const token = await signToken(EMPLOYEE)
  for (const scheme of ['bearer', 'BEARER']) {
    expect((await api.sendWith(`${scheme} ${token}`, 'GET', '/timesheets')).status).toBe(200)
  }
})

test('the scope is judged after the token: an expired token without scope is 401', async () => {
  const answer = await api.sendWith(await bearer({ scope: '', exp: 1 }), 'GET', '/approvals')
  expect(answer.status).toBe(401)
})

test('what a manager may, an employee may not', async () => {
  expect((await api.send(EMPLOYEE, 'GET', '/approvals')).status).toBe(403)
  expect((await api.send(EMPLOYEE, 'PUT', `/approvals/${ENTRY_ID}`, { body: {} })).status).toBe(403)
  expect((await api.send(MANAGER, 'GET', '/approvals')).status).toBe(200)
})

test('another claim can be the key of a person; machine clients keep their subject', async () => {
  const other = await startTestApi({ userClaim: 'https://exampleco.com/email' })
  const create = (claims: Record<string, unknown>) =>
    bearer(claims).then((token) => other.sendWith(token, 'POST', '/timesheets', { body: ENTRY }))
  const named = await create({ 'https://exampleco.com/email': 'a@exampleco.com' })
  expect(named.body.user_id).toBe('a@exampleco.com')
  expect((await create({})).status).toBe(401)
  const upload = await other.sendWith(await bearer({}), 'POST', '/timesheets/upload', {
    body: { ...ENTRY, user_id: 'b@exampleco.com' },
  })
  expect([upload.status, upload.body.user_id]).toEqual([201, 'b@exampleco.com'])
  await other.close()
})

test.each(['none', 'HS256'])('the API does not start with %s as algorithm', async (algorithm) => {
  await expect(startTestApi({ algorithms: ['RS256', algorithm] })).rejects.toThrow(algorithm)
})
