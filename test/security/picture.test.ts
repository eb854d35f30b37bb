import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { writeSingleton } from '../../src/background/store/database.ts'
import { openDatabase } from '../../src/background/store/migrations.ts'
import { closeDevice, type Device, openDevice, pageSender, type Worker } from './device/device.ts'
import { connectionTo, HOUR_MS } from './device/samples.ts'
import { readStored } from './device/stored.ts'
import { CLIENT } from './entrance.ts'
import { type HostileApi, startHostileApi } from './hostile-server/api.ts'
import { type HostileIssuer, startHostileIssuer } from './hostile-server/issuer.ts'
import { type Listener, listenOnLoopback, type ReceivedRequest } from './hostile-server/listener.ts'

const DRAWN = 'data:image/webp;base64,T1VSUw=='
const BYTES = 'bytes of the server'
/** Stands in for the browser's decoder, which Node lacks. */
const draw = async (picture: Blob) => {
  if (!(await picture.text()).startsWith(BYTES))
    throw new DOMException('The source image could not be decoded.')
  return DRAWN
}

let issuer: HostileIssuer
let pictures: Listener
let requests: ReceivedRequest[]
let answer: () => Response | Promise<Response>
let api: HostileApi
let device: Device
let worker: Worker

beforeAll(async () => {
  issuer = await startHostileIssuer(CLIENT)
  pictures = await listenOnLoopback(async (request) => {
    requests.push(request)
    return await answer()
  })
})
afterAll(async () => {
  await Promise.all([issuer.close(), pictures.close()])
})
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'Temporal'], now: new Date('2026-11-20T12:00:00Z') })
  vi.doMock('../../src/platform/thumbnail.ts', () => ({ drawThumbnail: draw }))
  issuer.behave()
  profileSays(`${pictures.origin}/me.png`)
  requests = []
  answer = () => picture(BYTES)
  api = await startHostileApi()
  device = openDevice(connectionTo(issuer.issuer, api.url))
  device.openWindow = issuer.authorize
  worker = await device.startWorker()
  await signIn()
})
afterEach(async () => {
  closeDevice()
  vi.doUnmock('../../src/platform/thumbnail.ts')
  vi.useRealTimers()
  await api.close()
})

const picture = (body: string, type = 'image/png') =>
  new Response(body, { headers: { 'content-type': type } })
const profileSays = (claim: unknown, more: Record<string, unknown> = {}) => {
  issuer.faults = { claims: (claims) => ({ ...claims, picture: claim, ...more }) }
}
const signIn = () => worker.ask('options', 'sign-in', {})
const ask = () => worker.ask('options', 'show-picture', {})
const shown = () => device.snapshot()
const refused = (code: string) => ({ ok: false, error: { code } })

describe('a profile picture', () => {
  it('is offered with its host, and nothing is fetched before it is asked for', async () => {
    await worker.ask('options', 'synchronise', {})
    expect(shown()?.account?.pictureHost).toBe(new URL(pictures.origin).host)
    expect(shown()?.picture).toBeUndefined()
    expect(requests).toEqual([])
  })

  it('asked for once is fetched once, and what is kept is drawn anew', async () => {
    expect(await ask()).toEqual({ ok: true })
    expect(shown()?.picture).toBe(DRAWN)
    expect((await readStored(device)).text).not.toContain(BYTES)
    worker = await device.startWorker()
    expect(await ask()).toEqual({ ok: true })
    expect(shown()?.picture).toBe(DRAWN)
    expect(requests.map(({ method, path }) => [method, path])).toEqual([['GET', '/me.png']])
  })

  it('is asked for without a cookie, a referrer, a token or a redirect', async () => {
    const passOn = device.network
    const seen: RequestInit[] = []
    device.network = (url, init) => {
      if (url.startsWith(pictures.origin)) seen.push(init)
      return passOn(url, init)
    }
    await ask()
    expect(seen).toMatchObject([
      { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error', cache: 'no-store' },
    ])
    expect(Object.keys(requests[0]?.headers ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(cookie|referer|authorization|dpop)$/)]),
    )
  })

  it('is no part of what the popup reads for its first frame', async () => {
    await ask()
    expect(String(device.browser.areas.local.get('snapshot'))).not.toContain(DRAWN)
    expect(String(device.browser.areas.local.get('steady'))).toContain(DRAWN)
  })

  it('goes when it is removed, and can be asked for again', async () => {
    await ask()
    await worker.ask('options', 'remove-picture', {})
    expect(shown()?.picture).toBeUndefined()
    expect((await readStored(device)).text).not.toContain(DRAWN)
    await ask()
    expect(shown()?.picture).toBe(DRAWN)
    expect(requests).toHaveLength(2)
  })

  it.each([
    ['by the popup', 'popup', {}],
    ['with an address', 'options', { url: 'https://evil.example/me.png' }],
  ] as const)('is not fetched when asked for %s', async (_, page, input) => {
    const message = { command: 'show-picture', input }
    expect(await worker.send(message, pageSender(page))).toMatchObject(refused('bad-command'))
    expect(requests).toEqual([])
  })
})

