import 'fake-indexeddb/auto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { revoke } from '../../src/background/auth/revocation.ts'
import { createSession } from '../../src/background/auth/session.ts'
import { type SignInDeps, signIn } from '../../src/background/auth/sign-in.ts'
import { createVault } from '../../src/background/auth/vault.ts'
import { boundedFetch } from '../../src/background/bounded-fetch.ts'
import type { Connection } from '../../src/contract/connection.ts'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import type { IdentityProvider } from '../../src/server/identity/provider.ts'
import { AUDIENCE, REDIRECT, signInThroughForm, startProvider } from './provider.ts'

const EMPLOYEE_SCOPES = ['read:timesheets', 'create:timesheets', 'delete:timesheets']

let provider: IdentityProvider
let connection: Connection
let vaults = 0

beforeAll(async () => {
  provider = await startProvider()
  connection = {
    issuer: provider.issuer,
    clientId: 'timejot',
    apiUrl: 'http://127.0.0.1:9',
    audience: '',
    resource: AUDIENCE,
    scopes: `openid profile email offline_access ${EMPLOYEE_SCOPES.join(' ')} approve:timesheets`,
  }
})
afterAll(() => provider.close())

const account = (role: string) =>
  DEMO_ACCOUNTS.find((one) => one.username.startsWith(role)) ?? DEMO_ACCOUNTS[0]
const window = (role: string) => (url: string) => {
  const { username, password } = account(role) as { username: string; password: string }
  return signInThroughForm(url, username, password)
}

/** `alter` stands between the extension and the issuer's answers, as a hostile server would. */
const deps = (
  more: Partial<SignInDeps> = {},
  alter?: (url: string, response: Response) => Promise<Response>,
) =>
  ({
    fetch: boundedFetch({
      fetch: async (url, init) => {
        const response = await fetch(url, init)
        return alter ? await alter(url, response) : response
      },
      maxBytes: 1024 * 1024,
      unreachable: 'issuer-unreachable',
    }),
    allowLoopback: true,
    vault: createVault(`sign-in-${++vaults}`),
    redirectUrl: REDIRECT,
    openWindow: window('employee'),
    now: () => Date.now(),
    ...more,
  }) satisfies SignInDeps

const altering =
  (change: (tokens: Record<string, unknown>) => void) => async (url: string, response: Response) => {
    if (!url.endsWith('/token')) return response
    const tokens = (await response.json()) as Record<string, unknown>
    change(tokens)
    return Response.json(tokens, { status: response.status })
  }
const changedRedirect = (change: (url: URL) => void) => async (url: string) => {
  const redirect = new URL(await window('employee')(url))
  change(redirect)
  return redirect.href
}
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('signing in at the bundled provider', () => {
  it.each([
    ['employee', EMPLOYEE_SCOPES],
    ['contractor', EMPLOYEE_SCOPES],
    ['manager', [...EMPLOYEE_SCOPES, 'approve:timesheets']],
  ])('the %s is granted what the role allows', async (role, scopes) => {
    const signedIn = await signIn(connection, false, deps({ openWindow: window(role) }))
    expect(signedIn.email).toBe(`${role}@exampleco.com`)
    expect(signedIn.name).toBe(account(role)?.name)
    expect(signedIn.session.scopes.filter((scope) => scope.endsWith(':timesheets')).sort()).toEqual(
      [...scopes].sort(),
    )
    const [, payload = ''] = signedIn.session.accessToken.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { scope: string; aud: string }
    expect(claims.aud).toBe(AUDIENCE)
    expect(claims.scope.split(' ').sort()).toEqual([...scopes].sort())
  })

  it('is renewed with the refresh token, which rotates', async () => {
    const { vault, fetch: boundFetch } = deps()
    const { session: first } = await signIn(connection, false, deps({ vault }))
    await vault.write('session', first)
    const session = createSession({
      vault,
      fetch: boundFetch,
      allowLoopback: true,
      connection: async () => connection,
      now: () => Date.now(),
      exclusively: (work) => work(),
      onChange: async () => undefined,
    })
    const renewed = await session.renew(first.accessToken)
    expect(renewed.accessToken).not.toBe(first.accessToken)
    expect(renewed.refreshToken).not.toBe(first.refreshToken)
    expect(renewed.scopes).toEqual(first.scopes)
  })

  it('a revoked session cannot be renewed', async () => {
    const { vault, fetch: boundFetch } = deps()
    const protocol = { fetch: boundFetch, allowLoopback: true }
    const { session: signedIn } = await signIn(connection, false, deps({ vault }))
    await vault.write('session', signedIn)
    expect(await revoke(signedIn, connection, protocol)).toBe(true)
    const session = createSession({
      ...protocol,
      vault,
      connection: async () => connection,
      now: () => Date.now(),
      exclusively: (work) => work(),
      onChange: async () => undefined,
    })
    await expect(session.renew(signedIn.accessToken)).rejects.toMatchObject({ code: 'session-expired' })
  })

  it('that cannot be revoked says so', async () => {
    const { session: signedIn } = await signIn(connection, false, deps())
    const unreachable = boundedFetch({
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
      maxBytes: 1,
      unreachable: 'issuer-unreachable',
    })
    expect(await revoke(signedIn, connection, { fetch: unreachable, allowLoopback: true })).toBe(false)
  })
})

