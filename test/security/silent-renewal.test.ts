import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createSession, type Session } from '../../src/background/auth/session.ts'
import { signIn } from '../../src/background/auth/sign-in.ts'
import { signInSilently } from '../../src/background/auth/silent-sign-in.ts'
import { createVault, type TokenSession, type Vault } from '../../src/background/auth/vault.ts'
import { AppError, fail } from '../../src/domain/failure.ts'
import { protocolOver } from '../support/protocol.ts'
import { CONNECTION, createRotatingIssuer, type RotatingIssuer } from './hostile-server/rotating-issuer.ts'
import { REDIRECT } from './provider.ts'

let issuer: RotatingIssuer
let vault: Vault
let session: Session
let first: TokenSession
let changes: (TokenSession | null)[]
let isOnline: boolean
let askSilently: (url: string) => Promise<string>
let count = 0

beforeEach(async () => {
  count += 1
  issuer = await createRotatingIssuer()
  issuer.claims = { preferred_username: 'employee@exampleco.com' }
  vault = createVault(`silent-${count}`)
  changes = []
  isOnline = true
  askSilently = issuer.authorize
  const deps = {
    ...protocolOver((url, init) => (isOnline ? issuer.fetch(url, init) : fail('issuer-unreachable'))),
    vault,
    redirectUrl: REDIRECT,
    now: () => Date.now(),
    connection: async () => CONNECTION,
  }
  session = createSession({
    ...deps,
    exclusively: (work) => work(),
    signInSilently: (ending, save) =>
      signInSilently(ending, save, { ...deps, askSilently: (url) => askSilently(url) }),
    onChange: async (changed) => void changes.push(changed),
  })
  ;({ session: first } = await signIn(CONNECTION, false, { ...deps, openWindow: issuer.authorize }))
  await vault.write('session', first)
  issuer.grants.length = 0
  issuer.asked.length = 0
})

const renew = () => session.renew(first.accessToken)
const stored = () => vault.read('session')
const redirectWith = (change: (parameters: URLSearchParams) => void) => async (url: string) => {
  const redirect = new URL(await issuer.authorize(url))
  change(redirect.searchParams)
  return redirect.href
}

describe('a session whose refresh token is refused', () => {
  beforeEach(() => issuer.revokeAll())

  it('goes on silently, as the same person', async () => {
    const renewed = await renew()
    expect(renewed).toMatchObject({ sub: 'employee', refreshToken: expect.stringContaining('family-') })
    expect(renewed.accessToken).not.toBe(first.accessToken)
    expect(await stored()).toEqual(renewed)
    expect(issuer.grants).toEqual(['refresh_token', 'authorization_code'])
    expect(changes).toEqual([])
  })

  it('asks with prompt=none, PKCE, a nonce and a state of its own, for the person that it knows', async () => {
    await renew()
    expect(Object.fromEntries(issuer.asked[0] ?? [])).toEqual({
      response_type: 'code',
      client_id: 'timejot',
      redirect_uri: REDIRECT,
      scope: 'openid read:timesheets approve:timesheets',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      prompt: 'none',
      login_hint: 'employee@exampleco.com',
    })
  })

  it('ends when a person must sign in, and nothing is asked again', async () => {
    issuer.person = null
    await expect(renew()).rejects.toMatchObject({ code: 'session-expired' })
    expect(await stored()).toBeNull()
    expect(changes).toEqual([null])
    await expect(renew()).rejects.toMatchObject({ code: 'signed-out' })
    expect(issuer.asked).toHaveLength(1)
  })

  it.each(['login_required', 'consent_required', 'access_denied', 'invalid_request', 'of_its_own'])(
    'ends when the answer is %s: a sign-in with a window may get another',
    async (error) => {
      askSilently = redirectWith((parameters) => {
        parameters.delete('code')
        parameters.set('error', error)
      })
      await expect(renew()).rejects.toMatchObject({ code: 'session-expired' })
      expect(await stored()).toBeNull()
    },
  )

  it('is never another person’s: their tokens are taken back', async () => {
    issuer.person = 'manager'
    await expect(renew()).rejects.toMatchObject({
      code: 'session-expired',
      detail: 'the issuer answered for another person',
    })
    expect(await stored()).toBeNull()
    const revoked = issuer.requests.filter(({ path }) => path === '/revoke')
    expect(revoked.map(({ body }) => body.get('token'))).toEqual([expect.stringContaining('family-')])
  })

  it.each([
    ['another state', (parameters: URLSearchParams) => parameters.set('state', 'another')],
    ['another issuer', (parameters: URLSearchParams) => parameters.set('iss', 'https://other.example')],
    ['a token in the redirect', (parameters: URLSearchParams) => parameters.set('access_token', 'x')],
    ['no code', (parameters: URLSearchParams) => parameters.delete('code')],
  ])('is not renewed by an answer with %s', async (_, change) => {
    askSilently = redirectWith(change)
    await expect(renew()).rejects.toMatchObject({ code: 'session-expired' })
    expect(issuer.grants).toEqual(['refresh_token'])
    expect(await stored()).toBeNull()
  })

  it('is not renewed by an ID token for another nonce', async () => {
    issuer.claims = { nonce: 'another' }
    await expect(renew()).rejects.toMatchObject({ code: 'session-expired' })
    expect(await stored()).toBeNull()
  })

  it('with other scopes after it tells so', async () => {
    issuer.scope = 'openid read:timesheets'
    await renew()
    expect(changes).toMatchObject([{ scopes: ['openid', 'read:timesheets'] }])
  })

  it('is renewed while a sign-in window is open, and neither disturbs the other', async () => {
    const deps = { ...protocolOver(issuer.fetch), vault, redirectUrl: REDIRECT, now: () => Date.now() }
    const openWindow = async (url: string) => {
      await renew()
      return await issuer.authorize(url)
    }
    const signedIn = await signIn(CONNECTION, false, { ...deps, openWindow })
    expect(signedIn.session.sub).toBe('employee')
    expect((await stored())?.accessToken).not.toBe(first.accessToken)
  })
})

