import 'fake-indexeddb/auto'
import { createHmac } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { CLIENT, type Entrance, openEntrance } from './entrance.ts'
import { type Faults, makeKey } from './hostile-server/issuer.ts'
import { runHostileIssuer } from './running-servers.ts'

const hostile = await runHostileIssuer()
let entrance: Entrance
/** What the issuer's key set shows beside, or in place of, the real one. */
const strangersKey = await makeKey(99)
const ellipticKey: JWK = {
  ...(await exportJWK((await generateKeyPair('ES256')).publicKey)),
  kid: 'elliptic',
}

beforeEach(() => {
  entrance = openEntrance(hostile)
})

const now = () => Math.floor(Date.now() / 1000)
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const withHeader = (token: string, header: object) => [encode(header), ...token.split('.').slice(1)].join('.')
const withSignature = (token: string, bytes: number) =>
  [...token.split('.').slice(0, 2), Buffer.alloc(bytes, 1).toString('base64url')].join('.')

/** Signed with what everyone knows: the client's id, as a symmetric secret. */
function signedSymmetrically(token: string): string {
  const content = `${encode({ alg: 'HS256' })}.${token.split('.')[1]}`
  return `${content}.${createHmac('sha256', CLIENT).update(content).digest('base64url')}`
}

describe('an ID token is accepted when', () => {
  const ACCEPTED: readonly [string, Faults][] = [
    ['it is signed with RS256 (oidcc-client-test-idtoken-sig-rs256)', {}],
    [
      'it names no key and the issuer has one (oidcc-client-test-kid-absent-single-jwks)',
      { header: ({ kid: _, ...header }) => header },
    ],
    [
      'its audience is an array of one (FAPI 2: aud as an array)',
      { claims: (claims) => ({ ...claims, aud: [CLIENT] }) },
    ],
    ['it has no at_hash', { claims: ({ at_hash: _, ...claims }) => claims }],
    ['it names this client as azp', { claims: (claims) => ({ ...claims, azp: CLIENT }) }],
    ['it has the type JWT', { header: (header) => ({ ...header, typ: 'JWT' }) }],
    [
      'this clock is nine minutes behind',
      { claims: (claims) => ({ ...claims, iat: now() + 9 * 60, exp: now() + 14 * 60 }) },
    ],
    ['this clock is nine minutes ahead', { claims: (claims) => ({ ...claims, exp: now() - 9 * 60 }) }],
    [
      'the token type is written in capitals (FAPI 2: token type in any case)',
      { tokens: (tokens) => ({ ...tokens, token_type: 'BEARER' }) },
    ],
  ]
  it.each(ACCEPTED)('%s', async (_, faults) => {
    hostile.faults = faults
    const { session, name } = await entrance.signIn()
    expect(session.sub).toBe('employee-1')
    expect(name).toBe('Demo Employee')
  })

  it('its key is where the metadata says (oidcc-client-test-discovery-jwks-uri-keys)', async () => {
    const keys: unknown = await (await fetch(`${hostile.issuer}/jwks`)).json()
    hostile.calls.length = 0
    hostile.faults = {
      metadata: (right) => ({ ...right, jwks_uri: `${hostile.issuer}/a-place-of-its-own` }),
      answer: (path) => (path === '/a-place-of-its-own' ? Response.json(keys) : undefined),
    }
    await entrance.signIn()
    expect(hostile.calls).toEqual(['/.well-known/openid-configuration', '/token', '/a-place-of-its-own'])
  })
})

