import { createHash } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import { type IdentityProvider, startIdentityProvider } from '../../src/server/identity/provider.ts'
import { Browser } from '../support/form-browser.ts'
import {
  AUDIENCE,
  authorizationRequest,
  EXTENSION_ORIGIN,
  exchangeCode,
  REDIRECT_URL,
  requestToken,
  signIn,
  type Tokens,
} from './support/code-flow.ts'

const [employee, , manager] = DEMO_ACCOUNTS
let provider: IdentityProvider
let issuer: string

beforeAll(async () => {
  provider = await startIdentityProvider({
    port: 0,
    folder: null,
    redirectUrls: [REDIRECT_URL],
    audience: AUDIENCE,
    allowedOrigins: [EXTENSION_ORIGIN],
  })
  issuer = provider.issuer
})
afterAll(() => provider.close())

async function readToken(token: string, audience: string) {
  const keys = createRemoteJWKSet(new URL('/jwks', issuer))
  return (await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] })).payload
}

const EMPLOYEE_SCOPES = 'create:timesheets delete:timesheets read:timesheets'
const MANAGER_SCOPES = `approve:timesheets ${EMPLOYEE_SCOPES}`

describe('signing in', () => {
  test.each([
    {
      username: 'employee@exampleco.com',
      password: 'employee-demo',
      scopes: EMPLOYEE_SCOPES,
      picture: '/picture.png',
    },
    { username: 'contractor@exampleco.com', password: 'contractor-demo', scopes: EMPLOYEE_SCOPES },
    { username: 'manager@exampleco.com', password: 'manager-demo', scopes: MANAGER_SCOPES },
  ])(
    '$username asks for every scope and gets those of the role',
    async ({ username, password, scopes, picture }) => {
      const tokens = await signIn(issuer, new Browser(issuer), { username, password })
      const access = await readToken(tokens.access_token, AUDIENCE)
      expect(String(access.scope).split(' ').sort().join(' ')).toBe(scopes)
      expect(access).toMatchObject({ sub: username, aud: AUDIENCE, client_id: 'timejot' })
      expect(access.name).toBe(DEMO_ACCOUNTS.find((account) => account.username === username)?.name)
      const identity = await readToken(tokens.id_token, 'timejot')
      expect(identity).toMatchObject({ sub: username, email: username, nonce: 'a-nonce', name: access.name })
      expect(identity.picture).toBe(picture && issuer + picture)
      expect(tokens).toMatchObject({ token_type: 'Bearer', refresh_token: expect.any(String) })
    },
  )

  test('the redirect carries code, state and iss', async () => {
    const browser = new Browser(issuer)
    const page = await browser.visit(authorizationRequest(issuer).url)
    const end = await browser.signIn(page, employee.username, employee.password)
    expect(end.url.href.startsWith(`${REDIRECT_URL}?`)).toBe(true)
    expect([...end.url.searchParams.keys()].sort()).toEqual(['code', 'iss', 'state'])
    expect(end.url.searchParams.get('iss')).toBe(issuer)
    expect(end.url.searchParams.get('state')).toBe('a-state')
  })

  test('a wrong password answers 200 with a sentence and keeps the e-mail, escaped', async () => {
    const browser = new Browser(issuer)
    const page = await browser.visit(authorizationRequest(issuer).url)
    const again = await browser.signIn(page, '"><img src=x>@exampleco.com', 'wrong')
    expect(again.status).toBe(200)
    expect(again.html).toContain('E-mail or password is wrong.')
    expect(again.html).toContain('value="&quot;&gt;&lt;img src=x&gt;@exampleco.com"')
    expect(again.html).not.toContain('<img')
    const end = await browser.signIn(again, employee.username, employee.password)
    expect(end.url.searchParams.get('code')).toBeTruthy()
  })

  test('the login page has labelled fields, no script and a policy that lets the redirect pass', async () => {
    const page = await new Browser(issuer).visit(
      authorizationRequest(issuer, { login_hint: 'a@b.example' }).url,
    )
    expect(page.html).toMatch(/<label for="username">E-mail<\/label>\s*<input id="username"/)
    expect(page.html).toMatch(/<label for="password">Password<\/label>\s*<input id="password"/)
    expect(page.html).toContain('<button type="submit">Sign in</button>')
    expect(page.html).toContain('value="a@b.example"')
    expect(page.html).not.toContain('<script')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain(`form-action 'self' ${new URL(REDIRECT_URL).origin};`)
  })

  test('cancelling answers access_denied', async () => {
    const browser = new Browser(issuer)
    const page = await browser.visit(authorizationRequest(issuer).url)
    const end = await browser.visit(`${page.url.pathname}/cancel`)
    expect(end.url.searchParams.get('error')).toBe('access_denied')
    expect(end.url.searchParams.get('state')).toBe('a-state')
  })

  test('prompt=none answers login_required without a session and a code with one', async () => {
    const browser = new Browser(issuer)
    const silent = authorizationRequest(issuer, { prompt: 'none' })
    expect((await browser.visit(silent.url)).url.searchParams.get('error')).toBe('login_required')
    await signIn(issuer, browser, employee)
    const end = await browser.visit(silent.url)
    const tokens = await exchangeCode(issuer, end, silent.verifier)
    expect((await readToken(tokens.access_token, AUDIENCE)).sub).toBe(employee.sub)
  })

  test('another account can sign in over a session: the hand-over form may submit itself', async () => {
    const browser = new Browser(issuer)
    await signIn(issuer, browser, employee)
    const request = authorizationRequest(issuer, { prompt: 'login' })
    const page = await browser.visit(request.url)
    const handOver = await browser.signIn(page, manager.username, manager.password)
    const script = /<script>([\s\S]*?)<\/script>/.exec(handOver.html)?.[1] ?? ''
    const hash = createHash('sha256').update(script).digest('base64')
    expect(handOver.headers.get('content-security-policy')).toContain(`script-src 'sha256-${hash}'`)
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(handOver.html)?.[1] ?? ''
    const end = await browser.visit('/session/end/confirm', { xsrf, logout: 'yes' })
    const tokens = await exchangeCode(issuer, end, request.verifier)
    expect((await readToken(tokens.access_token, AUDIENCE)).sub).toBe(manager.sub)
  })

  test('the implicit grant is not offered', async () => {
    const answer = await fetch(new URL('/.well-known/openid-configuration', issuer))
    const metadata = (await answer.json()) as Record<string, unknown>
    expect(metadata.response_types_supported).toEqual(['code'])
    expect(metadata.grant_types_supported).toEqual([
      'authorization_code',
      'refresh_token',
      'client_credentials',
    ])
    expect(metadata.code_challenge_methods_supported).toEqual(['S256'])
  })

  test('audience without resource (Auth0 style) gives the same access token', async () => {
    const browser = new Browser(issuer)
    const request = authorizationRequest(issuer, { audience: AUDIENCE })
    request.url.searchParams.delete('resource')
    const page = await browser.visit(request.url)
    const end = await browser.signIn(page, manager.username, manager.password)
    const tokens = await exchangeCode(issuer, end, request.verifier)
    expect((await readToken(tokens.access_token, AUDIENCE)).scope).toContain('approve:timesheets')
  })

  test('without audience and resource the token is for userinfo', async () => {
    const browser = new Browser(issuer)
    const request = authorizationRequest(issuer)
    request.url.searchParams.delete('resource')
    const page = await browser.visit(request.url)
    const end = await browser.signIn(page, manager.username, manager.password)
    const tokens = await exchangeCode(issuer, end, request.verifier)
    const answer = await fetch(new URL('/me', issuer), {
      headers: { Authorization: `Bearer ${tokens.access_token}`, Origin: EXTENSION_ORIGIN },
    })
    expect(await answer.json()).toMatchObject({
      sub: manager.sub,
      name: manager.name,
      email: manager.username,
    })
  })

  test.each([
    ['no PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['plain PKCE', { code_challenge_method: 'plain' }],
    ['a foreign resource', { resource: 'https://elsewhere.example/' }],
  ])('%s is refused', async (_what, more) => {
    const { url } = authorizationRequest(issuer, more)
    for (const [name, value] of Object.entries(more)) if (value === '') url.searchParams.delete(name)
    const page = await new Browser(issuer).visit(url)
    expect(page.url.searchParams.get('error')).toMatch(/^invalid_(request|target)$/)
    expect(page.url.searchParams.get('code')).toBeNull()
  })

  test('another redirect address is refused on a page, not redirected to', async () => {
    const page = await new Browser(issuer).visit(
      authorizationRequest(issuer, { redirect_uri: 'https://attacker.example/' }).url,
    )
    expect(page).toMatchObject({ status: 400, url: expect.objectContaining({ origin: issuer }) })
  })
})

describe('tokens afterwards', () => {
  const refresh = (token: string) =>
    requestToken(issuer, { client_id: 'timejot', grant_type: 'refresh_token', refresh_token: token })

  test('a refresh rotates; a replayed refresh token revokes the family', async () => {
    const first = await signIn(issuer, new Browser(issuer), employee)
    const answer = await refresh(first.refresh_token)
    expect(answer.status).toBe(200)
    const second = (await answer.json()) as Tokens
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect((await readToken(second.access_token, AUDIENCE)).scope).not.toContain('approve')
    const replay = await refresh(first.refresh_token)
    expect([replay.status, await replay.json()]).toMatchObject([400, { error: 'invalid_grant' }])
    expect((await refresh(second.refresh_token)).status).toBe(400)
  })

  test('a revoked refresh token is of no use', async () => {
    const tokens = await signIn(issuer, new Browser(issuer), employee)
    const revoked = await fetch(new URL('/token/revocation', issuer), {
      method: 'POST',
      body: new URLSearchParams({ client_id: 'timejot', token: tokens.refresh_token }),
    })
    expect(revoked.status).toBe(200)
    expect((await refresh(tokens.refresh_token)).status).toBe(400)
  })

  test('signing out at the provider ends its session and returns to the client', async () => {
    const browser = new Browser(issuer)
    const tokens = await signIn(issuer, browser, employee)
    const url = new URL('/session/end', issuer)
    url.search = new URLSearchParams({
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: REDIRECT_URL,
      state: 'bye',
    }).toString()
    const page = await browser.visit(url)
    expect(page.html).toContain('>Sign out</button>')
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    const end = await browser.visit('/session/end/confirm', { xsrf, logout: 'yes' })
    expect(end.url.href).toBe(`${REDIRECT_URL}?state=bye`)
    const silent = await browser.visit(authorizationRequest(issuer, { prompt: 'none' }).url)
    expect(silent.url.searchParams.get('error')).toBe('login_required')
  })

  test('the machine client gets batch:upload and nothing else', async () => {
    const form = {
      client_id: 'timesheets-cron',
      client_secret: 'cron-demo',
      grant_type: 'client_credentials',
    }
    const authorization = `Basic ${btoa('timesheets-cron:cron-demo')}`
    const ask = (scope: string) =>
      fetch(new URL('/token', issuer), {
        method: 'POST',
        headers: { Authorization: authorization },
        body: new URLSearchParams({ grant_type: form.grant_type, scope }),
      })
    const { access_token } = (await (await ask('batch:upload approve:timesheets')).json()) as Tokens
    expect(await readToken(access_token, AUDIENCE)).toMatchObject({
      sub: 'timesheets-cron',
      scope: 'batch:upload',
    })
  })
})

describe('who may reach it', () => {
  test.each([
    [EXTENSION_ORIGIN, EXTENSION_ORIGIN],
    ['https://attacker.example', null],
    ['chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba', null],
  ])('CORS for %s answers %s', async (origin, allowed) => {
    for (const path of ['/.well-known/openid-configuration', '/jwks', '/picture.png']) {
      const answer = await fetch(new URL(path, issuer), { headers: { Origin: origin } })
      expect(answer.headers.get('access-control-allow-origin'), path).toBe(allowed)
    }
    const preflight = await fetch(new URL('/token', issuer), {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBe(allowed)
    const answer = await fetch(new URL('/token', issuer), {
      method: 'POST',
      headers: { Origin: origin },
      body: new URLSearchParams({ client_id: 'timejot', grant_type: 'refresh_token', refresh_token: 'x' }),
    })
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed)
  })
})
