import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { CLIENT, type Entrance, openEntrance } from './entrance.ts'
import { type Faults, startHostileIssuer } from './hostile-server/issuer.ts'
import { runHostileIssuer } from './running-servers.ts'

const SECOND = 1000

const hostile = await runHostileIssuer()
let entrance: Entrance

beforeEach(() => {
  entrance = openEntrance(hostile)
})

const metadata = (change: object): Faults => ({ metadata: (right) => ({ ...right, ...change }) })
const without = (name: string): Faults => ({
  metadata: ({ [name]: _, ...rest }) => rest,
})
const tokens = (change: object): Faults => ({ tokens: (right) => ({ ...right, ...change }) })
const tokenAnswer = (answer: () => Response): Faults => ({
  answer: (path) => (path === '/token' ? answer() : undefined),
})
const isMadeNothing = async () => {
  expect(await entrance.vault.read('transaction')).toBeNull()
  expect(await entrance.vault.read('session')).toBeNull()
}

describe('metadata that is refused before a window opens (cases 1 to 3)', () => {
  const REFUSED: readonly [string, Faults, string][] = [
    [
      'another issuer (oidcc-client-test-discovery-issuer-mismatch)',
      metadata({ issuer: 'https://other.example' }),
      'issuer-misconfigured',
    ],
    [
      'an authorization endpoint without TLS',
      metadata({ authorization_endpoint: 'http://x.example/a' }),
      'issuer-misconfigured',
    ],
    [
      'an authorization endpoint that is script',
      metadata({ authorization_endpoint: 'javascript:alert(1)' }),
      'issuer-misconfigured',
    ],
    [
      'an authorization endpoint that is no address',
      metadata({ authorization_endpoint: 'authorize' }),
      'issuer-misconfigured',
    ],
    ['no authorization endpoint', without('authorization_endpoint'), 'issuer-misconfigured'],
    [
      'a token endpoint without TLS',
      metadata({ token_endpoint: 'http://x.example/t' }),
      'issuer-misconfigured',
    ],
    [
      'a token endpoint with a password',
      metadata({ token_endpoint: 'https://me:it@x.example/t' }),
      'issuer-misconfigured',
    ],
    ['no token endpoint', without('token_endpoint'), 'issuer-misconfigured'],
    ['a key set without TLS', metadata({ jwks_uri: 'http://x.example/k' }), 'issuer-misconfigured'],
    ['no key set', without('jwks_uri'), 'issuer-misconfigured'],
    [
      'a revocation endpoint without TLS',
      metadata({ revocation_endpoint: 'http://x.example/r' }),
      'issuer-misconfigured',
    ],
    [
      'an end-session endpoint without TLS',
      metadata({ end_session_endpoint: 'http://x.example/e' }),
      'issuer-misconfigured',
    ],
    [
      'methods without S256',
      metadata({ code_challenge_methods_supported: ['plain'] }),
      'issuer-misconfigured',
    ],
    [
      'no methods at all in the list',
      metadata({ code_challenge_methods_supported: [] }),
      'issuer-misconfigured',
    ],
  ]
  it.each(REFUSED)('%s', async (_, faults, code) => {
    hostile.faults = faults
    const openWindow = () => Promise.reject(new Error('no window may open'))
    await expect(entrance.signIn({ openWindow })).rejects.toMatchObject({ code })
    expect(hostile.calls).toEqual(['/.well-known/openid-configuration'])
    await isMadeNothing()
  })

  it.each([
    ['a slash at the end', (issuer: string) => `${issuer}/`],
    ['another case', (issuer: string) => issuer.replace('http://', 'HTTP://')],
  ])('an issuer configured with %s', async (_, change) => {
    await expect(entrance.signIn({ connection: { issuer: change(hostile.issuer) } })).rejects.toMatchObject({
      code: 'issuer-misconfigured',
    })
    expect(hostile.calls).toEqual(['/.well-known/openid-configuration'])
  })

  it('metadata that is right says where to go (oidcc-client-test-discovery-openid-config)', async () => {
    hostile.faults = metadata({ authorization_endpoint: 'https://login.example/a-place-of-its-own' })
    let asked = ''
    const openWindow = (url: string) => {
      asked = url
      return hostile.authorize(url)
    }
    await entrance.signIn({ openWindow })
    expect(asked).toMatch(/^https:\/\/login\.example\/a-place-of-its-own\?/)
    expect(hostile.calls).toEqual(['/.well-known/openid-configuration', '/token', '/jwks'])
  })

  it('no list of methods at all is accepted, and S256 used', async () => {
    hostile.faults = without('code_challenge_methods_supported')
    let asked = ''
    const openWindow = (url: string) => {
      asked = new URL(url).searchParams.get('code_challenge_method') ?? ''
      return hostile.authorize(url)
    }
    await entrance.signIn({ openWindow })
    expect(asked).toBe('S256')
  })
})

