import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeDevice, type Device, openDevice, type Worker } from './device/device.ts'
import { connectionTo, contentOf, HOUR_MS, ENTRY_ID as ID } from './device/samples.ts'
import { loseKeys, readStored } from './device/stored.ts'
import { CLIENT } from './entrance.ts'
import { type HostileApi, startHostileApi } from './hostile-server/api.ts'
import { type HostileIssuer, startHostileIssuer } from './hostile-server/issuer.ts'

const CONTENT = contentOf('unsent work')
const ROW = { id: 'row-1', user_id: 'employee-1', date: '2026-11-20', minutes: 60, note: 'sent work' }
const PROJECT = { id: 'p', name: 'Moonshot', client: null, tasks: [], archived: false }

let issuer: HostileIssuer
let api: HostileApi
let device: Device
let worker: Worker
let isOnline: boolean

beforeAll(async () => {
  issuer = await startHostileIssuer(CLIENT)
})
afterAll(() => issuer.close())
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'Temporal'], now: new Date('2026-11-20T12:00:00Z') })
  issuer.behave()
  api = await startHostileApi()
  api.answer = ({ method, path, authorization }) => {
    if (method !== 'GET' || authorization === '') return undefined
    if (path === '/timesheets') return Response.json([ROW])
    return path === '/projects' ? Response.json([PROJECT]) : undefined
  }
  device = openDevice(connectionTo(issuer.issuer, api.url))
  device.openWindow = issuer.authorize
  isOnline = true
  const passOn = device.network
  device.network = (url, init) =>
    isOnline ? passOn(url, init) : Promise.reject(new TypeError('Failed to fetch'))
  worker = await device.startWorker()
})
afterEach(async () => {
  closeDevice()
  vi.useRealTimers()
  await api.close()
})

const shown = () => device.snapshot()
const stored = async () => (await readStored(device)).text
const tokenCalls = () => issuer.calls.filter((path) => path === '/token')
const synchronise = () => {
  vi.setSystemTime(Date.now() + 1_000)
  return worker.ask('popup', 'synchronise', {})
}
const enter = async () => {
  await worker.ask('popup', 'sign-in', {})
  await synchronise()
}
const OF_THE_FIRST = /Demo Employee|employee-1|sent work|Moonshot/
const signInAsAnother = () => {
  issuer.faults = { claims: (claims) => ({ ...claims, sub: 'manager-1', name: 'Demo Manager' }) }
  return worker.ask('popup', 'sign-in', {})
}

describe('a restart or an update (case 23)', () => {
  it('goes on where it was, without a window', async () => {
    await enter()
    worker = await device.startWorker()
    await synchronise()
    expect(shown()).toMatchObject({ session: 'signed-in', failure: null, entries: [{ id: 'row-1' }] })
    expect(device.windows).toHaveLength(1)
    expect(tokenCalls()).toHaveLength(1)
  })

  it('that left a snapshot of another version writes a new one', async () => {
    await enter()
    device.browser.areas.local.set('snapshot', '{"version":0}')
    worker = await device.startWorker()
    worker.ring()
    await vi.waitFor(() => expect(shown()).toMatchObject({ version: 7, session: 'signed-in' }))
  })

  it('that lost the key ends in a clean sign-in, with the work kept', async () => {
    await enter()
    isOnline = false
    await worker.ask('popup', 'capture-entry', { id: ID, content: CONTENT })
    await vi.waitFor(() => expect(shown()?.sync).toMatchObject({ state: 'offline', waiting: 1 }))
    await loseKeys()
    isOnline = true
    worker = await device.startWorker()
    await synchronise()
    expect(shown()).toMatchObject({ session: 'expired', sync: { waiting: 1 } })
    expect(device.windows).toHaveLength(1)
    expect(await worker.ask('popup', 'sign-in', {})).toEqual({ ok: true })
    await synchronise()
    expect(shown()).toMatchObject({ session: 'signed-in', sync: { waiting: 0 } })
    expect(api.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })
})

describe('two workers at once (case 24)', () => {
  it('100 calls with an expired token make one renewal', async () => {
    await enter()
    const other = await device.startWorker()
    vi.setSystemTime(Date.now() + HOUR_MS)
    const calls = Array.from({ length: 100 }, (_, index) =>
      (index % 2 ? other : worker).ask('popup', 'synchronise', {}),
    )
    await Promise.all(calls)
    expect(tokenCalls()).toHaveLength(2)
    expect(shown()).toMatchObject({ session: 'signed-in', failure: null })
  })
})

describe('a sign-out (cases 21 and 26)', () => {
  it('leaves nothing of the person on the device', async () => {
    await enter()
    expect(await stored()).toMatch(OF_THE_FIRST)
    await worker.ask('popup', 'sign-out', {})
    const left = await readStored(device)
    expect(left.text).not.toMatch(OF_THE_FIRST)
    expect(left.keys).toEqual([])
  })

  it('without a network does so at once, says that the server could not be told, and stays out', async () => {
    await enter()
    isOnline = false
    expect(await worker.ask('popup', 'sign-out', {})).toMatchObject({ ok: true, value: { revoked: false } })
    expect(await stored()).not.toMatch(OF_THE_FIRST)
    isOnline = true
    worker = await device.startWorker()
    await synchronise()
    expect(shown()).toMatchObject({ session: 'signed-out', account: null, entries: [] })
    expect(tokenCalls()).toHaveLength(1)
  })
})

describe('another person on the same device (case 27)', () => {
  it('after a sign-out: sees nothing of the first, and sends nothing for them', async () => {
    await enter()
    isOnline = false
    await worker.ask('popup', 'capture-entry', { id: ID, content: CONTENT })
    await worker.ask('popup', 'sign-out', {})
    isOnline = true
    api.answer = () => undefined
    device.said.length = 0
    api.requests.length = 0
    await signInAsAnother()
    await synchronise()
    expect(shown()).toMatchObject({ account: { name: 'Demo Manager' }, entries: [], sync: { waiting: 0 } })
    expect(device.said.join('\n')).not.toMatch(/Demo Employee|employee-1|sent work|Moonshot/)
    expect(api.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('after a session that ended by itself: the same', async () => {
    await enter()
    await worker.ask('popup', 'capture-entry', { id: ID, content: { ...CONTENT, note: 'sent work too' } })
    await synchronise()
    issuer.faults = {
      answer: (path) =>
        path === '/token' ? Response.json({ error: 'invalid_grant' }, { status: 400 }) : undefined,
    }
    vi.setSystemTime(Date.now() + HOUR_MS)
    await synchronise()
    expect(shown()).toMatchObject({ session: 'expired', account: { name: 'Demo Employee' } })
    api.answer = () => undefined
    api.requests.length = 0
    await signInAsAnother()
    await synchronise()
    expect(shown()).toMatchObject({ account: { name: 'Demo Manager' }, entries: [], projects: [] })
    expect(await stored()).not.toMatch(OF_THE_FIRST)
    expect(api.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })
})

describe('storage without room', () => {
  it('still lets nothing of who signed out be seen', async () => {
    await enter()
    vi.spyOn(device.browser.areas.local, 'set').mockImplementation(() => {
      throw new Error('QUOTA_BYTES quota exceeded')
    })
    await worker.ask('popup', 'sign-out', {})
    expect(shown()).toBeNull()
    expect(await stored()).not.toMatch(OF_THE_FIRST)
  })
})