describe('a sign-in is refused, and nothing of it is kept, when', () => {
  it.each([
    ['the state is another', changedRedirect((url) => url.searchParams.set('state', 'x'))],
    ['the state is missing', changedRedirect((url) => url.searchParams.delete('state'))],
    [
      'the issuer in the redirect is another',
      changedRedirect((url) => url.searchParams.set('iss', 'https://x.example')),
    ],
    ['the issuer in the redirect is missing', changedRedirect((url) => url.searchParams.delete('iss'))],
    [
      'the redirect carries an access token',
      changedRedirect((url) => url.searchParams.set('access_token', 'x')),
    ],
  ])('%s', async (_, openWindow) => {
    let tokenCalls = 0
    const signInDeps = deps({ openWindow }, async (url, response) => {
      if (url.endsWith('/token')) tokenCalls += 1
      return response
    })
    await expect(signIn(connection, false, signInDeps)).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(tokenCalls).toBe(0)
    expect(await signInDeps.vault.read('transaction')).toBeNull()
  })

  it.each([
    [
      'the ID token was changed after it was signed',
      (token: string) => {
        const [header, payload = '', signature] = token.split('.')
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
        return `${header}.${base64url({ ...claims, email: 'manager@exampleco.com' })}.${signature}`
      },
      'sign-in-refused',
    ],
    [
      'the ID token is not signed',
      (token: string) => `${base64url({ alg: 'none' })}.${token.split('.')[1]}.`,
      'sign-in-refused',
    ],
    [
      'the ID token has expired',
      (token: string) => {
        const [header, payload = '', signature] = token.split('.')
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
        return `${header}.${base64url({ ...claims, exp: 1 })}.${signature}`
      },
      'clock-wrong',
    ],
    [
      'the nonce is another',
      (token: string) => {
        const [header, payload = '', signature] = token.split('.')
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
        return `${header}.${base64url({ ...claims, nonce: 'x' })}.${signature}`
      },
      'sign-in-refused',
    ],
    [
      'the audience is another',
      (token: string) => {
        const [header, payload = '', signature] = token.split('.')
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
        return `${header}.${base64url({ ...claims, aud: 'x' })}.${signature}`
      },
      'sign-in-refused',
    ],
  ])('%s', async (_, change, code) => {
    const signInDeps = deps(
      {},
      altering((tokens) => {
        tokens.id_token = change(String(tokens.id_token))
      }),
    )
    await expect(signIn(connection, false, signInDeps)).rejects.toMatchObject({ code })
    expect(await signInDeps.vault.read('transaction')).toBeNull()
  })

  it('there is no ID token', async () => {
    const signInDeps = deps(
      {},
      altering((tokens) => delete tokens.id_token),
    )
    await expect(signIn(connection, false, signInDeps)).rejects.toMatchObject({ code: 'sign-in-refused' })
  })

  it.each([
    ['calls itself by another name', { issuer: 'https://issuer.example' }],
    ['rules out S256', { code_challenge_methods_supported: ['plain'] }],
    ['has an endpoint without TLS', { token_endpoint: 'http://issuer.example/token' }],
    ['has no token endpoint', { token_endpoint: undefined }],
  ])('the issuer %s', async (_, change) => {
    const openWindow = () => Promise.reject(new Error('no window may open'))
    const signInDeps = deps({ openWindow }, async (_url, response) =>
      Response.json({ ...((await response.json()) as object), ...change }),
    )
    const refused = await signIn(connection, false, signInDeps).catch((error: { code: string }) => error.code)
    expect(['issuer-misconfigured', 'sign-in-refused']).toContain(refused)
  })

  it('the issuer’s name differs by a slash', async () => {
    const slashed = { ...connection, issuer: `${connection.issuer}/` }
    await expect(signIn(slashed, false, deps())).rejects.toMatchObject({ code: 'issuer-misconfigured' })
  })

  it('the person declines', async () => {
    const declined = (url: string) => {
      const state = new URL(url).searchParams.get('state')
      return Promise.resolve(
        `${REDIRECT}?error=access_denied&state=${state}&iss=${encodeURIComponent(provider.issuer)}`,
      )
    }
    await expect(signIn(connection, false, deps({ openWindow: declined }))).rejects.toMatchObject({
      code: 'sign-in-denied',
    })
  })

  it('a captive portal answers in the issuer’s place', async () => {
    const signInDeps = deps(
      {},
      async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    )
    await expect(signIn(connection, false, signInDeps)).rejects.toMatchObject({ code: 'issuer-unreachable' })
  })
})
