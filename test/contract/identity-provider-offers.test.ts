import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import type { Offers } from '../../src/server/identity/features.ts'
import { type IdentityProvider, startIdentityProvider } from '../../src/server/identity/provider.ts'
import { Browser } from '../support/form-browser.ts'
import {
  AUDIENCE,
  authorizationRequest,
  codeForm,
  EXTENSION_ORIGIN,
  REDIRECT_URL,
  requestToken,
  signIn,
} from './support/code-flow.ts'
import { makeProof, makeProofKey } from './support/proof.ts'

const [employee] = DEMO_ACCOUNTS
const key = await makeProofKey()

const OPTIONS = {
  port: 0,
  folder: null,
  // Of two browsers, as the demo has them.
  redirectUrls: [REDIRECT_URL, 'https://0123456789abcdef.extensions.allizom.org/'],
  audience: AUDIENCE,
  allowedOrigins: [EXTENSION_ORIGIN],
}
let provider: IdentityProvider
let issuer: string
beforeAll(async () => {
  provider = await startIdentityProvider(OPTIONS)
  issuer = provider.issuer
})
afterAll(() => provider.close())

async function metadataOf(at: string): Promise<Record<string, unknown>> {
  const answer = await fetch(new URL('/.well-known/openid-configuration', at))
  return (await answer.json()) as Record<string, unknown>
}

const NAMES: readonly (readonly [keyof Offers, string, string])[] = [
  ['dpop', 'dpop_signing_alg_values_supported', ''],
  ['par', 'pushed_authorization_request_endpoint', '/request'],
  ['revocation', 'revocation_endpoint', '/token/revocation'],
  ['logout', 'end_session_endpoint', '/session/end'],
  ['userinfo', 'userinfo_endpoint', '/me'],
]

test('everything is offered, nothing of it required', async () => {
  const metadata = await metadataOf(issuer)
  for (const [, name, path] of NAMES.slice(1)) expect(metadata[name]).toBe(issuer + path)
  expect(metadata.dpop_signing_alg_values_supported).toEqual(['ES256', 'Ed25519', 'EdDSA'])
  expect(metadata.require_pushed_authorization_requests ?? false).toBe(false)
})

test.each(NAMES)('without %s the metadata lack %s alone, and a sign-in works', async (offer, name) => {
  const poorer = await startIdentityProvider({ ...OPTIONS, offers: { [offer]: false } })
  const metadata = await metadataOf(poorer.issuer)
  expect(NAMES.filter(([, other]) => metadata[other] === undefined)).toEqual([
    expect.arrayContaining([offer, name]),
  ])
  const tokens = await signIn(poorer.issuer, new Browser(poorer.issuer), employee)
  expect(tokens.token_type).toBe('Bearer')
  await poorer.close()
})

test('without dpop a proof changes nothing: the token is a bearer token', async () => {
  const poorer = await startIdentityProvider({ ...OPTIONS, offers: { dpop: false } })
  const request = authorizationRequest(poorer.issuer)
  const browser = new Browser(poorer.issuer)
  const end = await browser.signIn(await browser.visit(request.url), employee.username, employee.password)
  const DPoP = await makeProof(key, { method: 'POST', url: `${poorer.issuer}/token` })
  const answer = await requestToken(poorer.issuer, codeForm(end, request.verifier), { DPoP })
  expect(await answer.json()).toMatchObject({ token_type: 'Bearer' })
  await poorer.close()
})

describe('a pushed authorization request', () => {
  async function push(more: Record<string, string> = {}, headers: Record<string, string> = {}) {
    const { url, verifier } = authorizationRequest(issuer, more)
    const answer = await fetch(new URL('/request', issuer), {
      method: 'POST',
      headers: { Origin: EXTENSION_ORIGIN, ...headers },
      body: url.searchParams,
    })
    const body = (await answer.json()) as { request_uri?: string; error?: string; expires_in?: number }
    const pushed = new URL('/auth', issuer)
    pushed.search = new URLSearchParams({
      client_id: 'timejot',
      request_uri: body.request_uri ?? '',
    }).toString()
    return { answer, body, verifier, pushed }
  }

  test('is taken, and the authorization that names it ends in tokens', async () => {
    const { answer, body, verifier, pushed } = await push()
    expect([answer.status, body.expires_in]).toEqual([201, 60])
    expect(answer.headers.get('access-control-allow-origin')).toBe(EXTENSION_ORIGIN)
    const browser = new Browser(issuer)
    const end = await browser.signIn(await browser.visit(pushed), employee.username, employee.password)
    expect(end.url.searchParams.get('state')).toBe('a-state')
    const tokens = await requestToken(issuer, codeForm(end, verifier))
    expect(await tokens.json()).toMatchObject({ token_type: 'Bearer' })
  })

  test('with a proof binds the code to that key', async () => {
    const proofFor = (path: string, signer = key) => makeProof(signer, { method: 'POST', url: issuer + path })
    const { verifier, pushed } = await push({}, { DPoP: await proofFor('/request') })
    const browser = new Browser(issuer)
    const end = await browser.signIn(await browser.visit(pushed), employee.username, employee.password)
    const form = codeForm(end, verifier)
    const stolen = await requestToken(issuer, form, { DPoP: await proofFor('/token', await makeProofKey()) })
    expect([stolen.status, await stolen.json()]).toMatchObject([400, { error: 'invalid_grant' }])
  })

  test('serves one sign-in; what comes after it is refused on a page, as no redirect address is left', async () => {
    const { pushed } = await push()
    const browser = new Browser(issuer)
    await browser.visit(pushed)
    const end = await browser.signIn(await browser.visit(pushed), employee.username, employee.password)
    expect(end.url.searchParams.get('code')).toBeTruthy()
    const again = await browser.visit(pushed)
    expect(again).toMatchObject({ status: 400, url: expect.objectContaining({ origin: issuer }) })
  })

  test('named together with state and redirect_uri is refused by a redirect with the state', async () => {
    const { pushed } = await push()
    pushed.searchParams.set('state', 'a-state')
    pushed.searchParams.set('redirect_uri', REDIRECT_URL)
    const browser = new Browser(issuer)
    const end = await browser.signIn(await browser.visit(pushed), employee.username, employee.password)
    expect(end.url.searchParams.get('code')).toBeTruthy()
    const again = await browser.visit(pushed)
    expect(again.url.href.startsWith(`${REDIRECT_URL}?error=invalid_request_uri&`)).toBe(true)
    expect(again.url.searchParams.get('state')).toBe('a-state')
  })

  test.each([
    ['a foreign redirect address', { redirect_uri: 'https://attacker.example/' }, 'invalid_request'],
    ['a foreign resource', { resource: 'https://elsewhere.example/' }, 'invalid_target'],
    ['an unknown client', { client_id: 'stranger' }, 'invalid_client'],
  ])('with %s is refused at once', async (_name, more, error) => {
    const { answer, body } = await push(more)
    expect([answer.status >= 400, body.error]).toEqual([true, error])
  })
})

