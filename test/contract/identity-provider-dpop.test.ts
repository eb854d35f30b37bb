import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import { type IdentityProvider, startIdentityProvider } from '../../src/server/identity/provider.ts'
import { Browser } from '../support/form-browser.ts'
import { startTestApi, type TestApi } from './support/api.ts'
import {
  AUDIENCE,
  authorizationRequest,
  codeForm,
  EXTENSION_ORIGIN,
  REDIRECT_URL,
  requestToken,
  type Tokens,
} from './support/code-flow.ts'
import { makeProof, makeProofKey, type ProofKey } from './support/proof.ts'

const [employee] = DEMO_ACCOUNTS
const key = await makeProofKey()
const thief = await makeProofKey()

const OPTIONS = {
  port: 0,
  folder: null,
  redirectUrls: [REDIRECT_URL],
  audience: AUDIENCE,
  allowedOrigins: [EXTENSION_ORIGIN],
}
let provider: IdentityProvider
let issuer: string
let api: TestApi
beforeAll(async () => {
  provider = await startIdentityProvider(OPTIONS)
  issuer = provider.issuer
  // Before the first request: its start takes seconds, in which an idle connection would come to its end unnoticed.
  api = await startTestApi({
    issuer,
    audience: AUDIENCE,
    keys: undefined,
    now: () => new Date(),
    publicUrl: 'http://localhost',
  })
})
afterAll(async () => {
  await provider.close()
  await api.close()
})

const tokenProof = (signer: ProofKey, claims: Record<string, unknown> = {}, at = issuer) =>
  makeProof(signer, { method: 'POST', url: `${at}/token`, claims })

/** A code, and the form that the token endpoint takes for it. */
async function codeFor(more: Record<string, string> = {}, at = issuer) {
  const request = authorizationRequest(at, more)
  if (more.resource === '') request.url.searchParams.delete('resource')
  const browser = new Browser(at)
  const end = await browser.signIn(await browser.visit(request.url), employee.username, employee.password)
  return codeForm(end, request.verifier)
}

async function boundTokens(more: Record<string, string> = {}): Promise<Tokens> {
  const answer = await requestToken(issuer, await codeFor(more), { DPoP: await tokenProof(key) })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Tokens
}

const refreshForm = (token: string) => ({
  client_id: 'timejot',
  grant_type: 'refresh_token',
  refresh_token: token,
})

/** Status and error of an answer. */
async function outcome(answer: Response): Promise<unknown[]> {
  const body = (await answer.json()) as { error?: string; token_type?: string }
  return [answer.status, body.error ?? body.token_type]
}

