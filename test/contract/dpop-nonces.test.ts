import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { NOW, ORIGIN, startTestApi, type TestApi } from './support/api.ts'
import { bound, later, list, nonceAsked, proofOf, proofRefused } from './support/bound-calls.ts'

const NONCE = /^[\w-]{43}$/
const TOO_FAR = nonceAsked('its iat is too far from the time of this server')
const NOT_OURS = nonceAsked('its nonce is not of this server or too old')

let now = NOW
/** As the API is by default. */
let api: TestApi
/** Requires nonces. */
let strict: TestApi
/** A second server beside it. */
let twin: TestApi

beforeAll(async () => {
  const required = { dpopNonceRequired: true, dpopNonceSecret: 'a secret of at least 32 characters' }
  api = await startTestApi({ now: () => now })
  strict = await startTestApi({ ...required, now: () => now })
  twin = await startTestApi({ ...required, now: () => now })
})
beforeEach(() => {
  now = NOW
})
afterAll(async () => {
  for (const each of [api, strict, twin]) await each.close()
})

/** A call with this nonce in its proof; null leaves it out. */
async function ask(server: TestApi, nonce: string | null) {
  const token = await bound()
  const proof = await proofOf(token, { issuedAt: now, ...(nonce !== null && { claims: { nonce } }) })
  return list(server, token, proof)
}

const challengeOf = (answer: { headers: Headers }) => answer.headers.get('www-authenticate')
const nonceOf = (answer: { headers: Headers }) => answer.headers.get('dpop-nonce')

test.each([
  ['five minutes and a second behind', -301],
  ['ten minutes ahead', 600],
])('a client whose clock is %s is asked for a nonce, and served with it', async (_name, seconds) => {
  const token = await bound()
  const issuedAt = later(seconds)
  const refused = await list(api, token, await proofOf(token, { issuedAt }))
  expect([refused.status, refused.body.code, challengeOf(refused)]).toEqual([401, 'invalid-token', TOO_FAR])
  const nonce = nonceOf(refused)
  expect(nonce).toMatch(NONCE)
  const again = await proofOf(token, { issuedAt, claims: { nonce } })
  expect((await list(api, token, again)).status).toBe(200)
  expect(challengeOf(await list(api, token, again))).toBe(proofRefused('it was used before'))
})

test('where a nonce is required, a proof without is refused and with it served', async () => {
  const refused = await ask(strict, null)
  expect([refused.status, challengeOf(refused)]).toEqual([401, nonceAsked('this server requires one')])
  const served = await ask(strict, nonceOf(refused))
  expect([served.status, nonceOf(served)]).toEqual([200, null])
})

test('a nonce of another server, made up or empty is refused with a right one', async () => {
  const foreign = nonceOf(await ask(strict, null))
  for (const nonce of [foreign, 'made-up', '']) {
    const answer = await ask(api, nonce)
    expect([answer.status, challengeOf(answer)]).toEqual([401, NOT_OURS])
    expect(nonceOf(answer)).toMatch(NONCE)
  }
})

test('servers with one secret take each other’s nonces', async () => {
  expect((await ask(twin, nonceOf(await ask(strict, null)))).status).toBe(200)
})

test('a nonce grows old: first the next comes with an answer, then it is refused', async () => {
  const first = nonceOf(await ask(strict, null))
  now = later(100)
  const served = await ask(strict, first)
  const second = nonceOf(served)
  expect([served.status, second === first]).toEqual([200, false])
  expect(second).toMatch(NONCE)
  now = later(200)
  expect(challengeOf(await ask(strict, first))).toBe(NOT_OURS)
  expect((await ask(strict, second)).status).toBe(200)
})

test('the challenge is readable for the extension', async () => {
  const token = await bound()
  const proof = await proofOf(token, { issuedAt: later(600) })
  const answer = await api.sendWith(`DPoP ${token}`, 'GET', '/timesheets', {
    headers: { Origin: ORIGIN, DPoP: proof },
  })
  expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN)
  expect(answer.headers.get('access-control-expose-headers')).toBe(
    'ETag,Link,Updated-Until,Retry-After,WWW-Authenticate,DPoP-Nonce,Date',
  )
  expect(nonceOf(answer)).toMatch(NONCE)
})

test('a proof is remembered for as long as it could be used', async () => {
  const token = await bound()
  const ahead = await proofOf(token, { issuedAt: later(300) })
  expect((await list(api, token, ahead)).status).toBe(200)
  now = later(600)
  expect(challengeOf(await list(api, token, ahead))).toBe(proofRefused('it was used before'))
  now = later(600.001)
  expect(challengeOf(await list(api, token, ahead))).toBe(TOO_FAR)
})

test('a call that is refused as one too many takes no room in the memory of proofs', async () => {
  const limited = await startTestApi({ requestsPerMinute: 1, now: () => now })
  const token = await bound()
  const proof = await proofOf(token)
  expect((await list(limited, token, await proofOf(token))).status).toBe(200)
  expect((await list(limited, token, proof)).status).toBe(429)
  now = later(60)
  expect((await list(limited, token, proof)).status).toBe(200)
  await limited.close()
})
