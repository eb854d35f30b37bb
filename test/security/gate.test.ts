import 'fake-indexeddb/auto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { authorOf, readAccount } from '../../src/background/account.ts'
import { createGate, type Gate } from '../../src/background/auth/gate.ts'
import { createSession } from '../../src/background/auth/session.ts'
import { createVault, type Vault } from '../../src/background/auth/vault.ts'
import { boundedFetch } from '../../src/background/bounded-fetch.ts'
import { createOutbox } from '../../src/background/outbox/outbox.ts'
import { createPublisher } from '../../src/background/publish.ts'
import { type Database, openDatabase, readSingleton } from '../../src/background/store/database.ts'
import type { Connection } from '../../src/contract/connection.ts'
import type { Snapshot } from '../../src/contract/snapshot.ts'
import type { EntryContent } from '../../src/domain/entry.ts'
import { fail } from '../../src/domain/failure.ts'
import type { IdentityProvider } from '../../src/server/identity/provider.ts'
import { AUDIENCE, REDIRECT, signInThroughForm, startProvider } from './provider.ts'

const ID = '0190a4a0-0000-7000-8000-000000000001'
const CONTENT: EntryContent = {
  date: '2026-11-20',
  start: null,
  minutes: 90,
  project: 'Website',
  projectId: null,
  task: null,
  tags: [],
  note: 'unsent work',
  billable: true,
}

let provider: IdentityProvider
let connection: Connection
let database: Database
let vault: Vault
let gate: Gate
let publish: () => Promise<void>
let snapshots: Snapshot[]
let windows: number
let openWindow: (url: string) => Promise<string>
let isOnline: boolean
let draftWipes: number
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
  windows = 0
  draftWipes = 0
  isOnline = true
  openWindow = as('employee')
  const network = (url: string, init: RequestInit) =>
    isOnline ? fetch(url, init) : Promise.reject(new TypeError('Failed to fetch'))
  const protocol = {
    fetch: boundedFetch({ fetch: network, maxBytes: 1024 * 1024, unreachable: 'issuer-unreachable' }),
    allowLoopback: true,
  }
  const now = () => Date.now()
  const session = createSession({
    ...protocol,
    vault,
    connection: async () => connection,
    now,
    exclusively: (work) => work(),
    onChange: (changed) => gate.onSessionChange(changed),
  })
  publish = createPublisher({
    database,
    today: () => '2026-11-20',
    sessionState: () => gate.state(),
    isSending: () => false,
    write: async (snapshot) => void snapshots.push(snapshot),
    showBadge: async () => undefined,
  })
  gate = createGate({
    database,
    vault,
    session,
    protocol,
    signInDeps: {
      ...protocol,
      vault,
      redirectUrl: REDIRECT,
      now,
      openWindow: (url) => {
        windows += 1
        return openWindow(url)
      },
    },
    connection: async () => connection,
    isConfigured: async () => connection.issuer !== '',
    wipeDraft: async () => {
      draftWipes += 1
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
      can: { read: true, create: true, delete: false, approve: false },
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
    expect(draftWipes).toBe(1)
    expect(shown()).toMatchObject({ session: 'signed-out', account: null, entries: [] })
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
      expect(new URL(url).searchParams.get('prompt')).toBe('login')
      return await as('manager')(url)
    }
    await gate.signIn()
    expect(shown()).toMatchObject({ account: { email: 'manager@exampleco.com' }, can: { approve: true } })
  })

  it('keeps unsent work for its owner, out of sight of the next person', async () => {
    await gate.signIn()
    const account = await readAccount(database)
    const outbox = createOutbox({ database, now: () => Date.now(), newOperationId: () => 'op' })
    if (account) await outbox.capture(authorOf(account), ID, CONTENT)
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
