import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Fetch } from '../../src/background/bounded-fetch.ts'
import { type Entrance, openEntrance } from './entrance.ts'
import type { Faults } from './hostile-server/issuer.ts'
import { runHostileIssuer } from './running-servers.ts'

const hostile = await runHostileIssuer({ revocation: true })
let entrance: Entrance

beforeEach(() => {
  entrance = openEntrance(hostile)
})
afterEach(() => vi.restoreAllMocks())

/** The refresh token and the access token that the issuer gave last. */
const lastIssued = () => [`refresh-${hostile.bindings.size}`, `access-${hostile.bindings.size}`]
const answering = (at: string, answer: () => Response): Faults => ({
  answer: (path) => (path === at ? answer() : undefined),
})
const anotherPerson: Faults = { claims: (right) => ({ ...right, sub: 'manager-1' }) }

describe('tokens whose ID token is refused at a sign-in are revoked: it', () => {
  const REFUSED: readonly [string, Faults, string][] = [
    ['is for another nonce', { claims: (right) => ({ ...right, nonce: 'another' }) }, 'sign-in-refused'],
    ['is for another client', { claims: (right) => ({ ...right, aud: 'another' }) }, 'sign-in-refused'],
    ['has expired', { claims: (right) => ({ ...right, exp: 1 }) }, 'clock-wrong'],
    ['is of the future', { claims: (right) => ({ ...right, iat: 9e9, exp: 9e9 }) }, 'clock-wrong'],
    [
      'is not signed by the issuer',
      { idToken: (token) => `${token.slice(0, -8)}AAAAAAAA` },
      'sign-in-refused',
    ],
    [
      'has the hash of another access token',
      { claims: (right) => ({ ...right, at_hash: 'another' }) },
      'sign-in-refused',
    ],
    ['is missing', { tokens: ({ id_token: _, ...right }) => right }, 'sign-in-refused'],
    [
      'cannot be checked without keys',
      answering('/jwks', () => new Response('', { status: 503 })),
      'issuer-error',
    ],
  ]
  it.each(REFUSED)('%s', async (_, faults, code) => {
    hostile.faults = faults
    await expect(entrance.signIn()).rejects.toMatchObject({ code })
    expect(hostile.revoked).toEqual(lastIssued())
    expect(await entrance.vault.read('session')).toBeNull()
  })
})

describe('of an answer that is odd in another way', () => {
  it('what looks like a token is revoked', async () => {
    hostile.faults = { tokens: (right) => ({ ...right, expires_in: -1, refresh_token: ['x'] }) }
    await expect(entrance.signIn()).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(hostile.revoked).toEqual(lastIssued().slice(1))
  })

  it.each<[string, () => Response]>([
    ['invalid_grant', () => Response.json({ error: 'invalid_grant' }, { status: 400 })],
    ['HTTP 200, text/html', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['must be a top level object', () => Response.json(null)],
  ])('nothing is revoked where there is none: %s', async (reason, answer) => {
    hostile.faults = answering('/token', answer)
    await expect(entrance.signIn()).rejects.toMatchObject({ detail: expect.stringContaining(reason) })
    expect(hostile.calls).not.toContain('/revoke')
  })
})

describe('the reason of the refusal is told', () => {
  const refusal = { code: 'sign-in-refused', detail: expect.stringContaining('at_hash') }
  const refused: Faults = { claims: (right) => ({ ...right, at_hash: 'another' }) }

  it('where the issuer takes no token back', async () => {
    hostile.faults = { ...refused, metadata: ({ revocation_endpoint: _, ...right }) => right }
    await expect(entrance.signIn()).rejects.toMatchObject(refusal)
    expect(hostile.calls).not.toContain('/revoke')
  })

  it('where it refuses to', async () => {
    hostile.faults = { ...refused, ...answering('/revoke', () => new Response('', { status: 503 })) }
    await expect(entrance.signIn()).rejects.toMatchObject(refusal)
    expect(hostile.calls.filter((path) => path === '/revoke')).toHaveLength(2)
  })

  it('after five seconds where it does not answer, to both together', async () => {
    const original = AbortSignal.timeout.bind(AbortSignal)
    const timeout = vi
      .spyOn(AbortSignal, 'timeout')
      .mockImplementation((ms) => original(ms === 5_000 ? 50 : ms))
    const silent: Fetch = async (url, init) => {
      if (!url.endsWith('/revoke')) return await fetch(url, init)
      return await new Promise((_, reject) => {
        if (init.signal?.aborted) reject(init.signal.reason)
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })
    }
    hostile.faults = refused
    await expect(openEntrance(hostile, { network: silent }).signIn()).rejects.toMatchObject(refusal)
    expect(timeout.mock.calls.filter(([ms]) => ms === 5_000)).toHaveLength(1)
  })
})

describe('at a renewal', () => {
  it('tokens for another person are revoked, and the session with them', async () => {
    const { session, accessToken } = await entrance.enter()
    hostile.faults = anotherPerson
    await expect(session.renew(accessToken)).rejects.toMatchObject({ code: 'session-expired' })
    expect(hostile.revoked).toEqual(lastIssued())
    expect(await entrance.vault.read('session')).toBeNull()
  })

  it('so is the refresh token that gave them, where no other came', async () => {
    const { session, accessToken } = await entrance.enter()
    const [before] = lastIssued()
    hostile.faults = { ...anotherPerson, tokens: ({ refresh_token: _, ...right }) => right }
    await expect(session.renew(accessToken)).rejects.toMatchObject({ code: 'session-expired' })
    expect(hostile.revoked).toEqual([before, lastIssued()[1]])
  })

  it('what the session goes on with is not revoked, though its ID token is refused', async () => {
    const { session, accessToken } = await entrance.enter()
    hostile.faults = { claims: (right) => ({ ...right, at_hash: 'another' }) }
    await expect(session.renew(accessToken)).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(hostile.revoked).toEqual([])
    expect(await entrance.vault.read('session')).toMatchObject({ accessToken, refreshToken: lastIssued()[0] })
  })

  it('without a window, tokens whose ID token is refused are revoked', async () => {
    entrance = openEntrance(hostile, { askSilently: hostile.authorize })
    const { session, accessToken } = await entrance.enter()
    await entrance.vault.replace('session', () => true, {
      ...(await session.fresh()),
      refreshToken: null,
    })
    hostile.faults = { claims: (right) => ({ ...right, nonce: 'another' }) }
    await expect(session.renew(accessToken)).rejects.toMatchObject({ code: 'session-expired' })
    expect(hostile.revoked).toEqual(lastIssued())
  })
})

it('a sign-in and its renewals that go well take nothing back', async () => {
  const { session, accessToken } = await entrance.enter()
  await session.renew(accessToken)
  expect(hostile.calls).not.toContain('/revoke')
})