describe('initials stay where the picture’s server answers with', () => {
  const elsewhere = () => new Response(null, { status: 302, headers: { location: `${issuer.issuer}/jwks` } })
  it.each<[string, string, () => Response]>([
    ['a page', 'picture-unreadable', () => picture(BYTES, 'text/html')],
    ['a page that calls itself a picture', 'picture-unreadable', () => picture('<html>')],
    ['SVG', 'picture-unreadable', () => picture(BYTES, 'image/svg+xml')],
    ['no type', 'picture-unreadable', () => new Response(new TextEncoder().encode(BYTES))],
    ['ten megabytes', 'picture-unreadable', () => picture(BYTES.padEnd(10_000_000, 'x'))],
    ['a redirect', 'picture-unavailable', elsewhere],
    ['a refusal', 'picture-unavailable', () => new Response(BYTES, { status: 403 })],
  ])('%s: %s', async (_, code, answered) => {
    answer = answered
    issuer.calls.length = 0
    expect(await ask()).toMatchObject(refused(code))
    expect(shown()?.picture).toBeUndefined()
    expect(shown()?.failure).toBeNull()
    expect(requests).toHaveLength(1)
    expect(issuer.calls).toEqual([])
  })

  it('nothing, for longer than is waited', async () => {
    const original = AbortSignal.timeout.bind(AbortSignal)
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => original(50))
    answer = () => new Promise(() => undefined)
    expect(await ask()).toMatchObject(refused('picture-unavailable'))
    expect(shown()?.picture).toBeUndefined()
  })
})

describe('no picture is offered or fetched where the profile names', () => {
  it.each<[string, unknown]>([
    ['none', undefined],
    ['a script', 'javascript:alert(1)'],
    ['the picture itself', 'data:image/png;base64,AAAA'],
    ['an address without TLS', 'http://pictures.example/me.png'],
    ['a file', 'file:///etc/passwd'],
    ['a page of the extension', 'chrome-extension://abcdefghijklmnopabcdefghijklmnop/icon/96.png'],
    ['an address with a password', 'https://user:password@pictures.example/me.png'],
    ['an endless address', `https://pictures.example/${'x'.repeat(2_000)}`],
    ['something else', { url: 'https://pictures.example/me.png' }],
  ])('%s', async (_, claim) => {
    profileSays(claim)
    await signIn()
    expect(shown()?.account).toMatchObject({ name: 'Demo Employee' })
    expect(shown()?.account?.pictureHost).toBeUndefined()
    expect(await ask()).toMatchObject(refused('picture-unavailable'))
    // The synchronisation after the sign-in may still go on: issuer and API are on this machine, no picture is.
    expect(device.calls.filter(({ url }) => url.hostname !== '127.0.0.1')).toEqual([])
  })
})

describe('whose picture it is', () => {
  const signInAsManager = () => {
    profileSays(undefined, { sub: 'manager-1', name: 'Demo Manager' })
    return signIn()
  }

  it('a sign-out removes it', async () => {
    await ask()
    await worker.ask('options', 'sign-out', {})
    expect(shown()?.picture).toBeUndefined()
    expect((await readStored(device)).text).not.toContain(DRAWN)
  })

  it('another person never sees it', async () => {
    await ask()
    await signInAsManager()
    expect(shown()?.account).toMatchObject({ name: 'Demo Manager' })
    expect(shown()?.picture).toBeUndefined()
    expect((await readStored(device)).text).not.toContain(DRAWN)
  })

  it('one that was left behind in the store is not shown to anybody else', async () => {
    const database = await openDatabase()
    await writeSingleton(database, 'picture', { account: `${issuer.issuer}|other`, image: DRAWN })
    await worker.ask('options', 'synchronise', {})
    expect(shown()).toMatchObject({ account: { name: 'Demo Employee' } })
    expect(shown()?.picture).toBeUndefined()
  })

  it('one that arrives when another person is here is not kept', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>()
    answer = () => promise
    const asked = ask()
    await vi.waitFor(() => expect(requests).toHaveLength(1))
    await worker.ask('options', 'sign-out', {})
    await signInAsManager()
    resolve(picture(BYTES))
    await asked
    expect(shown()?.picture).toBeUndefined()
    expect((await readStored(device)).text).not.toContain(DRAWN)
  })

  it('the same person finds it after a session that ended by itself', async () => {
    await ask()
    issuer.faults = {
      answer: (path) =>
        path === '/token' ? Response.json({ error: 'invalid_grant' }, { status: 400 }) : undefined,
    }
    vi.setSystemTime(Date.now() + HOUR_MS)
    await worker.ask('options', 'synchronise', {})
    expect(shown()).toMatchObject({ session: 'expired', picture: DRAWN })
    profileSays(`${pictures.origin}/me.png`)
    await signIn()
    expect(shown()).toMatchObject({ session: 'signed-in', picture: DRAWN })
    expect(requests).toHaveLength(1)
  })
})
