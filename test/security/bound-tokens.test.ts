import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { sendWithToken } from '../../src/background/api/token-call.ts'
import { contentOf } from './device/samples.ts'
import { type Entrance, openEntrance } from './entrance.ts'
import { runHostileIssuer, runProtectedResource } from './running-servers.ts'

const CONTENT = contentOf('')

const hostile = await runHostileIssuer({ proofs: true, pushing: true, revocation: true })
const resource = await runProtectedResource(hostile)
let entrance: Entrance

beforeEach(() => {
  entrance = openEntrance(hostile, { apiUrl: resource.url })
})

const requestsTo = (path: string) => hostile.requests.filter((request) => request.path === path)
const statuses = () => resource.calls.map(({ status }) => status)
const isLoop = (path: string) => (called: string) =>
  called === path
    ? Response.json(
        { error: 'use_dpop_nonce' },
        { status: 400, headers: { 'dpop-nonce': crypto.randomUUID() } },
      )
    : undefined
const challenge = (error: string, status: number) => () =>
  new Response('{}', {
    status,
    headers: { 'www-authenticate': `DPoP error="${error}"`, 'dpop-nonce': crypto.randomUUID() },
  })

describe('where the issuer takes proofs', () => {
  it('the code and the tokens are bound to one key, which signs for both', async () => {
    const { session } = await entrance.signIn()
    const [pushed] = requestsTo('/par')
    expect(pushed?.body.get('dpop_jkt')).toBe(session.proofKey)
    expect(pushed?.proof).toMatchObject({ htm: 'POST', htu: `${hostile.issuer}/par` })
    expect(requestsTo('/token')[0]?.proof).toMatchObject({ htm: 'POST', htu: `${hostile.issuer}/token` })
    expect(hostile.bindings.get(session.accessToken)).toBe(session.proofKey)
  })

  it('each sign-in has a key of its own', async () => {
    const [first, second] = [await entrance.signIn(), await entrance.signIn()]
    expect(first.session.proofKey).not.toBe(second.session.proofKey)
  })

  it('a renewal and every call carry a proof, also after the worker started anew', async () => {
    const { accessToken } = await entrance.enter()
    const { client, session } = entrance.openClient()
    const renewed = await session.renew(accessToken)
    expect(hostile.bindings.get(renewed.accessToken)).toBe(renewed.proofKey)
    await client.listEntries({})
    await client.listProjects()
    expect(resource.calls).toMatchObject([
      {
        scheme: 'DPoP',
        status: 200,
        proof: { htm: 'GET', htu: `${resource.url}/timesheets`, ath: expect.any(String) },
      },
      { scheme: 'DPoP', status: 200, proof: { htu: `${resource.url}/projects` } },
    ])
  })

  it('a revocation needs no proof', async () => {
    await entrance.enter()
    const kept = await entrance.vault.read('session')
    expect(await entrance.revoke()).toBe(true)
    expect(hostile.revoked).toEqual([kept?.refreshToken])
  })

  it('a 401 costs one renewal and one replay, each with a proof of its own', async () => {
    await entrance.enter()
    let calls = 0
    resource.answer = () => (++calls === 1 ? challenge('invalid_token', 401)() : undefined)
    await entrance.openClient().client.listProjects()
    expect(statuses()).toEqual([401, 200])
    expect(requestsTo('/token')).toHaveLength(2)
    expect(new Set(resource.calls.map(({ proof }) => proof?.jti)).size).toBe(2)
  })
})

describe('where the issuer takes none', () => {
  it.each([
    ['says nothing of them', undefined],
    ['takes other algorithms', ['RS256', 'EdDSA']],
    ['says nonsense', 'ES256K ES256'],
  ])('because it %s, tokens are bearer tokens and no proof is sent', async (_, algorithms) => {
    hostile.faults = {
      metadata: ({ dpop_signing_alg_values_supported: _offered, ...right }) => ({
        ...right,
        ...(algorithms && { dpop_signing_alg_values_supported: algorithms }),
      }),
    }
    const { accessToken } = await entrance.enter()
    const { client, session } = entrance.openClient()
    expect((await session.renew(accessToken)).proofKey).toBeUndefined()
    await client.listProjects()
    expect(resource.calls).toMatchObject([{ scheme: 'Bearer', status: 200, proof: null }])
    expect(hostile.requests.every(({ proof, body }) => proof === null && !body.has('dpop_jkt'))).toBe(true)
  })

  it('a session stays with bearer tokens though the issuer takes proofs by now', async () => {
    hostile.faults = { metadata: (right) => ({ ...right, dpop_signing_alg_values_supported: [] }) }
    const { accessToken } = await entrance.enter()
    hostile.faults = {}
    const { session } = entrance.openClient()
    await session.renew(accessToken)
    expect(requestsTo('/token').map(({ proof }) => proof)).toEqual([null, null])
  })
})

