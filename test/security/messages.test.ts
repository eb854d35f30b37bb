import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeDevice, type Device, openDevice, pageSender, type Worker } from './device/device.ts'
import { EXTENSION_ID, ORIGIN } from './device/fake-browser.ts'
import { connectionTo, contentOf, HOUR_MS, ENTRY_ID as ID } from './device/samples.ts'
import { readStored } from './device/stored.ts'
import { type HostileApi, problem, startHostileApi } from './hostile-server/api.ts'
import { signInThroughForm, startProvider } from './provider.ts'

const CONTENT = contentOf('no secret at all')

let provider: Awaited<ReturnType<typeof startProvider>>
let api: HostileApi
let device: Device
let worker: Worker

beforeAll(async () => {
  provider = await startProvider()
})
afterAll(() => provider.close())
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  api = await startHostileApi()
  device = openDevice(connectionTo(provider.issuer, api.url))
  device.openWindow = (url) => signInThroughForm(url, 'employee@exampleco.com', 'employee-demo')
  worker = await device.startWorker()
})
afterEach(async () => {
  closeDevice()
  vi.useRealTimers()
  await api.close()
})

const READ = { command: 'read-connection', input: {} }

describe('the one listener (cases 28 and 29)', () => {
  it('is one', () => {
    expect(device.browser.onMessage.listeners.size).toBe(1)
  })

  it.each<[string, object]>([
    ['another extension', { id: 'ponmlkjihgfedcbaponmlkjihgfedcba', url: `${ORIGIN}/popup.html` }],
    [
      'another extension that says where it is',
      { id: 'ponmlkjihgfedcbaponmlkjihgfedcba', url: 'chrome-extension://x/popup.html' },
    ],
    ['a web page', { id: EXTENSION_ID, url: 'https://evil.example/popup.html', frameId: 0 }],
    ['a page of ours in a frame', { ...pageSender('popup'), frameId: 1 }],
    ['a page of ours that is none', { ...pageSender('popup'), url: `${ORIGIN}/icon/16.png` }],
    [
      'an address that ends like ours',
      { ...pageSender('popup'), url: `https://evil.example/${ORIGIN}/popup.html` },
    ],
    ['somebody without an address', { id: EXTENSION_ID }],
    ['nobody', {}],
  ])('says nothing to %s, and does nothing', async (_, sender) => {
    for (const message of [READ, { command: 'sign-in', input: {} }, { command: 'sign-out', input: {} }])
      expect(worker.send(message, sender)).toBeUndefined()
    expect(device.windows).toEqual([])
    expect(device.calls).toEqual([])
  })
})

describe('a message of our own popup (case 30)', () => {
  const cyclic: Record<string, unknown> = { command: 'sign-in' }
  cyclic.input = cyclic
  let deep: unknown = {}
  for (let depth = 0; depth < 100_000; depth += 1) deep = { deep }

  it.each<[string, unknown]>([
    ['of an unknown type', { command: 'steal', input: {} }],
    ['of the prototype', { command: '__proto__', input: {} }],
    ['of its constructor', { command: 'constructor', input: {} }],
    ['with a prototype of its own', JSON.parse('{"command":"sign-in","input":{"__proto__":{"issuer":"x"}}}')],
    ['with an issuer', { command: 'sign-in', input: { issuer: 'https://evil.example' } }],
    ['with a scope', { command: 'synchronise', input: { scope: 'openid' } }],
    [
      'with an address for the settings',
      { command: 'save-connection', input: { apiUrl: 'https://evil.example' } },
    ],
    ['of a megabyte', { command: 'sign-in', input: 'x'.repeat(1_000_000) }],
    [
      'of a megabyte that is right but for that',
      { command: 'capture-entry', input: { id: ID, content: { ...CONTENT, more: 'x'.repeat(1_000_000) } } },
    ],
    ['that holds itself', cyclic],
    ['nested without end', { command: 'sign-in', input: deep }],
    ['that cannot be written', { command: 'sign-in', input: 1n }],
  ])('%s is answered with a refusal and does nothing', async (_, message) => {
    expect(await worker.send(message, pageSender('popup'))).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/^(bad-command|too-large|unexpected)$/), detail: null },
    })
    expect(device.windows).toEqual([])
    expect(device.calls).toEqual([])
  })

  it('of any shape is answered', async () => {
    const anything = fc.oneof(fc.anything(), fc.record({ command: fc.string(), input: fc.anything() }))
    await fc.assert(
      fc.asyncProperty(anything, async (message) => {
        expect(await worker.send(message, pageSender('popup'))).toMatchObject({ ok: false })
      }),
      { numRuns: 300 },
    )
  })
})

