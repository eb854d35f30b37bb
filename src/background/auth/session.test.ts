import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { protocolOver } from '../../../test/support/protocol.ts'
import type { Connection } from '../../contract/connection.ts'
import { AppError, fail } from '../../domain/failure.ts'
import { createSession, type Session } from './session.ts'
import { createVault, type TokenSession, type Vault } from './vault.ts'

const CONNECTION: Connection = {
  issuer: 'https://issuer.example',
  clientId: 'timejot',
  apiUrl: 'https://api.example',
  audience: '',
  resource: 'https://api.example/timesheets',
  scopes: 'openid read:timesheets',
}
const METADATA = {
  issuer: CONNECTION.issuer,
  authorization_endpoint: 'https://issuer.example/auth',
  token_endpoint: 'https://issuer.example/token',
  jwks_uri: 'https://issuer.example/jwks',
}
const SESSION: TokenSession = {
  issuer: CONNECTION.issuer,
  clientId: CONNECTION.clientId,
  apiUrl: CONNECTION.apiUrl,
  resource: CONNECTION.resource,
  sub: 'employee',
  scopes: ['openid', 'read:timesheets'],
  accessToken: 'old-access',
  expiresAtMs: 1_000_000,
  refreshToken: 'old-refresh',
}

let vault: Vault
let connection: Connection
let tokenRequests: URLSearchParams[]
let tokenAnswer: () => Promise<Response>
let changes: (TokenSession | null)[]
let count = 0

const json = (body: object, status = 200) => Promise.resolve(Response.json(body, { status }))
const fetch = async (url: string, init: RequestInit) => {
  if (url.endsWith('/.well-known/openid-configuration')) return json(METADATA)
  tokenRequests.push(new URLSearchParams(init.body as URLSearchParams))
  return await tokenAnswer()
}
/** One lock for all sessions of a test, as navigator.locks is one for all contexts. */
const createLock = () => {
  let last: Promise<unknown> = Promise.resolve()
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = last.then(work, work)
    last = mine
    return await mine
  }
}
let exclusively: ReturnType<typeof createLock>
const openSession = (nowMs = 2_000_000): Session =>
  createSession({
    ...protocolOver(fetch),
    vault,
    connection: async () => connection,
    now: () => nowMs,
    exclusively,
    signInSilently: () => fail('session-expired'),
    onChange: async (session) => void changes.push(session),
  })

beforeEach(async () => {
  vault = createVault(`session-${++count}`)
  await vault.write('session', SESSION)
  exclusively = createLock()
  connection = CONNECTION
  tokenRequests = []
  changes = []
  tokenAnswer = () =>
    json({ access_token: 'new-access', token_type: 'Bearer', expires_in: 300, refresh_token: 'new-refresh' })
})

