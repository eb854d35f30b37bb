import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EMPLOYEE, PUBLIC_URL, type Sending, signToken, startTestApi, type TestApi } from './support/api.ts'
import {
  ALGS,
  bindingRefused,
  bound,
  key,
  later,
  list,
  otherKey,
  proofOf,
  proofRefused,
} from './support/bound-calls.ts'
import { makeProofKey } from './support/proof.ts'

const rsaKey = await makeProofKey('RS256')

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
})
afterAll(() => api.close())

const ENTRY_ID = '01a1fcbb-0000-7000-8000-00000000fffe'
const ENTRY = { date: '2026-11-20', minutes: 1 }

const NOT_ONE = proofRefused('the header is not one JWT')
const NO_KEY = proofRefused('it is not a JWT that carries its own public key')
const BAD_ALG = proofRefused('alg is none of ES256, Ed25519, EdDSA')
const BAD_SIGNATURE = proofRefused('the signature is not of the key in jwk')
const BAD_ADDRESS = proofRefused('htu is not the address of this request')
const BAD_METHOD = proofRefused('htm is not the method of this request')
const BAD_HASH = proofRefused('ath is not the hash of this access token')
const missing = (claim: string) => proofRefused(`${claim} is missing or wrong`)

async function unsigned(token: string): Promise<string> {
  const [, claims] = (await proofOf(token)).split('.')
  const header = { alg: 'none', typ: 'dpop+jwt', jwk: key.publicJwk }
  return `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${claims}.AA`
}

/** Signed with a secret that the header itself carries. */
async function symmetric(_token: string): Promise<string> {
  const secret = new Uint8Array(32)
  const jwk = { kty: 'oct', k: Buffer.from(secret).toString('base64url') }
  return new SignJWT({ jti: 'x' }).setProtectedHeader({ alg: 'HS256', typ: 'dpop+jwt', jwk }).sign(secret)
}

/** With a header that must be understood, and is not (RFC 7515, section 4.1.11). */
function critical(): Promise<string> {
  return new SignJWT({ jti: 'x' })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: key.publicJwk, crit: ['future'], future: 1 })
    .sign(key.privateKey, { crit: { future: true } })
}

type Spoil = (token: string) => Promise<string | undefined>
const header =
  (members: Record<string, unknown>): Spoil =>
  (token) =>
    proofOf(token, { header: members })
const claims =
  (members: Record<string, unknown>): Spoil =>
  (token) =>
    proofOf(token, { claims: members })

const PROOF_FAULTS: readonly (readonly [string, Spoil, string])[] = [
  ['no proof', async () => undefined, proofRefused('there is no proof')],
  ['an empty proof', async () => '', NOT_ONE],
  ['two proofs', async (token) => `${await proofOf(token)}, ${await proofOf(token)}`, NOT_ONE],
  ['garbage', async () => 'garbage', NOT_ONE],
  ['garbage in three parts', async () => 'a.b.c', NO_KEY],
  ['the access token as proof', async (token) => token, BAD_ALG],
  ['typ JWT', header({ typ: 'JWT' }), missing('typ')],
  ['no typ', header({ typ: undefined }), missing('typ')],
  ['alg none', unsigned, BAD_ALG],
  ['a symmetric alg', symmetric, BAD_ALG],
  ['an alg that is not allowed', (token) => proofOf(token, { key: rsaKey }), BAD_ALG],
  ['no jwk', header({ jwk: undefined }), NO_KEY],
  ['a jwk that is a text', header({ jwk: 'key' }), NO_KEY],
  ['a jwk with numbers that are no key', header({ jwk: { ...key.publicJwk, x: 'AA' } }), NO_KEY],
  ['a private jwk', header({ jwk: key.privateJwk }), NO_KEY],
  ['a symmetric jwk', header({ jwk: { kty: 'oct', k: 'c2VjcmV0' } }), NO_KEY],
  ['an unknown crit', critical, NO_KEY],
  ['the signature of another key', header({ jwk: otherKey.publicJwk }), BAD_SIGNATURE],
  ['no htm', claims({ htm: undefined }), missing('htm')],
  ['htm of another method', claims({ htm: 'POST' }), BAD_METHOD],
  ['htm in small letters', claims({ htm: 'get' }), BAD_METHOD],
  ['no htu', claims({ htu: undefined }), missing('htu')],
  ['htu of another path', claims({ htu: `${PUBLIC_URL}/projects` }), BAD_ADDRESS],
  ['htu of another host', claims({ htu: 'https://attacker.example/api/timesheets' }), BAD_ADDRESS],
  ['htu without TLS', claims({ htu: `${PUBLIC_URL}/timesheets`.replace('https', 'http') }), BAD_ADDRESS],
  ['htu of the address behind the proxy', claims({ htu: 'http://localhost/timesheets' }), BAD_ADDRESS],
  ['htu with a user', claims({ htu: `${PUBLIC_URL}/timesheets`.replace('//', '//a@') }), BAD_ADDRESS],
  ['htu that is a path', claims({ htu: '/timesheets' }), BAD_ADDRESS],
  ['no iat', claims({ iat: undefined }), missing('iat')],
  ['iat as a text', claims({ iat: '1795262400' }), missing('iat')],
  ['an exp that has passed', claims({ exp: 1795262400 - 301 }), missing('exp')],
  ['no jti', claims({ jti: undefined }), missing('jti')],
  ['an empty jti', claims({ jti: '' }), missing('jti')],
  ['jti as a number', claims({ jti: 1 }), missing('jti')],
  ['no ath', claims({ ath: undefined }), missing('ath')],
  ['ath of another token', async () => proofOf(await signToken(EMPLOYEE)), BAD_HASH],
  ['a nonce that is no text', claims({ nonce: 1 }), missing('nonce')],
]