describe('a silent request that is not answered (case 18)', () => {
  beforeEach(() => issuer.revokeAll())

  it('is tried three times, each time later, and then a person is asked', async () => {
    askSilently = () => fail('timed-out')
    for (const _ of [1, 2, 3]) await expect(renew()).rejects.toMatchObject({ code: 'timed-out' })
    expect(await stored()).toMatchObject({ refreshToken: null, silentTries: 3 })
    await expect(renew()).rejects.toMatchObject({ code: 'session-expired' })
    expect(await stored()).toBeNull()
    expect(issuer.grants).toEqual(['refresh_token'])
  })

  it('because the issuer is in trouble counts the same', async () => {
    askSilently = redirectWith((parameters) => {
      parameters.delete('code')
      parameters.set('error', 'temporarily_unavailable')
    })
    for (const _ of [1, 2, 3]) await expect(renew()).rejects.toMatchObject({ code: 'issuer-error' })
    await expect(renew()).rejects.toMatchObject({ code: 'session-expired' })
  })

  it('because there is no network never ends the session, however often', async () => {
    askSilently = () => {
      isOnline = false
      return fail('issuer-unreachable')
    }
    for (let tries = 0; tries < 10; tries += 1) {
      isOnline = true
      await expect(renew()).rejects.toMatchObject({ code: 'issuer-unreachable' })
    }
    expect(await stored()).toMatchObject({ sub: 'employee', silentTries: 0 })
    isOnline = true
    askSilently = issuer.authorize
    expect(await renew()).toMatchObject({ sub: 'employee' })
    expect(changes).toEqual([])
  })

  it('because a page is shown is answered: a person is asked at once', async () => {
    askSilently = () => fail('session-expired')
    await expect(renew()).rejects.toMatchObject({ code: 'session-expired' })
    expect(await stored()).toBeNull()
  })
})

describe('a silent request is never made', () => {
  it('while the refresh token serves', async () => {
    await renew()
    expect(issuer.grants).toEqual(['refresh_token'])
    expect(issuer.asked).toEqual([])
  })

  it.each([
    ['no network', () => fail('issuer-unreachable')],
    ['a server error', async () => new Response('', { status: 500 })],
    ['invalid_client', async () => Response.json({ error: 'invalid_client' }, { status: 400 })],
  ])('because of %s', async (_, answer) => {
    const right = issuer.fetch
    issuer.fetch = (url, init) => (url.endsWith('/token') ? answer() : right(url, init))
    await expect(renew()).rejects.toBeInstanceOf(AppError)
    expect(issuer.asked).toEqual([])
    expect(await stored()).toEqual(first)
  })

  it('after a sign-out, nor when that happens during the renewal', async () => {
    const right = issuer.fetch
    issuer.revokeAll()
    issuer.fetch = async (url, init) => {
      if (url.endsWith('/token')) await vault.wipe()
      return await right(url, init)
    }
    await expect(renew()).rejects.toMatchObject({ code: 'signed-out' })
    await expect(renew()).rejects.toMatchObject({ code: 'signed-out' })
    await expect(session.fresh()).rejects.toMatchObject({ code: 'signed-out' })
    expect(issuer.asked).toEqual([])
  })
})

it('a sign-out during a renewal leaves nothing, and the tokens that it brought are taken back', async () => {
  const right = issuer.fetch
  issuer.fetch = async (url, init) => {
    const answer = await right(url, init)
    if (url.endsWith('/token')) await vault.wipe()
    return answer
  }
  await expect(renew()).rejects.toMatchObject({ code: 'signed-out' })
  expect(await stored()).toBeNull()
  expect(issuer.requests.filter(({ path }) => path === '/revoke')).toHaveLength(2)
})

it('a sign-out during a silent sign-in leaves nothing, and its tokens are taken back', async () => {
  issuer.revokeAll()
  const right = issuer.fetch
  issuer.fetch = async (url, init) => {
    const answer = await right(url, init)
    if (url.endsWith('/jwks')) await vault.wipe()
    return answer
  }
  await expect(renew()).rejects.toMatchObject({ code: 'signed-out' })
  expect(await stored()).toBeNull()
  expect(issuer.requests.some(({ path }) => path === '/revoke')).toBe(true)
})

it('a sign-out while the silent request is under way: its code is not redeemed', async () => {
  issuer.revokeAll()
  askSilently = async (url) => {
    await vault.wipe()
    return await issuer.authorize(url)
  }
  await expect(renew()).rejects.toBeInstanceOf(AppError)
  expect(issuer.grants).toEqual(['refresh_token'])
  expect(await stored()).toBeNull()
  expect(changes).toEqual([])
})

it('100 calls that need a silent sign-in make one (case 24)', async () => {
  await vault.write('session', { ...first, refreshToken: null, expiresAtMs: 0 })
  await Promise.all(Array.from({ length: 100 }, () => session.fresh()))
  expect(issuer.asked).toHaveLength(1)
})

it('a session that never had a refresh token is renewed silently each time', async () => {
  await vault.write('session', { ...first, refreshToken: null })
  expect(await renew()).toMatchObject({ sub: 'employee' })
  expect(issuer.grants).toEqual(['authorization_code'])
})