describe('a redirect that is refused before the token call (cases 4 and 13)', () => {
  const REFUSED: readonly [string, (url: URL) => void][] = [
    ['no state (FAPI 2: missing state)', ({ searchParams }) => searchParams.delete('state')],
    ['another state (FAPI 2: wrong state)', ({ searchParams }) => searchParams.set('state', 'another')],
    ['two states', ({ searchParams }) => searchParams.append('state', 'another')],
    ['two codes', ({ searchParams }) => searchParams.append('code', 'another')],
    ['no code', ({ searchParams }) => searchParams.delete('code')],
    [
      'no issuer though it is promised (FAPI 2: missing iss)',
      ({ searchParams }) => searchParams.delete('iss'),
    ],
    [
      'the name of another issuer (FAPI 2: wrong iss)',
      ({ searchParams }) => searchParams.set('iss', 'https://other.example'),
    ],
    ['two issuers', ({ searchParams }) => searchParams.append('iss', 'https://other.example')],
    ['an access token', ({ searchParams }) => searchParams.set('access_token', 'x')],
    ['an ID token', ({ searchParams }) => searchParams.set('id_token', 'x')],
    [
      'a fragment',
      (url) => {
        url.hash = 'x'
      },
    ],
    [
      'another path',
      (url) => {
        url.pathname = '/elsewhere'
      },
    ],
    [
      'another origin',
      (url) => {
        url.hostname = 'other.example'
      },
    ],
    [
      'another port',
      (url) => {
        url.port = '8443'
      },
    ],
    [
      'no TLS',
      (url) => {
        url.protocol = 'http:'
      },
    ],
  ]
  it.each(REFUSED)('%s', async (_, change) => {
    const openWindow = async (asked: string) => {
      const url = new URL(await hostile.authorize(asked))
      change(url)
      return url.href
    }
    await expect(entrance.signIn({ openWindow })).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(hostile.calls).not.toContain('/token')
    await isMadeNothing()
  })

  it('the code of another issuer, in the flow that was begun with this one', async () => {
    const other = await startHostileIssuer(CLIENT)
    // The same state and challenge go to the other one, as an attacker in the middle arranges it (RFC 9700, section 4.4).
    const openWindow = (asked: string) => other.authorize(asked.replace(hostile.issuer, other.issuer))
    await expect(entrance.signIn({ openWindow })).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect([...hostile.calls, ...other.calls]).not.toContain('/token')
    await isMadeNothing()
    await other.close()
  })

  it('an answer that served once already', async () => {
    let first = ''
    await entrance.signIn({
      openWindow: async (url) => {
        first = await hostile.authorize(url)
        return first
      },
    })
    hostile.calls.length = 0
    await expect(entrance.signIn({ openWindow: async () => first })).rejects.toMatchObject({
      code: 'sign-in-refused',
    })
    expect(hostile.calls).not.toContain('/token')
  })
})

describe('an answer of the token endpoint that is refused (case 11)', () => {
  const html = () => new Response('<html>', { headers: { 'content-type': 'text/html' } })
  const error = (status: number, code: string) => () => Response.json({ error: code }, { status })
  const REFUSED: readonly [string, Faults, string][] = [
    [
      'a redirect elsewhere',
      tokenAnswer(() => new Response('', { status: 302, headers: { location: '/token2' } })),
      'issuer-unreachable',
    ],
    ['a page of HTML', tokenAnswer(html), 'captive-portal'],
    ['nothing', tokenAnswer(() => new Response('')), 'issuer-error'],
    [
      'JSON cut off',
      tokenAnswer(
        () => new Response('{"access_token":', { headers: { 'content-type': 'application/json' } }),
      ),
      'issuer-error',
    ],
    [
      'ten megabytes',
      tokenAnswer(() => Response.json({ filler: 'x'.repeat(10 * 1024 * 1024) })),
      'issuer-error',
    ],
    ['a status of 500', tokenAnswer(() => new Response('', { status: 500 })), 'issuer-error'],
    ['a status of 429', tokenAnswer(error(429, 'slow_down')), 'issuer-error'],
    ['invalid_client', tokenAnswer(error(401, 'invalid_client')), 'issuer-misconfigured'],
    ['an error beside the tokens', tokens({ error: 'invalid_request' }), 'sign-in-refused'],
    ['no access token', tokens({ access_token: undefined }), 'sign-in-refused'],
    ['an access token that is a number', tokens({ access_token: 17 }), 'sign-in-refused'],
    ['no token type', tokens({ token_type: undefined }), 'sign-in-refused'],
    ['a token type nobody knows', tokens({ token_type: 'mac' }), 'sign-in-refused'],
    ['a DPoP token that was not asked for', tokens({ token_type: 'DPoP' }), 'sign-in-refused'],
    ['a refresh token that is a number', tokens({ refresh_token: 17 }), 'sign-in-refused'],
    ['a lifetime below zero', tokens({ expires_in: -1 }), 'sign-in-refused'],
    ['a lifetime that is no number', tokens({ expires_in: 'NaN' }), 'sign-in-refused'],
  ]
  it.each(REFUSED)('%s', async (_, faults, code) => {
    hostile.faults = faults
    await expect(entrance.signIn()).rejects.toMatchObject({ code })
    expect(hostile.calls).not.toContain('/token2')
    await isMadeNothing()
  })

  it.each(REFUSED)('%s, at a renewal: the session stays as it was', async (_, faults) => {
    const { session, accessToken } = await entrance.enter()
    hostile.faults = faults
    await expect(session.renew(accessToken)).rejects.toThrow()
    expect(await entrance.vault.read('session')).toMatchObject({
      accessToken,
      refreshToken: expect.any(String),
    })
  })
})

describe('a lifetime is bounded (case 11)', () => {
  it.each([
    ['absent (FAPI 2: no expires_in)', undefined, 300],
    ['zero', 0, 30],
    ['ten seconds', 10, 30],
    ['an hour', 3600, 3600],
    ['thirty thousand years', 1e12, 86_400],
  ])('%s', async (_, expiresIn, seconds) => {
    hostile.faults = {
      tokens: ({ expires_in: _expiresIn, ...right }) =>
        expiresIn === undefined ? right : { ...right, expires_in: expiresIn },
    }
    const { session } = await entrance.signIn()
    expect(Math.abs(session.expiresAtMs - Date.now() - seconds * SECOND)).toBeLessThan(5 * SECOND)
  })
})