describe('a bearer answer to a request with a proof (case 9)', () => {
  const downgrade = { tokens: (right: object) => ({ ...right, token_type: 'Bearer' }) }

  it('is refused and revoked, and nothing is kept', async () => {
    hostile.faults = {
      tokens: (right) => ({ ...right, token_type: 'Bearer', refresh_token: 'loose-refresh' }),
    }
    await expect(entrance.signIn()).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(hostile.revoked).toEqual(['loose-refresh', expect.stringMatching(/^access-/)])
    expect(await entrance.vault.read('session')).toBeNull()
  })

  it('is refused where it cannot be revoked', async () => {
    hostile.faults = {
      ...downgrade,
      answer: (path) => (path === '/revoke' ? new Response('', { status: 503 }) : undefined),
    }
    await expect(entrance.signIn()).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(await entrance.vault.read('session')).toBeNull()
  })

  it('at a renewal is refused and revoked, and is not what later calls use', async () => {
    const { session, accessToken } = await entrance.enter()
    hostile.faults = downgrade
    await expect(session.renew(accessToken)).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(hostile.revoked).toHaveLength(2)
    expect(await entrance.vault.read('session')).toMatchObject({ accessToken })
  })
})

describe('a nonce that a server wants in proofs', () => {
  it('costs the first request to the issuer one more, and the later ones none', async () => {
    hostile.proofNonce = 'nonce-1'
    const { session, accessToken } = await entrance.enter()
    expect(hostile.calls).toEqual(['/.well-known/openid-configuration', '/par', '/par', '/token', '/jwks'])
    await session.renew(accessToken)
    expect(requestsTo('/token').map(({ proof }) => proof?.nonce)).toEqual(['nonce-1', 'nonce-1'])
  })

  it('that changes costs one more', async () => {
    hostile.proofNonce = 'nonce-1'
    const { session, accessToken } = await entrance.enter()
    hostile.proofNonce = 'nonce-2'
    await session.renew(accessToken)
    expect(requestsTo('/token')).toHaveLength(3)
  })

  it('is kept apart for the API', async () => {
    hostile.proofNonce = 'issuers-nonce'
    resource.nonce = 'apis-nonce'
    await entrance.enter()
    const { client, session } = entrance.openClient()
    await client.listProjects()
    await client.listProjects()
    expect(statuses()).toEqual([401, 200, 200])
    expect(resource.calls.at(-1)?.proof).toMatchObject({ nonce: 'apis-nonce' })
    expect(requestsTo('/token')).toHaveLength(1)
    await session.renew((await session.fresh()).accessToken)
    expect(requestsTo('/token').at(-1)?.proof).toMatchObject({ nonce: 'issuers-nonce' })
  })

  it('again and again, at the code, stops after one retry (case 12)', async () => {
    hostile.faults = { answer: isLoop('/token') }
    await expect(entrance.signIn()).rejects.toMatchObject({
      code: 'issuer-misconfigured',
      detail: expect.stringContaining('use_dpop_nonce'),
    })
    expect(requestsTo('/token')).toHaveLength(2)
    expect(await entrance.vault.read('session')).toBeNull()
  })

  it('again and again, at a renewal, stops after one retry and keeps the session (case 12)', async () => {
    const { session, accessToken } = await entrance.enter()
    hostile.faults = { answer: isLoop('/token') }
    await expect(session.renew(accessToken)).rejects.toMatchObject({ code: 'issuer-misconfigured' })
    expect(requestsTo('/token')).toHaveLength(3)
    expect(await entrance.vault.read('session')).toMatchObject({ accessToken })
  })

  it('again and again, at the API, stops after one retry and renews nothing (case 12)', async () => {
    await entrance.enter()
    resource.answer = challenge('use_dpop_nonce', 401)
    const { client } = entrance.openClient()
    await expect(client.listProjects()).rejects.toMatchObject({ code: 'token-refused' })
    expect(statuses()).toEqual([401, 401])
    expect(requestsTo('/token')).toHaveLength(1)
  })

  it('asked for beside a done deed does not do it twice', async () => {
    await entrance.enter()
    resource.answer = challenge('use_dpop_nonce', 201)
    const { client } = entrance.openClient()
    await expect(client.createEntry(crypto.randomUUID(), CONTENT, 'key')).rejects.toMatchObject({
      code: 'bad-answer',
    })
    expect(statuses()).toEqual([201])
  })
})

describe('a stolen access token (case 22)', () => {
  it('is refused without its key: bare, as a bearer token, with a proof that served, with another key', async () => {
    await entrance.enter()
    const { client, session } = entrance.openClient()
    await client.listProjects()
    const stolen = await session.fresh()
    const url = new URL(`${resource.url}/projects`)
    const call = async (headers: Record<string, string>) => (await fetch(url, { headers })).status

    expect(await call({ authorization: `DPoP ${stolen.accessToken}` })).toBe(401)
    expect(await call({ authorization: `Bearer ${stolen.accessToken}` })).toBe(401)
    const dpop = resource.calls[0]?.header ?? ''
    expect(await call({ authorization: `DPoP ${stolen.accessToken}`, dpop })).toBe(401)

    const thief = await entrance.vault.newProofKey()
    const deps = { fetch, proofOf: async () => thief.handle }
    const theft = await sendWithToken(deps, stolen, {
      method: 'GET',
      url,
      headers: new Headers(),
      body: undefined,
    })
    expect(theft.status).toBe(401)
    await client.listProjects()
    expect(statuses()).toEqual([200, 401, 401, 401, 401, 200])
  })
})
