import 'fake-indexeddb/auto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { authorOf, readAccount } from '../../src/background/account.ts'
import { createGate, type Gate } from '../../src/background/auth/gate.ts'
import { createSession } from '../../src/background/auth/session.ts'
import { createVault, type Vault } from '../../src/background/auth/vault.ts'
import { createOutbox } from '../../src/background/outbox/outbox.ts'
import { createPublisher } from '../../src/background/publish.ts'
import { type Database, readSingleton } from '../../src/background/store/database.ts'
import { openDatabase } from '../../src/background/store/migrations.ts'
import type { Connection } from '../../src/contract/connection.ts'
import type { Snapshot } from '../../src/contract/snapshot.ts'
import { fail } from '../../src/domain/failure.ts'
import type { IdentityProvider } from '../../src/server/identity/provider.ts'
import { loopbackProtocol } from '../support/protocol.ts'
import { contentOf, ENTRY_ID } from './device/samples.ts'
import { AUDIENCE, REDIRECT, signInThroughForm, startProvider } from './provider.ts'
import { createOffersInMemory } from './workplace.ts'

const CONTENT = contentOf('unsent work')

let provider: IdentityProvider
let connection: Connection
let database: Database
let vault: Vault
let gate: Gate
let publish: () => Promise<void>
let snapshots: Snapshot[]
let windows: number
let openWindow: (url: string) => Promise<string>
/** The bodies sent to the issuer: what is asked of it is pushed, and not in the window's address. */
let sent: URLSearchParams[]
let isOnline: boolean
let pageWipes: number
let count = 0

beforeAll(async () => {
  provider = await startProvider()
})
afterAll(() => provider.close())

const as = (role: string) => (url: string) => signInThroughForm(url, `${role}@exampleco.com`, `${role}-demo`)
const shown = () => snapshots.at(-1)

beforeEach(async () => {
  count += 1
  connection = {
    issuer: provider.issuer,
    clientId: 'timejot',
    apiUrl: 'http://127.0.0.1:9',
    audience: '',
    resource: AUDIENCE,
    scopes: 'openid profile email offline_access read:timesheets create:timesheets approve:timesheets',
  }
  database = await openDatabase(`gate-${count}`)
  vault = createVault(`gate-vault-${count}`)
  snapshots = []
  sent = []
  windows = 0
  pageWipes = 0
  isOnline = true
  openWindow = as('employee')
  const network = (url: string, init: RequestInit) => {
    if (init.body instanceof URLSearchParams) sent.push(init.body)
    return isOnline ? fetch(url, init) : Promise.reject(new TypeError('Failed to fetch'))
  }
  const protocol = loopbackProtocol(network)
  const now = () => Date.now()
  const session = createSession({
    ...protocol,
    vault,
    connection: async () => connection,
    now,
    exclusively: (work) => work(),
    signInSilently: () => fail('session-expired'),
    onChange: (changed) => gate.onSessionChange(changed),
  })
  const logoutOffers = createOffersInMemory(now)
  publish = createPublisher({
    database,
    today: () => '2026-11-20',
    sessionState: () => gate.state(),
    logoutUntilMs: async () => (await logoutOffers.current())?.untilMs ?? null,
    now: Date.now,
    isSending: () => false,
    sentCount: () => 0,
    write: async (snapshot) => void snapshots.push(snapshot),
    showBadge: async () => undefined,
  })
  gate = createGate({
    ...protocol,
    database,
    vault,
    session,
    redirectUrl: REDIRECT,
    now,
    openWindow: (url) => {
      windows += 1
      return openWindow(url)
    },
    logoutOffers,
    planRenewal: async () => undefined,
    connection: async () => connection,
    isConfigured: async () => connection.issuer !== '',
    wipePages: async () => {
      pageWipes += 1
    },
    publish: () => publish(),
  })
})

describe('sign-in', () => {
  it('publishes who it is and what is granted, and no token', async () => {
    await gate.signIn()
    expect(shown()).toMatchObject({
      session: 'signed-in',
      failure: null,
      account: { key: `${provider.issuer}|employee@exampleco.com`, email: 'employee@exampleco.com' },
      can: { read: true, create: true, change: true, delete: false, approve: false, reject: false },
    })
    const session = await vault.read('session')
    for (const snapshot of snapshots) {
      expect(JSON.stringify(snapshot)).not.toContain(session?.accessToken)
      expect(JSON.stringify(snapshot)).not.toContain(session?.refreshToken)
    }
    expect(snapshots.some(({ session: state }) => state === 'signing-in')).toBe(true)
  })

  it('asked for twice at once opens one window', async () => {
    await Promise.all([gate.signIn(), gate.signIn()])
    expect(windows).toBe(1)
  })

  it('that was cancelled leaves the reason for the next popup, and the next one works', async () => {
    openWindow = async () => fail('sign-in-cancelled')
    await expect(gate.signIn()).rejects.toMatchObject({ code: 'sign-in-cancelled' })
    expect(shown()).toMatchObject({ session: 'signed-out', failure: { code: 'sign-in-cancelled' } })
    openWindow = as('employee')
    await gate.signIn()
    expect(shown()).toMatchObject({ session: 'signed-in', failure: null })
  })

  it('at another API under the same issuer fetches everything from it, and at the same one goes on', async () => {
    await gate.signIn()
    const account = `${provider.issuer}|employee@exampleco.com`
    await database.put('positions', { account, query: { updated_since: 'T1' }, pages: 0, unseen: [] })
    await gate.signIn()
    expect(await database.count('positions')).toBe(1)
    connection = { ...connection, apiUrl: 'http://127.0.0.1:10' }
    await gate.signIn()
    expect(await database.count('positions')).toBe(0)
  })

  it('without a connection opens no window', async () => {
    connection = { ...connection, issuer: '' }
    await expect(gate.signIn()).rejects.toMatchObject({ code: 'not-configured' })
    expect(windows).toBe(0)
    expect(shown()).toMatchObject({ session: 'unconfigured' })
  })
})

