import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ApiServer, startApi } from '../../src/server/api/server.ts'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import { type Database, openDatabase } from '../../src/server/store/database.ts'
import { listEntries } from '../../src/server/store/entries.ts'
import { SECOND_PROVIDER_SUB, startSecondProvider } from '../support/second-provider.ts'
import { closeDevice, type Device, type NetworkCall, openDevice, type Worker } from './device/device.ts'
import { connectionTo, contentOf, EMPLOYEE_SCOPES, HOUR_MS, ENTRY_ID as ID } from './device/samples.ts'
import { AUDIENCE, signInThroughForm, startProvider } from './provider.ts'

/** Both providers' people book in one database, where an id is taken once. */
const ID_AT_SECOND = '0190a4a0-0000-7000-8000-000000000002'
const CONTENT = contentOf('design review')

interface RealProvider {
  readonly issuer: string
  readonly sub: string
  readonly entryId: string
  /** What the person at the window does. */
  readonly openWindow: (url: string) => Promise<string>
  close(): Promise<void>
}

const [EMPLOYEE] = DEMO_ACCOUNTS

async function startBundled(): Promise<RealProvider> {
  const { issuer, close } = await startProvider()
  const openWindow = (url: string) => signInThroughForm(url, EMPLOYEE.username, EMPLOYEE.password)
  return { issuer, close, sub: EMPLOYEE.sub, entryId: ID, openWindow }
}

async function startSecond(): Promise<RealProvider> {
  const second = await startSecondProvider(EMPLOYEE_SCOPES)
  return { ...second, sub: SECOND_PROVIDER_SUB, entryId: ID_AT_SECOND }
}

let database: Database
let device: Device
let worker: Worker

beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
})
afterEach(() => {
  closeDevice()
  vi.useRealTimers()
})

const signIn = async () => expect(await worker.ask('popup', 'sign-in', {})).toEqual({ ok: true })
const shown = () => device.snapshot()
const isUpToDate = () =>
  vi.waitFor(() => expect(shown()?.sync).toMatchObject({ state: 'done', waiting: 0 }), 5_000)
/** Once more with the nonce that the issuer wants is the same request. */
const grants = () =>
  device.calls
    .filter(({ url, status }) => url.pathname === '/token' && status === 200)
    .map(({ body }) => new URLSearchParams(body).get('grant_type'))
/** In the window's address, or pushed where the provider offers it. */
const lastAskedFor = (name: string) => {
  const pushed = device.calls.findLast(({ body }) => new URLSearchParams(body).has('code_challenge'))
  const inWindow = new URL(device.windows.at(-1) ?? '').searchParams.get(name)
  return inWindow ?? new URLSearchParams(pushed?.body).get(name)
}
const isAnsweredLater = (refused: NetworkCall, later: readonly NetworkCall[]) =>
  later.some(({ url, status }) => url.href === refused.url.href && status === 200)
const apiCalls = (apiUrl: string) => device.calls.filter(({ url }) => url.origin === apiUrl)

describe.each<[string, () => Promise<RealProvider>]>([
  ['the bundled provider', startBundled],
  ['a provider written by others', startSecond],
])('with %s', (_, start) => {
  let provider: RealProvider
  let api: ApiServer

  beforeAll(async () => {
    provider = await start()
    api = await startApi({
      database,
      port: 0,
      issuer: provider.issuer,
      audience: AUDIENCE,
      allowedOrigins: [],
    })
  })
  afterAll(async () => {
    await api.close()
    await provider.close()
  })
  beforeEach(async () => {
    device = openDevice(connectionTo(provider.issuer, api.url))
    device.openWindow = provider.openWindow
    worker = await device.startWorker()
  })

  it('a sign-in shows who it is and what was granted', async () => {
    await signIn()
    await isUpToDate()
    expect(shown()).toMatchObject({
      session: 'signed-in',
      failure: null,
      account: { key: `${provider.issuer}|${provider.sub}` },
      can: { read: true, create: true, change: true, delete: true, approve: false, reject: false },
    })
    expect(device.windows).toHaveLength(1)
  })

  it('an entry reaches the API, which trusts that issuer’s tokens', async () => {
    const { entryId: id, sub } = provider
    await signIn()
    await worker.ask('popup', 'capture-entry', { id, content: CONTENT })
    await isUpToDate()
    expect(shown()?.entries).toMatchObject([{ id, note: 'design review', sync: 'sent' }])
    expect(await listEntries(database.queries, sub, {})).toMatchObject([{ id, minutes: 90 }])
    await worker.ask('popup', 'delete-entry', { id })
  })

  it('an access token that has expired is renewed without a window, twice in a row', async () => {
    await signIn()
    await isUpToDate()
    for (const hours of [2, 4]) {
      vi.setSystemTime(Date.now() + 2 * HOUR_MS)
      await worker.ask('popup', 'synchronise', {})
      expect(grants().filter((grant) => grant === 'refresh_token')).toHaveLength(hours / 2)
    }
    // An old nonce is refused and replaced (RFC 9449, section 9); nothing else is.
    const calls = apiCalls(api.url)
    calls.forEach((call, index) => {
      if (call.status === 401) expect(isAnsweredLater(call, calls.slice(index + 1))).toBe(true)
    })
    expect(shown()).toMatchObject({ session: 'signed-in', failure: null, sync: { state: 'done' } })
    expect(device.windows).toHaveLength(1)
  })

  it('a session survives a restart of the worker', async () => {
    await signIn()
    await isUpToDate()
    worker = await device.startWorker()
    await worker.ask('popup', 'synchronise', {})
    expect(shown()).toMatchObject({ session: 'signed-in', failure: null })
    expect(device.windows).toHaveLength(1)
  })

  it('a sign-out wipes, revokes, and the next sign-in asks who it is', async () => {
    await signIn()
    await isUpToDate()
    expect(await worker.ask('popup', 'sign-out', {})).toMatchObject({ ok: true, value: { revoked: true } })
    expect(shown()).toMatchObject({ session: 'signed-out', account: null, entries: [] })
    await signIn()
    expect(device.windows).toHaveLength(2)
    expect(lastAskedFor('prompt')).toBe('login')
    expect(shown()).toMatchObject({ session: 'signed-in' })
  })
})
