import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { AppError, type FailureCode, isForIt } from '../../src/domain/failure.ts'
import { type Entrance, openEntrance } from './entrance.ts'
import { runHostileIssuer } from './running-servers.ts'

const DISCOVERY = '/.well-known/openid-configuration'

const hostile = await runHostileIssuer()
let entrance: Entrance

beforeEach(() => {
  entrance = openEntrance(hostile)
})

const answering = (at: string, answer: () => Response) => {
  hostile.faults = { answer: (path) => (path === at ? answer() : undefined) }
}
const page = (status = 200) =>
  new Response('<html>Welcome to our Wi-Fi</html>', {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })
/** The failure of a sign-in whose window returns this refusal. */
const refused = async (error: string, description?: string): Promise<AppError> => {
  const openWindow = async (asked: string) => {
    const url = new URL(await hostile.authorize(asked))
    url.searchParams.delete('code')
    url.searchParams.set('error', error)
    if (description !== undefined) url.searchParams.set('error_description', description)
    return url.href
  }
  return await failureOf(entrance.signIn({ openWindow }))
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const failure = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (failure instanceof AppError) return failure
  throw new Error('nothing failed as a failure of ours')
}

describe('a network’s own sign-in page in the issuer’s place (case 37)', () => {
  const PORTALS: readonly [string, string, () => Response, FailureCode][] = [
    ['a page with 200 at discovery', DISCOVERY, () => page(), 'captive-portal'],
    ['a page with 200 at the token endpoint', '/token', () => page(), 'captive-portal'],
    ['a page that says what it is', DISCOVERY, () => page(511), 'captive-portal'],
    ['a page that says what it is, at the token endpoint', '/token', () => page(511), 'captive-portal'],
    [
      'a redirect to its page',
      DISCOVERY,
      () => new Response('', { status: 302, headers: { location: '/welcome' } }),
      'issuer-unreachable',
    ],
  ]
  it.each(PORTALS)('%s ends no session', async (_, at, answer, code) => {
    const { accessToken } = await entrance.enter()
    // Of a worker that has just started and remembers nothing of the issuer.
    const { session } = entrance.openClient()
    const before = await entrance.vault.read('session')
    answering(at, answer)
    expect(await failureOf(session.renew(accessToken))).toMatchObject({ code })
    expect(hostile.calls).not.toContain('/welcome')
    expect(await entrance.vault.read('session')).toEqual(before)
    hostile.behave()
    expect((await session.renew(accessToken)).accessToken).not.toBe(accessToken)
  })

  it.each(PORTALS)('%s leaves nothing of a sign-in', async (_, at, answer, code) => {
    answering(at, answer)
    expect(await failureOf(entrance.signIn())).toMatchObject({ code })
    expect(await entrance.vault.read('transaction')).toBeNull()
    expect(await entrance.vault.read('session')).toBeNull()
  })

  it('the details name the answer, not what stands in it', async () => {
    answering(DISCOVERY, () => page())
    expect((await failureOf(entrance.signIn())).detail).toBe(
      '"response" content-type must be application/json; HTTP 200, text/html',
    )
  })
})

describe('what the redirect says becomes an outcome of its own (case 15)', () => {
  it.each<[string, FailureCode]>([
    ['access_denied', 'sign-in-denied'],
    ['server_error', 'issuer-error'],
    ['temporarily_unavailable', 'issuer-error'],
    ['login_required', 'session-expired'],
    ['consent_required', 'session-expired'],
    ['unauthorized_client', 'issuer-misconfigured'],
    ['invalid_scope', 'issuer-misconfigured'],
    ['invalid_target', 'issuer-misconfigured'],
    ['something_of_its_own', 'sign-in-refused'],
    ['constructor', 'sign-in-refused'],
  ])('%s', async (error, code) => {
    expect(await refused(error)).toMatchObject({ code, detail: error })
    expect(hostile.calls).not.toContain('/token')
  })
})