describe('sign-out', () => {
  it('revokes, and the device keeps no secret and no sent data', async () => {
    await gate.signIn()
    expect(await gate.signOut()).toEqual({ revoked: true })
    expect(await vault.read('session')).toBeNull()
    expect(await readAccount(database)).toBeNull()
    expect(pageWipes).toBe(1)
    expect(shown()).toMatchObject({ session: 'signed-out', account: null, entries: [] })
  })

  it('that cannot be published revokes all the same', async () => {
    await gate.signIn()
    publish = async () => fail('storage-failed')
    sent = []
    await expect(gate.signOut()).rejects.toMatchObject({ code: 'storage-failed' })
    await vi.waitFor(() => expect(sent.some((body) => body.has('token'))).toBe(true))
  })

  it('offline wipes at once and discloses that the server could not be told', async () => {
    await gate.signIn()
    isOnline = false
    expect(await gate.signOut()).toEqual({ revoked: false })
    expect(await vault.read('session')).toBeNull()
    expect(shown()).toMatchObject({ session: 'signed-out' })
  })

  it('makes the next sign-in ask who it is', async () => {
    await gate.signIn()
    await gate.signOut()
    openWindow = async (url) => {
      expect(sent.at(-1)?.get('prompt')).toBe('login')
      return await as('manager')(url)
    }
    await gate.signIn()
    expect(shown()).toMatchObject({ account: { email: 'manager@exampleco.com' }, can: { approve: true } })
  })

  it('makes only the next one ask', async () => {
    await gate.signIn()
    await gate.signOut()
    await gate.signIn()
    await vault.remove('session')
    await gate.signIn()
    const asked = sent.filter((body) => body.has('code_challenge'))
    expect(asked.map((body) => body.get('prompt'))).toEqual([null, 'login', null])
  })

  it('keeps unsent work for its owner, out of sight of the next person', async () => {
    await gate.signIn()
    const account = await readAccount(database)
    const outbox = createOutbox({ database, now: () => Date.now(), newOperationId: () => 'op' })
    if (account) await outbox.capture(authorOf(account), ENTRY_ID, CONTENT)
    await gate.signOut()
    expect(JSON.stringify(shown())).not.toContain('unsent work')

    openWindow = as('contractor')
    await gate.signIn()
    expect(shown()).toMatchObject({ account: { email: 'contractor@exampleco.com' }, sync: { waiting: 0 } })
    expect(JSON.stringify(shown())).not.toContain('unsent work')
    await gate.signOut()

    openWindow = as('employee')
    await gate.signIn()
    expect(shown()).toMatchObject({
      entries: [{ note: 'unsent work', sync: 'waiting' }],
      sync: { waiting: 1 },
    })
  })
})

describe('a session that ends by itself', () => {
  it('keeps the work on screen until the same person is back', async () => {
    await gate.signIn()
    await vault.remove('session')
    await gate.onSessionChange(null)
    expect(shown()).toMatchObject({ session: 'expired', account: { email: 'employee@exampleco.com' } })
  })

  it('with fewer scopes after a renewal takes the views with it', async () => {
    openWindow = as('manager')
    await gate.signIn()
    expect(shown()).toMatchObject({ can: { approve: true } })
    const session = await vault.read('session')
    if (session) await gate.onSessionChange({ ...session, scopes: ['read:timesheets'] })
    expect(shown()).toMatchObject({ can: { read: true, create: false, approve: false }, approvals: null })
  })
})

describe('another connection', () => {
  it('is never told of the session that it ends: that is revoked where it was opened', async () => {
    await gate.signIn()
    connection = { ...connection, issuer: 'http://127.0.0.1:9' }
    expect(await gate.signOut()).toEqual({ revoked: true })
  })

  it('chosen while the sign-in window is open makes the sign-in void', async () => {
    openWindow = async (url) => {
      const answer = await as('employee')(url)
      connection = { ...connection, apiUrl: 'https://other.example' }
      return answer
    }
    await expect(gate.signIn()).rejects.toMatchObject({ code: 'sign-in-refused' })
    expect(await vault.read('session')).toBeNull()
    expect(shown()).toMatchObject({ session: 'signed-out', account: null })
  })

  it('ends the session and shows nothing of it', async () => {
    await gate.signIn()
    await gate.endIfChanged(async () => {
      connection = { ...connection, apiUrl: 'https://other.example' }
    })
    await publish()
    expect(await vault.read('session')).toBeNull()
    expect(await readSingleton(database, 'account')).toBeNull()
    expect(shown()).toMatchObject({ session: 'signed-out', account: null })
  })

  it('that says the same changes nothing', async () => {
    await gate.signIn()
    await gate.endIfChanged(async () => undefined)
    await publish()
    expect(shown()).toMatchObject({ session: 'signed-in' })
  })
})