describe('CORS for the extension', () => {
  test.each(['/token', '/request', '/me'])('%s takes the DPoP header', async (path) => {
    const preflight = await fetch(new URL(path, issuer), {
      method: 'OPTIONS',
      headers: {
        Origin: EXTENSION_ORIGIN,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'dpop,authorization',
      },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBe(EXTENSION_ORIGIN)
    expect(preflight.headers.get('access-control-allow-headers')).toContain('dpop')
  })

  test.each(['/token', '/request'])('%s lets the nonce be read, also on a refusal', async (path) => {
    const iat = 1
    const DPoP = await makeProof(key, { method: 'POST', url: issuer + path, claims: { iat } })
    const form = path === '/token' ? { grant_type: 'refresh_token', refresh_token: 'x' } : {}
    const answer = await fetch(new URL(path, issuer), {
      method: 'POST',
      headers: { Origin: EXTENSION_ORIGIN, DPoP },
      body: new URLSearchParams({
        client_id: 'timejot',
        ...Object.fromEntries(authorizationRequest(issuer).url.searchParams),
        ...form,
      }),
    })
    expect(await answer.json()).toMatchObject({ error: 'use_dpop_nonce' })
    expect(answer.headers.get('access-control-allow-origin')).toBe(EXTENSION_ORIGIN)
    expect(answer.headers.get('access-control-expose-headers')?.toLowerCase()).toContain('dpop-nonce')
    expect(answer.headers.get('dpop-nonce')).toMatch(/^[\w-]{43}$/)
  })
})

describe('signing out at the provider', () => {
  async function endSession(browser: Browser, idToken: string) {
    const url = new URL('/session/end', issuer)
    url.search = new URLSearchParams({
      id_token_hint: idToken,
      post_logout_redirect_uri: REDIRECT_URL,
      state: 'bye',
    }).toString()
    const page = await browser.visit(url)
    return { page, xsrf: /name="xsrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '' }
  }

  test('asks once, on a page in the style of the sign-in', async () => {
    const browser = new Browser(issuer)
    const { page } = await endSession(browser, (await signIn(issuer, browser, employee)).id_token)
    expect(page.status).toBe(200)
    expect(page.html).toContain('<h1>Sign out?</h1>')
    expect(page.html).not.toContain('<script')
    expect([...page.html.matchAll(/<button[^>]*>([^<]+)</g)].map(([, text]) => text)).toEqual([
      'Sign out',
      'Stay signed in',
    ])
  })

  test('declined, it returns to the client and the session stays', async () => {
    const browser = new Browser(issuer)
    const { xsrf } = await endSession(browser, (await signIn(issuer, browser, employee)).id_token)
    const end = await browser.visit('/session/end/confirm', { xsrf })
    expect(end.url.href).toBe(`${REDIRECT_URL}?state=bye`)
    const silent = await browser.visit(authorizationRequest(issuer, { prompt: 'none' }).url)
    expect(silent.url.searchParams.get('code')).toBeTruthy()
  })

  test('without a session it returns at once, without asking', async () => {
    const { id_token: idToken } = await signIn(issuer, new Browser(issuer), employee)
    const browser = new Browser(issuer)
    const { page, xsrf } = await endSession(browser, idToken)
    expect([page.status, page.html.includes('<button type="submit" form')]).toEqual([200, false])
    const end = await browser.visit('/session/end/confirm', { xsrf, logout: 'yes' })
    expect(end.url.href).toBe(`${REDIRECT_URL}?state=bye`)
  })
})