describe('what the token endpoint says becomes an outcome of its own (case 11)', () => {
  it.each<[string, number, string, FailureCode]>([
    ['a code that is used up', 400, 'invalid_grant', 'session-expired'],
    ['a client it does not know', 401, 'invalid_client', 'issuer-misconfigured'],
    ['a grant the client may not use', 400, 'unauthorized_client', 'issuer-misconfigured'],
    ['a bad moment', 400, 'temporarily_unavailable', 'issuer-error'],
    ['a bad moment, as a status', 503, 'server_error', 'issuer-error'],
    ['too many requests', 429, 'slow_down', 'issuer-error'],
  ])('%s', async (_, status, error, code) => {
    answering('/token', () => Response.json({ error }, { status }))
    expect(await failureOf(entrance.signIn())).toMatchObject({
      code,
      detail: expect.stringContaining(status === 503 ? 'HTTP 503' : error),
    })
  })

  it('a challenge instead of an answer', async () => {
    const headers = { 'www-authenticate': 'Basic realm="x", error_description="mia@exampleco.com"' }
    answering('/token', () => Response.json({ error: 'invalid_client' }, { status: 401, headers }))
    expect(await failureOf(entrance.signIn())).toMatchObject({
      code: 'issuer-misconfigured',
      detail: 'HTTP 401, application/json, asking for basic',
    })
  })

  it('metadata that is not there', async () => {
    answering(DISCOVERY, () => page(404))
    expect(await failureOf(entrance.signIn())).toMatchObject({
      code: 'issuer-misconfigured',
      detail: expect.stringContaining('HTTP 404, text/html'),
    })
  })

  it('an answer larger than any of its kind', async () => {
    answering('/token', () => Response.json({ filler: 'x'.repeat(2 * 1024 * 1024) }))
    expect(await failureOf(entrance.signIn())).toMatchObject({
      code: 'issuer-error',
      detail: 'the answer has more than 1048576 bytes',
    })
  })
})

describe('what a hostile server writes into its error (case 19)', () => {
  it('is one short line of plain text', async () => {
    const description = `<img src=x onerror=alert(1)>\u202egpj.exe\u202c\r\n\u0000\u2066${'word '.repeat(1_000)}`
    const { detail } = await refused('server_error', description)
    expect(detail).toMatch(/^server_error: <img src=x onerror=alert\(1\)> gpj\.exe word word /)
    expect(detail).toHaveLength(300)
    expect(detail).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  it('gives back none of our secrets, nor who signs in', async () => {
    let secrets: readonly string[] = []
    const openWindow = async (asked: string) => {
      const url = new URL(await hostile.authorize(asked))
      const { searchParams } = new URL(asked)
      secrets = ['state', 'nonce', 'code_challenge'].map((name) => searchParams.get(name) ?? '')
      url.searchParams.delete('code')
      url.searchParams.set('error', 'invalid_request')
      url.searchParams.set('error_description', `${secrets.join(' ')} of mia@exampleco.com at ${asked}`)
      return url.href
    }
    const failure = await failureOf(entrance.signIn({ openWindow }))
    expect(secrets.every((secret) => secret.length > 20)).toBe(true)
    for (const secret of secrets) expect(failure.detail).not.toContain(secret)
    expect(failure.detail).toBe(`invalid_request: […] […] […] of […] at ${hostile.issuer}/authorize?[…]`)
  })

  it('is not passed on where a code of the error should stand', async () => {
    const failure = await refused('<script>alert(1)</script>')
    expect(failure).toMatchObject({
      code: 'sign-in-refused',
      detail: 'an error without a readable code',
    })
  })

  it('of the token endpoint is treated alike', async () => {
    const description = 'code=abc of mia@exampleco.com\u202e <b>is used up</b>'
    answering('/token', () =>
      Response.json({ error: 'invalid_grant', error_description: description }, { status: 400 }),
    )
    expect((await failureOf(entrance.signIn())).detail).toBe(
      'invalid_grant: code=[…] of […] <b>is used up</b>',
    )
  })
})

describe('a clock that is wrong', () => {
  it('is told from a token that is refused', async () => {
    const hourAgo = Math.floor(Date.now() / 1000) - 3600
    hostile.faults = { claims: (right) => ({ ...right, iat: hourAgo - 60, exp: hourAgo }) }
    expect(await failureOf(entrance.signIn())).toMatchObject({ code: 'clock-wrong' })
    hostile.faults = { claims: (right) => ({ ...right, aud: 'somebody-else' }) }
    expect(await failureOf(entrance.signIn())).toMatchObject({ code: 'sign-in-refused' })
  })
})

it('what a person did or can mend alone is no matter for IT', () => {
  const own: readonly FailureCode[] = [
    'sign-in-cancelled',
    'private-window',
    'offline',
    'session-expired',
    'day-full',
  ]
  expect(own.filter(isForIt)).toEqual([])
})