/** Keeps each secret that passes between the worker and the issuer. */
function collectSecrets(): ReadonlySet<string> {
  const secrets = new Set<string>()
  const keep = (value: unknown) => void (typeof value === 'string' && value !== '' && secrets.add(value))
  const passOn = device.network
  device.network = async (url, init) => {
    const sent = new URLSearchParams(init.method === 'POST' ? String(init.body) : '')
    for (const name of ['code', 'code_verifier', 'refresh_token', 'token']) keep(sent.get(name))
    const response = await passOn(url, init)
    if (new URL(url).pathname !== '/token') return response
    const received = (await response.clone().json()) as Record<string, unknown>
    for (const name of ['access_token', 'refresh_token', 'id_token']) keep(received[name])
    return response
  }
  return secrets
}

const PIECE_LENGTH = 20

/** In pieces, as a text may be cut; of a JWT not the header, which all have alike. */
function piecesOf(secret: string): readonly string[] {
  const start = secret.indexOf('.') + 1
  const count = Math.floor((secret.length - start) / PIECE_LENGTH)
  return Array.from({ length: count }, (_, index) =>
    secret.slice(start + index * PIECE_LENGTH, start + (index + 1) * PIECE_LENGTH),
  )
}

/** What was said that holds a piece of one of these. */
function saidOf(secrets: ReadonlySet<string>, texts: readonly string[] = device.said): readonly string[] {
  const pieces = [...secrets].flatMap(piecesOf)
  return texts
    .filter((text) => pieces.some((piece) => text.includes(piece)))
    .map((text) => text.slice(0, 300))
}

/** An API that says whose token it did not like. */
const echo = (status: number) => {
  api.answer = ({ authorization }) =>
    Response.json({ status, code: 'x', detail: `not good: ${authorization}` }, { status })
}
const synchronise = () => worker.ask('popup', 'synchronise', {})

describe('no token, code or verifier is in a reply, a log line, a badge or what pages can read (case 31)', () => {
  it('from the sign-in over renewals and refusals to the sign-out', async () => {
    const secrets = collectSecrets()
    await worker.ask('popup', 'sign-in', {})
    await synchronise()
    expect(secrets.size).toBeGreaterThanOrEqual(5)
    expect(saidOf(secrets, [(await readStored(device)).text])).toEqual([])
    await worker.ask('popup', 'capture-entry', { id: ID, content: CONTENT })
    vi.setSystemTime(Date.now() + HOUR_MS)
    await synchronise()
    for (const status of [401, 403, 404, 409, 422, 429, 500]) {
      echo(status)
      await synchronise()
      await worker.ask('popup', 'edit-entry', { id: ID, content: { ...CONTENT, minutes: status } })
      vi.setSystemTime(Date.now() + 1_000)
      await synchronise()
    }
    api.answer = () => problem(500, 'internal-error')
    worker = await device.startWorker()
    await worker.ask('options', 'read-connection', {})
    await synchronise()
    // Of the sign-in a code, a verifier and three tokens; of each renewal at least two more.
    expect(secrets.size).toBeGreaterThanOrEqual(9)
    expect(device.said.length).toBeGreaterThan(20)
    expect(saidOf(secrets)).toEqual([])
    const { text, keys } = await readStored(device)
    expect(text).toContain(CONTENT.note)
    expect(saidOf(secrets, [text])).toEqual([])
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.filter(({ type, extractable }) => type !== 'public' && extractable)).toEqual([])

    await worker.ask('popup', 'sign-out', {})
    expect(saidOf(secrets)).toEqual([])
    expect(saidOf(secrets, [(await readStored(device)).text])).toEqual([])
  })

  it('not where the issuer refuses and repeats what it was sent', async () => {
    const secrets = collectSecrets()
    await worker.ask('popup', 'sign-in', {})
    await synchronise()
    const passOn = device.network
    device.network = async (url, init) => {
      await passOn(url, init).catch(() => undefined)
      if (new URL(url).pathname !== '/token') return await passOn(url, init)
      const error_description = `what is ${String(init.body)}?`
      return Response.json({ error: 'invalid_request', error_description }, { status: 400 })
    }
    vi.setSystemTime(Date.now() + HOUR_MS)
    await synchronise()
    expect(device.snapshot()?.failure).toMatchObject({ code: 'issuer-misconfigured' })
    await worker.ask('popup', 'sign-in', {})
    expect(device.snapshot()?.failure?.detail).toMatch(/^invalid_request: what is /)
    expect(secrets.size).toBeGreaterThanOrEqual(6)
    expect(saidOf(secrets)).toEqual([])
  })

  it('not where a redirect is refused that carries a token', async () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJlbXBsb3llZS0xIn0.c2lnbmF0dXJlLTEyMw'
    for (const ending of [
      `?access_token=${token}`,
      `#access_token=${token}`,
      `?error=x&error_description=${token}`,
    ]) {
      device.openWindow = async (url) => {
        const state = new URL(url).searchParams.get('state')
        const redirect = `https://${EXTENSION_ID}.chromiumapp.org/${ending}`
        return ending.startsWith('?')
          ? `${redirect}&state=${state}&iss=${encodeURIComponent(provider.issuer)}`
          : redirect
      }
      expect(await worker.ask('popup', 'sign-in', {})).toMatchObject({ error: { code: 'sign-in-refused' } })
    }
    expect(saidOf(new Set([token]))).toEqual([])
  })
})
