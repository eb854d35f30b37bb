import 'fake-indexeddb/auto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { revoke } from '../../src/background/auth/revocation.ts'
import { createSession } from '../../src/background/auth/session.ts'
import { type SignInDeps, signIn } from '../../src/background/auth/sign-in.ts'
import { createVault } from '../../src/background/auth/vault.ts'
import type { Connection } from '../../src/contract/connection.ts'
import { fail } from '../../src/domain/failure.ts'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import type { IdentityProvider } from '../../src/server/identity/provider.ts'
import { loopbackProtocol } from '../support/protocol.ts'
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

const deps = (more: Partial<SignInDeps> = {}): SignInDeps => ({
  ...loopbackProtocol(fetch),
  vault: createVault(`sign-in-${++vaults}`),
  redirectUrl: REDIRECT,
  openWindow: window('employee'),
  now: () => Date.now(),
  ...more,
})
const openSession = (signInDeps: SignInDeps) =>
  createSession({
    ...signInDeps,
    connection: async () => connection,
    exclusively: (work) => work(),
    signInSilently: () => fail('session-expired'),
    onChange: async () => undefined,
  })

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

  it('is renewed with the refresh token, which rotates (oidcc-client-test-refresh-token)', async () => {
    const signInDeps = deps()
    const { session: first } = await signIn(connection, false, signInDeps)
    await signInDeps.vault.write('session', first)
    const renewed = await openSession(signInDeps).renew(first.accessToken)
    expect(renewed.accessToken).not.toBe(first.accessToken)
    expect(renewed.refreshToken).not.toBe(first.refreshToken)
    expect(renewed.scopes).toEqual(first.scopes)
  })

  it('a revoked session cannot be renewed', async () => {
    const signInDeps = deps()
    const { session: signedIn } = await signIn(connection, false, signInDeps)
    await signInDeps.vault.write('session', signedIn)
    expect(await revoke(signedIn, connection, signInDeps)).toBe(true)
    await expect(openSession(signInDeps).renew(signedIn.accessToken)).rejects.toMatchObject({
      code: 'session-expired',
    })
  })

  it('that cannot be revoked says so', async () => {
    const { session: signedIn } = await signIn(connection, false, deps())
    const unreachable = loopbackProtocol(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await revoke(signedIn, connection, unreachable)).toBe(false)
  })
})

describe('a sign-in is refused, and nothing of it is kept, when', () => {
  it('the person declines', async () => {
    const vault = createVault('declined')
    const declined = async () => {
      const transaction = await vault.read('transaction')
      return `${REDIRECT}?error=access_denied&state=${transaction?.state}&iss=${encodeURIComponent(provider.issuer)}`
    }
    await expect(signIn(connection, false, deps({ vault, openWindow: declined }))).rejects.toMatchObject({
      code: 'sign-in-denied',
    })
  })

  it('a captive portal answers in the issuer’s place', async () => {
    const portal = async () => new Response('<html>', { headers: { 'content-type': 'text/html' } })
    const signInDeps = deps(loopbackProtocol(portal))
    await expect(signIn(connection, false, signInDeps)).rejects.toMatchObject({ code: 'captive-portal' })
  })
})