describe('GET /timesheets with a token that is bound to a key', () => {
  test('and a proof of it is served, again with a new proof', async () => {
    const token = await bound()
    for (let count = 0; count < 2; count += 1) {
      const answer = await list(api, token, await proofOf(token))
      expect(answer.status).toBe(200)
      expect(answer.headers.get('www-authenticate')).toBeNull()
      expect(answer.headers.get('dpop-nonce')).toBeNull()
    }
  })

  test.each(PROOF_FAULTS)('and %s: 401', async (_name, spoil, challenge) => {
    const token = await bound()
    const answer = await list(api, token, await spoil(token))
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe(challenge)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toMatchObject({ title: 'Unauthorized', status: 401, code: 'invalid-token' })
    expect(answer.body.detail).toMatch(/^Missing or invalid DPoP proof: /)
    expect(api.errors).toEqual([])
  })

  test('and a proof that was used before: 401', async () => {
    const token = await bound()
    const proof = await proofOf(token)
    expect((await list(api, token, proof)).status).toBe(200)
    const again = await list(api, token, proof)
    expect([again.status, again.body.code]).toEqual([401, 'invalid-token'])
    expect(again.headers.get('www-authenticate')).toBe(proofRefused('it was used before'))
  })

  test('and a proof that comes twice at once: served once', async () => {
    const token = await bound()
    const proof = await proofOf(token)
    const answers = await Promise.all([list(api, token, proof), list(api, token, proof)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('and a jti of another key is served: nobody can use up the jti of others', async () => {
    const token = await bound()
    const others = await bound({ cnf: { jkt: otherKey.thumbprint } })
    const same = { claims: { jti: 'the same' } }
    expect((await list(api, others, await proofOf(others, { ...same, key: otherKey }))).status).toBe(200)
    expect((await list(api, token, await proofOf(token, same))).status).toBe(200)
  })

  test('that was stolen, with a proof of the thief’s own key: 401', async () => {
    const token = await bound()
    const answer = await list(api, token, await proofOf(token, { key: otherKey }))
    expect([answer.status, answer.body.code]).toEqual([401, 'invalid-token'])
    expect(answer.headers.get('www-authenticate')).toBe(bindingRefused('the token is bound to another key'))
  })

  test.each([
    ['query and fragment in htu', { claims: { htu: `${PUBLIC_URL}/timesheets?from=2026-11-01#top` } }],
    [
      'a host in capitals and the default port',
      {
        claims: { htu: 'https://TIMESHEETS.exampleco.com:443/api/timesheets' },
      },
    ],
    ['typ in capitals', { header: { typ: 'DPoP+JWT' } }],
    ['iat at the edge of the window, behind', { issuedAt: later(-300) }],
    ['iat at the edge of the window, ahead', { issuedAt: later(300) }],
  ])('and %s is served', async (_name, more) => {
    const token = await bound()
    expect((await list(api, token, await proofOf(token, more))).status).toBe(200)
  })

  test.each(['Ed25519', 'EdDSA'])('and a key of %s is served', async (alg) => {
    const edwards = await makeProofKey(alg)
    const token = await bound({ cnf: { jkt: edwards.thumbprint } })
    expect((await list(api, token, await proofOf(token, { key: edwards }))).status).toBe(200)
  })

  test('the query of the request is no part of the address', async () => {
    const token = await bound()
    const answer = await api.sendWith(`dpop ${token}`, 'GET', '/timesheets?from=2026-11-01', {
      headers: { DPoP: await proofOf(token) },
    })
    expect(answer.status).toBe(200)
  })
})

describe('the token comes first', () => {
  test.each([
    ['garbage', async () => 'garbage'],
    ['nothing', async () => ''],
    ['an expired one', () => bound({ exp: 1795262400 - 31 })],
    ['one for another API', () => bound({ aud: 'https://elsewhere.example' })],
    ['one bound to a certificate', () => bound({ cnf: { 'x5t#S256': 'hash' } })],
    [
      'one bound to a key and a certificate',
      () => bound({ cnf: { jkt: key.thumbprint, 'x5t#S256': 'hash' } }),
    ],
    ['one bound to null', () => bound({ cnf: null })],
  ])('%s with a proof: 401 invalid_token', async (_name, make) => {
    const token = await make()
    const answer = await list(api, token, await proofOf(token))
    expect([answer.status, answer.body.detail]).toEqual([401, 'Missing or invalid token'])
    expect(answer.headers.get('www-authenticate')).toBe(`DPoP error="invalid_token", ${ALGS}`)
  })

  test('a bearer token is not taken with the DPoP scheme', async () => {
    const token = await signToken(EMPLOYEE)
    const answer = await list(api, token, await proofOf(token))
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toBe(bindingRefused('the token is bound to no key'))
  })

  test('a bound token is not taken as a bearer token, not even with its proof', async () => {
    const token = await bound()
    for (const headers of [{}, { DPoP: await proofOf(token) }]) {
      const answer = await api.sendWith(`Bearer ${token}`, 'GET', '/timesheets', { headers })
      expect([answer.status, answer.body.code]).toEqual([401, 'invalid-token'])
      expect(answer.headers.get('www-authenticate')).toBe(bindingRefused('the token is bound to a key'))
    }
  })

  test('a bearer token is served beside a proof that nobody asked for', async () => {
    const token = await signToken(EMPLOYEE)
    const headers = { DPoP: await proofOf(token) }
    expect((await api.sendWith(`Bearer ${token}`, 'GET', '/timesheets', { headers })).status).toBe(200)
  })

  test('the scope comes last, and its refusal names the scheme', async () => {
    const token = await bound({ scope: 'read:timesheets' })
    const url = `${PUBLIC_URL}/approvals`
    const ask = async (proof: string) =>
      api.sendWith(`DPoP ${token}`, 'GET', '/approvals', { headers: { DPoP: proof } })
    const refused = await ask(await proofOf(token, { url }))
    expect([refused.status, refused.body.code]).toEqual([403, 'insufficient-scope'])
    expect(refused.headers.get('www-authenticate')).toBe(
      `DPoP error="insufficient_scope", scope="approve:timesheets", ${ALGS}`,
    )
    expect((await ask(await proofOf(token))).status).toBe(401)
    expect((await ask(await proofOf(token, { url, key: otherKey }))).status).toBe(401)
  })
})

/** Every route; the whole table of faults is above. */
const ROUTES: readonly (readonly [string, string, Sending, number])[] = [
  ['GET', '/timesheets', {}, 200],
  ['POST', '/timesheets', { body: ENTRY }, 201],
  ['PATCH', `/timesheets/${ENTRY_ID}`, { body: { note: 'x' }, ifMatch: '"1"' }, 404],
  ['DELETE', `/timesheets/${ENTRY_ID}`, { ifMatch: '"1"' }, 404],
  ['POST', '/timesheets/upload', { body: { ...ENTRY, user_id: 'someone@exampleco.com' } }, 201],
  ['GET', '/projects', {}, 200],
  ['GET', '/approvals', {}, 200],
  ['PUT', `/approvals/${ENTRY_ID}`, { body: {} }, 404],
]

test.each(ROUTES)('%s %s takes a proof of this request alone', async (method, path, sending, allowed) => {
  const token = await bound()
  const send = (proof: string) =>
    api.sendWith(`DPoP ${token}`, method, path, { ...sending, headers: { DPoP: proof } })
  const url = PUBLIC_URL + path
  const right = await proofOf(token, { method, url })
  expect((await send(right)).status).toBe(allowed)
  const wrong = [
    right,
    await proofOf(token, { method: method === 'GET' ? 'POST' : 'GET', url }),
    await proofOf(token, { method, url: `${url}/x` }),
    await proofOf(token, { method, url, key: otherKey }),
  ]
  for (const proof of wrong) expect((await send(proof)).status).toBe(401)
})