describe('the token endpoint', () => {
  test('binds the access token to the key of the proof', async () => {
    const tokens = await boundTokens()
    expect(tokens.token_type).toBe('DPoP')
    const keys = createRemoteJWKSet(new URL('/jwks', issuer))
    const { payload } = await jwtVerify(tokens.access_token, keys, { issuer, audience: AUDIENCE })
    expect(payload.cnf).toEqual({ jkt: key.thumbprint })
  })

  test('gives a bearer token to a client without a proof', async () => {
    expect(await outcome(await requestToken(issuer, await codeFor()))).toEqual([200, 'Bearer'])
  })

  test('refuses a proof that was used before', async () => {
    const proof = await tokenProof(key)
    expect((await requestToken(issuer, await codeFor(), { DPoP: proof })).status).toBe(200)
    const again = await requestToken(issuer, await codeFor(), { DPoP: proof })
    expect(await outcome(again)).toEqual([400, 'invalid_grant'])
  })

  test.each([
    ['another address', { htu: 'https://attacker.example/token' }],
    ['another method', { htm: 'GET' }],
    ['no jti', { jti: undefined }],
  ])('refuses a proof for %s', async (_name, claims) => {
    const answer = await requestToken(issuer, await codeFor(), { DPoP: await tokenProof(key, claims) })
    expect(await outcome(answer)).toEqual([400, 'invalid_dpop_proof'])
  })

  test('gives a code that was asked for with dpop_jkt to that key alone', async () => {
    const form = await codeFor({ dpop_jkt: key.thumbprint })
    const stolen = await requestToken(issuer, form, { DPoP: await tokenProof(thief) })
    expect(await outcome(stolen)).toEqual([400, 'invalid_grant'])
    const fresh = await codeFor({ dpop_jkt: key.thumbprint })
    const mine = await requestToken(issuer, fresh, { DPoP: await tokenProof(key) })
    expect(await outcome(mine)).toEqual([200, 'DPoP'])
  })

  test.each([
    ['another key', async () => ({ DPoP: await tokenProof(thief) })],
    ['no proof', async () => ({})],
  ])('refuses a bound refresh token with %s, and takes it with its own', async (_name, headers) => {
    const form = refreshForm((await boundTokens()).refresh_token)
    expect(await outcome(await requestToken(issuer, form, await headers()))).toEqual([400, 'invalid_grant'])
    const own = await requestToken(issuer, form, { DPoP: await tokenProof(key) })
    expect(await outcome(own)).toEqual([200, 'DPoP'])
  })

  test('asks a client whose clock is ten minutes ahead for a nonce, and serves it then', async () => {
    const form = await codeFor()
    const iat = Math.floor(Date.now() / 1000) + 600
    const refused = await requestToken(issuer, form, { DPoP: await tokenProof(key, { iat }) })
    const nonce = refused.headers.get('dpop-nonce')
    expect(await outcome(refused)).toEqual([400, 'use_dpop_nonce'])
    const served = await requestToken(issuer, form, { DPoP: await tokenProof(key, { iat, nonce }) })
    expect(await outcome(served)).toEqual([200, 'DPoP'])
  })
})

test('where nonces are required, a proof without is refused and with it served', async () => {
  const strict = await startIdentityProvider({ ...OPTIONS, dpopNonceRequired: true })
  const form = await codeFor({}, strict.issuer)
  const send = async (claims: Record<string, unknown>) =>
    requestToken(strict.issuer, form, { DPoP: await tokenProof(key, claims, strict.issuer) })
  const refused = await send({})
  const nonce = refused.headers.get('dpop-nonce')
  expect(await outcome(refused)).toEqual([400, 'use_dpop_nonce'])
  expect(await outcome(await send({ nonce }))).toEqual([200, 'DPoP'])
  await strict.close()
})

test('a stolen token is 401 at the API without its key; with it the caller is served', async () => {
  const { access_token: accessToken } = await boundTokens()
  const proofBy = (signer: ProofKey) =>
    makeProof(signer, { method: 'GET', url: 'http://localhost/timesheets', accessToken })
  const statusOf = async (authorization: string, headers: Record<string, string>) =>
    (await api.sendWith(authorization, 'GET', '/timesheets', { headers })).status
  expect(await statusOf(`Bearer ${accessToken}`, {})).toBe(401)
  expect(await statusOf(`DPoP ${accessToken}`, {})).toBe(401)
  expect(await statusOf(`DPoP ${accessToken}`, { DPoP: await proofBy(thief) })).toBe(401)
  expect(await statusOf(`DPoP ${accessToken}`, { DPoP: await proofBy(key) })).toBe(200)
})

test('userinfo answers a bound token of its own with a proof, and not without', async () => {
  const { access_token: accessToken } = await boundTokens({ resource: '' })
  const ask = (headers: Record<string, string>) =>
    fetch(`${issuer}/me`, {
      headers: { Authorization: `DPoP ${accessToken}`, Origin: EXTENSION_ORIGIN, ...headers },
    })
  const proof = await makeProof(key, { method: 'GET', url: `${issuer}/me`, accessToken })
  const answer = await ask({ DPoP: proof })
  expect(answer.headers.get('access-control-allow-origin')).toBe(EXTENSION_ORIGIN)
  expect(await answer.json()).toMatchObject({ sub: employee.sub, name: employee.name })
  expect(await outcome(await ask({}))).toEqual([400, 'invalid_request'])
  const stolen = await makeProof(thief, { method: 'GET', url: `${issuer}/me`, accessToken })
  expect(await outcome(await ask({ DPoP: stolen }))).toEqual([401, 'invalid_token'])
})