describe('an ID token is refused when', () => {
  const REFUSED: readonly [string, Faults, string][] = [
    [
      'its issuer is another (oidcc-client-test-invalid-iss)',
      { claims: (claims) => ({ ...claims, iss: 'https://other.example' }) },
      'sign-in-refused',
    ],
    [
      'its audience is another (oidcc-client-test-invalid-aud)',
      { claims: (claims) => ({ ...claims, aud: 'another-client' }) },
      'sign-in-refused',
    ],
    [
      'it has no audience (oidcc-client-test-missing-aud)',
      { claims: ({ aud: _, ...claims }) => claims },
      'sign-in-refused',
    ],
    [
      'its nonce is another (oidcc-client-test-nonce-invalid)',
      { claims: (claims) => ({ ...claims, nonce: 'another' }) },
      'sign-in-refused',
    ],
    ['its nonce is missing', { claims: ({ nonce: _, ...claims }) => claims }, 'sign-in-refused'],
    [
      'it has no sub (oidcc-client-test-missing-sub)',
      { claims: ({ sub: _, ...claims }) => claims },
      'sign-in-refused',
    ],
    [
      'it has no iat (oidcc-client-test-missing-iat)',
      { claims: ({ iat: _, ...claims }) => claims },
      'sign-in-refused',
    ],
    ['it has no exp', { claims: ({ exp: _, ...claims }) => claims }, 'sign-in-refused'],
    [
      'it expired eleven minutes ago',
      { claims: (claims) => ({ ...claims, exp: now() - 11 * 60 }) },
      'clock-wrong',
    ],
    [
      'it was issued in eleven minutes',
      { claims: (claims) => ({ ...claims, iat: now() + 11 * 60, exp: now() + 16 * 60 }) },
      'clock-wrong',
    ],
    [
      'it is valid from eleven minutes on',
      { claims: (claims) => ({ ...claims, nbf: now() + 11 * 60 }) },
      'clock-wrong',
    ],
    [
      'it is to last for two years',
      { claims: (claims) => ({ ...claims, exp: now() + 2 * 366 * 24 * 3600 }) },
      'sign-in-refused',
    ],
    [
      'it is for several audiences and names no party',
      { claims: (claims) => ({ ...claims, aud: [CLIENT, 'another-client'] }) },
      'sign-in-refused',
    ],
    [
      'it was issued to another party',
      { claims: (claims) => ({ ...claims, azp: 'another-client' }) },
      'sign-in-refused',
    ],
    [
      'its at_hash is of another access token',
      { tokens: (tokens) => ({ ...tokens, access_token: 'injected' }) },
      'sign-in-refused',
    ],
    ['its at_hash is no text', { claims: (claims) => ({ ...claims, at_hash: ['x'] }) }, 'sign-in-refused'],
    ['it is an access token', { header: (header) => ({ ...header, typ: 'at+jwt' }) }, 'sign-in-refused'],
    [
      'it is not signed (oidcc-client-test-idtoken-sig-none)',
      { idToken: (token) => `${encode({ alg: 'none' })}.${token.split('.')[1]}.` },
      'sign-in-refused',
    ],
    [
      'its signature is wrong (oidcc-client-test-invalid-sig-rs256)',
      { idToken: (token) => `${token.slice(0, -8)}AAAAAAAA` },
      'sign-in-refused',
    ],
    [
      'its signature by ES256 is wrong (oidcc-client-test-invalid-sig-es256)',
      {
        metadata: (metadata) => ({ ...metadata, id_token_signing_alg_values_supported: ['RS256', 'ES256'] }),
        keys: (keys) => [...keys, ellipticKey],
        idToken: (token) => withSignature(withHeader(token, { alg: 'ES256', kid: 'elliptic' }), 64),
      },
      'sign-in-refused',
    ],
    [
      'it is signed symmetrically (oidcc-client-test-invalid-sig-hs256)',
      { idToken: signedSymmetrically },
      'sign-in-refused',
    ],
    [
      'it is signed symmetrically and the issuer lists that',
      {
        idToken: signedSymmetrically,
        metadata: (metadata) => ({ ...metadata, id_token_signing_alg_values_supported: ['RS256', 'HS256'] }),
      },
      'sign-in-refused',
    ],
    [
      'it names no key and the issuer has several (oidcc-client-test-kid-absent-multiple-jwks)',
      { header: ({ kid: _, ...header }) => header, keys: (keys) => [...keys, strangersKey.publicJwk] },
      'sign-in-refused',
    ],
    ['its key is not among the issuer’s', { keys: () => [strangersKey.publicJwk] }, 'sign-in-refused'],
    ['the issuer shows no keys', { keys: () => [] }, 'sign-in-refused'],
    ['it is padded', { idToken: (token) => `${token}==` }, 'sign-in-refused'],
    ['it has a fourth part', { idToken: (token) => `${token}.e30` }, 'sign-in-refused'],
    ['there is none', { tokens: ({ id_token: _, ...tokens }) => tokens }, 'sign-in-refused'],
    ['it is no text', { tokens: (tokens) => ({ ...tokens, id_token: 17 }) }, 'sign-in-refused'],
  ]
  it.each(REFUSED)('%s', async (_, faults, code) => {
    hostile.faults = faults
    await expect(entrance.signIn()).rejects.toMatchObject({ code })
    expect(await entrance.vault.read('transaction')).toBeNull()
    expect(await entrance.vault.read('session')).toBeNull()
  })
})

describe('a renewal', () => {
  it('works twice in a row, each time with the last refresh token (FAPI 2: two refreshes in a row)', async () => {
    const { session, accessToken } = await entrance.enter()
    const first = await entrance.vault.read('session')
    const second = await session.renew(accessToken)
    const third = await session.renew(second.accessToken)
    expect(new Set([accessToken, second.accessToken, third.accessToken]).size).toBe(3)
    const sent = hostile.requests
      .map(({ body }) => body.get('refresh_token'))
      .filter((token) => token !== null)
    expect(sent).toEqual([first?.refreshToken, second.refreshToken])
    expect(new Set([...sent, third.refreshToken]).size).toBe(3)
  })

  it('whose ID token is of another person ends the session (oidcc-client-test-refresh-token-invalid-sub)', async () => {
    const { session, accessToken } = await entrance.enter()
    hostile.faults = { claims: (claims) => ({ ...claims, sub: 'manager-1' }) }
    await expect(session.renew(accessToken)).rejects.toMatchObject({ code: 'session-expired' })
    expect(await entrance.vault.read('session')).toBeNull()
  })

  it.each<[string, Faults]>([
    [
      'another issuer (oidcc-client-test-refresh-token-invalid-issuer)',
      { claims: (claims) => ({ ...claims, iss: 'https://other.example' }) },
    ],
    ['another client', { claims: (claims) => ({ ...claims, aud: 'another-client' }) }],
    ['another access token', { tokens: (tokens) => ({ ...tokens, access_token: 'injected' }) }],
  ])('whose ID token is of %s is refused, and the session keeps its access token', async (_, faults) => {
    const { session, accessToken } = await entrance.enter()
    hostile.faults = faults
    await expect(session.renew(accessToken)).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(await entrance.vault.read('session')).toMatchObject({ accessToken })
  })
})