describe('a session', () => {
  it('is used as it is while its access token lives', async () => {
    expect(await openSession(900_000).fresh()).toEqual(SESSION)
    expect(tokenRequests).toEqual([])
  })

  it('is renewed before its access token ends, and the new tokens are kept', async () => {
    const renewed = await openSession(985_000).fresh()
    expect(renewed).toMatchObject({
      accessToken: 'new-access',
      refreshToken: 'new-refresh',
      expiresAtMs: 1_285_000,
    })
    expect(await vault.read('session')).toEqual(renewed)
    expect(Object.fromEntries(tokenRequests[0] ?? [])).toEqual({
      client_id: 'timejot',
      grant_type: 'refresh_token',
      refresh_token: 'old-refresh',
      resource: 'https://api.example/timesheets',
    })
  })

  it('100 expired calls from two contexts make one renewal', async () => {
    const [one, two] = [openSession(), openSession()]
    const calls = Array.from({ length: 100 }, (_, index) => (index % 2 ? one : two).fresh())
    for (const session of await Promise.all(calls)) expect(session.accessToken).toBe('new-access')
    expect(tokenRequests).toHaveLength(1)
  })

  it('that the API refuses is renewed once, not once per refusal', async () => {
    const session = openSession(900_000)
    await Promise.all([session.renew('old-access'), session.renew('old-access')])
    await session.renew('old-access')
    expect(tokenRequests).toHaveLength(1)
  })

  it('keeps the old refresh token and scopes where the answer has none', async () => {
    tokenAnswer = () => json({ access_token: 'new-access', token_type: 'bearer' })
    expect(await openSession().fresh()).toMatchObject({
      refreshToken: 'old-refresh',
      scopes: ['openid', 'read:timesheets'],
      expiresAtMs: 2_300_000,
    })
    expect(changes).toEqual([])
  })

  it('with other scopes after a renewal tells so', async () => {
    tokenAnswer = () => json({ access_token: 'new-access', token_type: 'Bearer', scope: 'openid' })
    await openSession().fresh()
    expect(changes).toMatchObject([{ scopes: ['openid'] }])
  })

  it('ends when the issuer refuses the refresh token', async () => {
    tokenAnswer = () => json({ error: 'invalid_grant' }, 400)
    await expect(openSession().fresh()).rejects.toMatchObject({ code: 'session-expired' })
    expect(await vault.read('session')).toBeNull()
    expect(changes).toEqual([null])
  })

  it.each([
    ['no network', () => Promise.reject(new AppError('issuer-unreachable')), 'issuer-unreachable'],
    ['a server error', () => json({ error: 'server_error' }, 500), 'issuer-error'],
    ['too many requests', () => json({ error: 'slow_down' }, 429), 'issuer-error'],
    [
      'a captive portal',
      async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      'captive-portal',
    ],
    [
      'invalid_client with a challenge',
      async () =>
        Response.json(
          { error: 'invalid_client' },
          { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } },
        ),
      'issuer-misconfigured',
    ],
    ['invalid_client', () => json({ error: 'invalid_client' }, 400), 'issuer-misconfigured'],
  ])('survives %s', async (_, failing, code) => {
    tokenAnswer = failing
    await expect(openSession().fresh()).rejects.toMatchObject({ code })
    expect(await vault.read('session')).toEqual(SESSION)
    expect(changes).toEqual([])
  })

  it('wiped while it is renewed stays wiped', async () => {
    tokenAnswer = async () => {
      await vault.wipe()
      return await json({ access_token: 'new-access', token_type: 'Bearer', refresh_token: 'new-refresh' })
    }
    await expect(openSession().fresh()).rejects.toMatchObject({ code: 'signed-out' })
    expect(await vault.read('session')).toBeNull()
  })

  it('of another person who signed in while it was renewed is left alone', async () => {
    const other = { ...SESSION, sub: 'manager', accessToken: 'other-access', refreshToken: 'other-refresh' }
    for (const late of [{ access_token: 'late', token_type: 'Bearer' }, null]) {
      tokenAnswer = async () => {
        await vault.write('session', other)
        return await (late ? json(late) : json({ error: 'invalid_grant' }, 400))
      }
      await vault.write('session', SESSION)
      await openSession()
        .fresh()
        .catch(() => undefined)
      expect(await vault.read('session')).toEqual(other)
    }
    expect(changes).toEqual([])
  })

  it('keeps a rotated refresh token even when the keys cannot be fetched after it', async () => {
    const idToken = `${btoa('{"alg":"RS256"}')}.${btoa(
      JSON.stringify({
        iss: CONNECTION.issuer,
        aud: 'timejot',
        sub: 'employee',
        iat: Date.now() / 1000,
        exp: 4e9,
      }),
    )}.c2ln`.replaceAll('=', '')
    tokenAnswer = () =>
      json({ access_token: 'new', token_type: 'Bearer', refresh_token: 'rotated', id_token: idToken })
    await openSession()
      .fresh()
      .catch(() => undefined)
    expect(await vault.read('session')).toMatchObject({ refreshToken: 'rotated' })
  })

  it('is none for another issuer, client or API', async () => {
    for (const key of ['issuer', 'clientId', 'apiUrl'] as const) {
      connection = { ...CONNECTION, [key]: 'https://other.example' }
      expect(await openSession().current()).toBeNull()
    }
  })
})
