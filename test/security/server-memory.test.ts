import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createServerMemory } from '../../src/background/auth/server-memory.ts'
import { CLIENT, type Entrance, openEntrance } from './entrance.ts'
import { makeKey, startHostileIssuer } from './hostile-server/issuer.ts'
import { runHostileIssuer } from './running-servers.ts'

const DISCOVERY = '/.well-known/openid-configuration'
const MINUTE_MS = 60_000

const hostile = await runHostileIssuer()
let entrance: Entrance
let caches: Record<string, RequestCache | undefined>

beforeEach(() => {
  caches = {}
  entrance = openEntrance(hostile, {
    network: (url, init) => {
      caches[new URL(url).pathname] = init.cache
      return fetch(url, init)
    },
  })
})

const callsTo = (path: string) => hostile.calls.filter((called) => called === path).length

describe('the issuer’s metadata', () => {
  it('is read once for several sign-ins', async () => {
    await entrance.signIn()
    await entrance.signIn()
    expect(callsTo(DISCOVERY)).toBe(1)
  })

  it('is read again after an hour, after a failure, and where the clock was set back', () => {
    let nowMs = 10 * 60 * MINUTE_MS
    const memory = createServerMemory(() => nowMs)
    const server = { issuer: 'https://issuer.example' }
    memory.remember(server)
    nowMs += 60 * MINUTE_MS - 1
    expect(memory.metadataOf(server.issuer)).toBe(server)
    nowMs += 1
    expect(memory.metadataOf(server.issuer)).toBeNull()
    memory.remember(server)
    nowMs -= 1
    expect(memory.metadataOf(server.issuer)).toBeNull()
    memory.remember(server)
    memory.forget()
    expect(memory.metadataOf(server.issuer)).toBeNull()
  })

  it('longer than 64 KiB is used but not remembered', async () => {
    hostile.faults = { metadata: (right) => ({ ...right, filler: 'x'.repeat(64 * 1024) }) }
    await entrance.signIn()
    await entrance.signIn()
    expect(callsTo(DISCOVERY)).toBe(2)
  })

  it('and its keys are forgotten when the issuer changes', async () => {
    const other = await startHostileIssuer(CLIENT)
    try {
      await entrance.signIn()
      await entrance.signIn({ connection: { issuer: other.issuer }, openWindow: other.authorize })
      expect(other.calls).toEqual([DISCOVERY, '/token', '/jwks'])
      hostile.calls.length = 0
      await entrance.signIn()
      expect(hostile.calls).toEqual([DISCOVERY, '/token', '/jwks'])
    } finally {
      await other.close()
    }
  })

  it('that has changed is read again after a sign-in failed with the old', async () => {
    await entrance.signIn()
    hostile.faults = { answer: (path) => (path === '/token' ? new Response('', { status: 404 }) : undefined) }
    await expect(entrance.signIn()).rejects.toThrow()
    hostile.faults = {}
    await entrance.signIn()
    expect(callsTo(DISCOVERY)).toBe(2)
  })
})

describe('the issuer’s keys (case 8)', () => {
  it('serve for several sign-ins', async () => {
    await entrance.signIn()
    await entrance.signIn()
    expect(callsTo('/jwks')).toBe(1)
  })

  it('are fetched past the HTTP cache', async () => {
    await entrance.signIn()
    expect(caches['/jwks']).toBe('no-store')
  })

  it('are fetched once more for an unknown key, seconds after the last time (oidcc-client-test-signing-key-rotation)', async () => {
    await entrance.signIn()
    await hostile.rotateKey()
    await entrance.signIn()
    expect(callsTo('/jwks')).toBe(2)
    expect(callsTo('/token')).toBe(2)
  })

  it('are fetched once more where they change between window and token (oidcc-client-test-signing-key-rotation-just-before-signing)', async () => {
    await entrance.signIn()
    const rotating = async (url: string) => {
      const redirect = await hostile.authorize(url)
      await hostile.rotateKey()
      return redirect
    }
    await entrance.signIn({ openWindow: rotating })
    expect(callsTo('/jwks')).toBe(2)
  })

  it('are fetched once more where another took the place of one under its id', async () => {
    hostile.faults = {
      header: ({ kid: _, ...header }) => header,
      keys: (keys) => keys.map(({ kid: _, ...key }) => key),
    }
    await entrance.signIn()
    await hostile.rotateKey()
    await entrance.signIn()
    expect(callsTo('/jwks')).toBe(2)
  })

  it('that rotate for ever are fetched once more, and the sign-in stops', async () => {
    const stranger = await makeKey(77)
    await entrance.signIn()
    await hostile.rotateKey()
    hostile.faults = { keys: () => [stranger.publicJwk] }
    await expect(entrance.signIn()).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(callsTo('/jwks')).toBe(2)
    await expect(entrance.signIn()).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(callsTo('/jwks')).toBe(3)
  })

  it('of two megabytes are refused', async () => {
    const filler = 'x'.repeat(2 * 1024 * 1024)
    hostile.faults = {
      answer: (path) => (path === '/jwks' ? Response.json({ keys: [], filler }) : undefined),
    }
    await expect(entrance.signIn()).rejects.toMatchObject({ code: 'issuer-error' })
    expect(await entrance.vault.read('session')).toBeNull()
  })

  it('that cannot be fetched again leave the session as it was', async () => {
    const { session, accessToken } = await entrance.enter()
    await hostile.rotateKey()
    hostile.faults = { answer: (path) => (path === '/jwks' ? new Response('', { status: 503 }) : undefined) }
    await expect(session.renew(accessToken)).rejects.toMatchObject({ code: 'issuer-error' })
    expect(await entrance.vault.read('session')).toMatchObject({ accessToken })
  })
})
