import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { fail } from '../../src/domain/failure.ts'
import { type Entrance, openEntrance } from './entrance.ts'
import type { Faults } from './hostile-server/issuer.ts'
import { runHostileIssuer } from './running-servers.ts'

const hostile = await runHostileIssuer({ pushing: true })
let entrance: Entrance
/** The parameter names of each window that opened. */
let windows: string[][]

beforeEach(() => {
  entrance = openEntrance(hostile)
  windows = []
})

const PUSHED = ['client_id', 'request_uri']
const PLAIN = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'audience',
]
const connection = { audience: 'https://api.example' }
const watched = (open: (url: string) => Promise<string>) => (url: string) => {
  windows.push([...new URL(url).searchParams.keys()])
  return open(url)
}
const signIn = (open = hostile.authorize) => entrance.signIn({ connection, openWindow: watched(open) })
const pushAnswer = (answer: () => Response): Faults => ({
  answer: (path) => (path === '/par' ? answer() : undefined),
})
const isRequired = (faults: Faults): Faults => ({
  ...faults,
  metadata: (right) => ({ ...right, require_pushed_authorization_requests: true }),
})
const error = (status: number, code: string) => () => Response.json({ error: code }, { status })

describe('an authorization request', () => {
  it('is pushed where the issuer takes that: the window’s address has nothing else', async () => {
    await signIn()
    expect(windows).toEqual([PUSHED])
    const pushed = hostile.requests.find(({ path }) => path === '/par')
    expect([...(pushed?.body.keys() ?? [])].sort()).toEqual([...PLAIN].sort())
    expect(pushed?.body.get('code_challenge_method')).toBe('S256')
  })

  it('is sent plainly where the issuer does not say that it takes more', async () => {
    hostile.faults = { metadata: ({ pushed_authorization_request_endpoint: _, ...right }) => right }
    await signIn()
    expect(windows).toEqual([PLAIN])
    expect(hostile.calls).not.toContain('/par')
  })
})

describe('a request that cannot be pushed', () => {
  const SURVIVED: readonly [string, Faults][] = [
    ['a status of 500', pushAnswer(() => new Response('', { status: 500 }))],
    ['a status of 404', pushAnswer(() => new Response('', { status: 404 }))],
    ['a status of 429', pushAnswer(error(429, 'slow_down'))],
    ['a page of HTML', pushAnswer(() => new Response('<p>', { headers: { 'content-type': 'text/html' } }))],
    ['a redirect', pushAnswer(() => new Response('', { status: 302, headers: { location: '/x' } }))],
    ['an answer without address', pushAnswer(() => Response.json({ expires_in: 60 }, { status: 201 }))],
    ['invalid_request', pushAnswer(error(400, 'invalid_request'))],
    ['unauthorized_client', pushAnswer(error(400, 'unauthorized_client'))],
    ['invalid_client', pushAnswer(error(401, 'invalid_client'))],
  ]
  it.each(SURVIVED)('for %s is sent plainly', async (_, faults) => {
    hostile.faults = faults
    expect((await signIn()).session.sub).toBe('employee-1')
    expect(windows).toEqual([PLAIN])
    expect(hostile.calls.filter((path) => path === '/par')).toHaveLength(1)
  })

  it.each(SURVIVED)('for %s opens no window where the issuer insists', async (_, faults) => {
    hostile.faults = isRequired(faults)
    await expect(signIn()).rejects.toMatchObject({
      code: expect.stringMatching(/^(issuer-|sign-in-refused)/),
    })
    expect(windows).toEqual([])
  })

  it.each(['invalid_scope', 'invalid_target', 'access_denied'])(
    'for %s, which a plain one would meet too, says so instead of opening a window',
    async (code) => {
      hostile.faults = pushAnswer(error(400, code))
      await expect(signIn()).rejects.toMatchObject({
        code: 'issuer-misconfigured',
        detail: expect.stringContaining(code),
      })
      expect(windows).toEqual([])
    },
  )

  it('because its address has no TLS stops the sign-in before anything is sent', async () => {
    hostile.faults = {
      metadata: (right) => ({ ...right, pushed_authorization_request_endpoint: 'http://x.example/par' }),
    }
    await expect(signIn()).rejects.toMatchObject({ code: 'issuer-misconfigured' })
    expect(hostile.calls).toEqual(['/.well-known/openid-configuration'])
  })
})

describe('an authorize URL that the browser fetches twice (case 20)', () => {
  const twice = async (url: string) => {
    await hostile.authorize(url)
    return await hostile.authorize(url)
  }

  it('works where the issuer allows it', async () => {
    await signIn(twice)
    expect(windows).toEqual([PUSHED])
  })

  it('is asked for once more, plainly, where that used up the pushed request', async () => {
    hostile.faults = { isRequestUriUsedUp: true }
    expect((await signIn(twice)).session.sub).toBe('employee-1')
    expect(windows).toEqual([PUSHED, PLAIN])
  })

  it('is asked for once more, plainly, where the issuer shows an error page instead of redirecting', async () => {
    const errorPage = async (url: string) =>
      url.includes('request_uri') ? fail('sign-in-page-failed') : await hostile.authorize(url)
    await signIn(errorPage)
    expect(windows).toEqual([PUSHED, PLAIN])
  })

  it('is not asked for a third time', async () => {
    hostile.faults = { isRequestUriUsedUp: true }
    const refusing = async (asked: string) => {
      const url = new URL(await hostile.authorize(asked))
      url.searchParams.delete('code')
      url.searchParams.set('error', 'invalid_request')
      return url.href
    }
    await expect(signIn(refusing)).rejects.toMatchObject({ code: 'issuer-misconfigured' })
    expect(windows).toEqual([PUSHED, PLAIN])
  })

  it('is not asked for plainly where the issuer insists on pushed requests', async () => {
    hostile.faults = isRequired({ isRequestUriUsedUp: true })
    await expect(signIn(twice)).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(windows).toEqual([PUSHED])
  })

  it('stays closed when the person declined', async () => {
    const declined = async (asked: string) => {
      const url = new URL(await hostile.authorize(asked))
      url.searchParams.delete('code')
      url.searchParams.set('error', 'access_denied')
      return url.href
    }
    await expect(signIn(declined)).rejects.toMatchObject({ code: 'sign-in-denied' })
    expect(windows).toEqual([PUSHED])
  })

  it('stays closed when the person closed it, and the next sign-in is sent plainly: it may have shown an error', async () => {
    await expect(signIn(async () => fail('sign-in-cancelled'))).rejects.toMatchObject({
      code: 'sign-in-cancelled',
    })
    expect(windows).toEqual([PUSHED])
    await signIn()
    expect(windows).toEqual([PUSHED, PLAIN])
  })

  it('is pushed once only where that used it up: the next sign-in goes the plain way at once', async () => {
    hostile.faults = { isRequestUriUsedUp: true }
    await signIn(twice)
    await signIn(twice)
    expect(windows).toEqual([PUSHED, PLAIN, PLAIN])
  })
})
