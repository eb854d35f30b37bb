import 'fake-indexeddb/auto'
import { beforeEach, expect, it } from 'vitest'
import { AUTHOR, content, createDevice, stored } from '../../../test/support/device.ts'
import type { Database } from './database.ts'
import { openDatabase } from './migrations.ts'

// What versions 1 to 3 wrote, in their own words: neither schema nor rows may follow the code of today.

type Older = 1 | 2 | 3

function openOlder(name: string, version: Older): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, version)
  opening.onupgradeneeded = () => {
    const database = opening.result
    for (const store of ['entries', 'approvals', 'projects']) {
      database.createObjectStore(store, { keyPath: ['account', 'id'] }).createIndex('account', 'account')
    }
    database
      .createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true })
      .createIndex('account', 'account')
    database.createObjectStore('singletons')
    if (version === 1) return
    const entries = opening.transaction?.objectStore('entries')
    entries?.createIndex('day', ['account', 'entry.date'])
    entries?.createIndex('sync', ['account', 'sync'])
    entries?.createIndex('status', ['account', 'entry.status'])
    database.createObjectStore('positions', { keyPath: 'account' })
    database.createObjectStore('held', { keyPath: ['account', 'id'] }).createIndex('account', 'account')
    if (version === 2) return
    database.createObjectStore('timers', { keyPath: 'account' })
    database.createObjectStore('weeks', { keyPath: ['account', 'week'] }).createIndex('account', 'account')
    opening.transaction?.objectStore('outbox').createIndex('entry', ['account', 'entryId'])
    const pages = database.createObjectStore('pages', { keyPath: ['account', 'page'] })
    pages.createIndex('account', 'account')
    pages.createIndex('used', ['account', 'usedAtMs'])
  }
  return new Promise((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
}

const ENTRY = {
  id: '0190a4a0-0000-7000-8000-000000000001',
  userId: 'employee',
  date: '2026-11-20',
  start: '09:30',
  minutes: 90,
  project: 'Website',
  projectId: 'p1',
  task: null,
  tags: ['workshop'],
  note: 'sent',
  billable: true,
  status: 'submitted',
  review: null,
  version: 4,
}
const SENT = {
  account: 'issuer|employee',
  id: '0190a4a0-0000-7000-8000-000000000001',
  entry: ENTRY,
  confirmed: ENTRY,
  sync: 'sent',
  failure: null,
  failureDetail: null,
  deleted: false,
  changedAtMs: 900_000,
}
const WAITING = {
  ...SENT,
  id: '0190a4a0-0000-7000-8000-000000000002',
  entry: { ...ENTRY, id: '0190a4a0-0000-7000-8000-000000000002', note: 'typed offline', version: 0 },
  confirmed: null,
  sync: 'waiting',
}
const APPROVAL = {
  account: 'issuer|employee',
  id: '0190a4a0-0000-7000-8000-000000000009',
  entry: { ...ENTRY, id: '0190a4a0-0000-7000-8000-000000000009', userId: 'contractor' },
  userName: 'Demo Contractor',
  decided: false,
  failure: null,
  failureDetail: null,
  changedAtMs: 900_000,
}
const PROJECT = {
  account: 'issuer|employee',
  id: 'p1',
  name: 'Website',
  client: 'Acme',
  tasks: ['Design'],
  archived: false,
}
const OPERATION = {
  seq: 7,
  operationId: '0b1c2d3e-0000-4000-8000-000000000001',
  account: 'issuer|employee',
  entryId: '0190a4a0-0000-7000-8000-000000000002',
  act: {
    kind: 'create',
    content: {
      date: '2026-11-20',
      start: '09:30',
      minutes: 90,
      project: 'Website',
      projectId: 'p1',
      task: null,
      tags: ['workshop'],
      note: 'typed offline',
      billable: true,
    },
  },
  heldUntilMs: 900_000,
  attempts: 0,
  parked: null,
}
const DECISION = {
  ...OPERATION,
  seq: 8,
  operationId: '0b1c2d3e-0000-4000-8000-000000000002',
  entryId: APPROVAL.id,
  act: { kind: 'decide', decision: 'rejected', comment: 'why?', version: 4 },
}
const SYNC = { doneAtMs: 899_000, offlineSinceMs: 900_000, failures: 2, retryAtMs: 905_000 }

const POSITION = {
  account: 'issuer|employee',
  query: { limit: '500', updated_since: '2026-11-20T12:00:00.000Z' },
  pages: 0,
  unseen: [],
}
const HELD = {
  account: 'issuer|employee',
  id: '0190a4a0-0000-7000-8000-000000000002',
  change: { id: '0190a4a0-0000-7000-8000-000000000002', deleted: true, version: 3 },
}

async function fill(name: string, version: Older): Promise<void> {
  const database = await openOlder(name, version)
  const transaction = database.transaction([...database.objectStoreNames], 'readwrite')
  const put = (store: string, value: unknown, key?: string) => transaction.objectStore(store).put(value, key)
  put('entries', SENT)
  put('entries', WAITING)
  put('approvals', APPROVAL)
  put('projects', PROJECT)
  put('outbox', OPERATION)
  put('outbox', DECISION)
  put('singletons', SYNC, 'sync')
  if (version >= 2) {
    put('positions', POSITION)
    put('held', HELD)
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve
  })
  database.close()
}

let count = 0
let name: string
let database: Database
async function openFrom(version: Older): Promise<void> {
  count += 1
  name = `of-version-${version}-${count}`
  await fill(name, version)
  database = await openDatabase(name)
}
beforeEach(() => openFrom(1))

it.each([1, 2, 3] as const)(
  'a store of version %d keeps everything, and is found in the new ways too',
  async (version) => {
    await openFrom(version)
    expect(database.version).toBe(4)
    expect([...database.objectStoreNames].sort()).toEqual([
      'approvals',
      'entries',
      'held',
      'outbox',
      'pages',
      'positions',
      'projects',
      'singletons',
      'timers',
      'weeks',
    ])
    expect(await database.getAll('entries')).toEqual([SENT, WAITING])
    const { failure: _, failureDetail: __, decided: ___, ...approval } = APPROVAL
    expect(await database.getAll('approvals')).toEqual([
      { ...approval, flags: [], weekTargetMinutes: null, refusal: null },
    ])
    expect(await database.getAll('projects')).toEqual([PROJECT])
    const items = [{ id: APPROVAL.id, version: 4 }]
    const act = { kind: 'decide', decision: 'rejected', comment: 'why?', items, total: 1 }
    expect(await database.getAll('outbox')).toEqual([OPERATION, { ...DECISION, act }])
    expect(await database.get('singletons', 'sync')).toEqual(SYNC)
    expect(await database.getAllFromIndex('entries', 'day', ['issuer|employee', '2026-11-20'])).toHaveLength(
      2,
    )
    expect(await database.getAllFromIndex('entries', 'sync', ['issuer|employee', 'waiting'])).toEqual([
      WAITING,
    ])
    const ofEntry = await database.getAllFromIndex('outbox', 'entry', ['issuer|employee', WAITING.id])
    expect(ofEntry).toEqual([OPERATION])
    expect(await database.getAll('positions')).toEqual(version === 1 ? [] : [POSITION])
    expect(await database.getAll('held')).toEqual(version === 1 ? [] : [HELD])
    const week = { account: 'issuer|employee', week: '2026-W47', targetMinutes: 2400, dayTargetMinutes: 480 }
    await database.put('weeks', { ...week, receivedAtMs: 1 })
    expect(await database.getAllFromIndex('weeks', 'account', 'issuer|employee')).toMatchObject([week])
  },
)

it('numbers what is done next after what was done in version 1', async () => {
  const { seq: _, ...next } = OPERATION
  await database.add('outbox', next as never)
  expect(await database.getAllKeys('outbox')).toEqual([7, 8, 9])
})

it('what version 1 had not sent is sent, and its first pull takes everything anew', async () => {
  const device = await createDevice(database)
  await device.drain()
  expect(device.calls).toEqual([
    ['create', WAITING.id, 'typed offline', '0b1c2d3e-0000-4000-8000-000000000001'],
    ['decide', APPROVAL.id, 'rejected', 4],
  ])
  device.answers = [
    () => ({
      rows: [{ ...stored(WAITING.id, 'typed offline'), userName: null }],
      next: null,
      until: '2026-11-21T12:00:00.000Z',
    }),
  ]
  device.nowMs += 1
  await device.pull()
  expect(device.calls.at(-1)).toEqual(['list', { limit: '500' }])
  expect(await device.entry(SENT.id)).toBeUndefined()
  expect(await device.entry(WAITING.id)).toMatchObject({ sync: 'sent', entry: content('typed offline') })
  expect(await database.get('positions', AUTHOR.account)).toMatchObject({
    query: { updated_since: '2026-11-21T12:00:00.000Z' },
  })
})

it('a store of a later version is refused, not emptied', async () => {
  database.close()
  const later = indexedDB.open(name, 5)
  await new Promise((resolve) => {
    later.onsuccess = resolve
  })
  later.result.close()
  await expect(openDatabase(name)).rejects.toMatchObject({ code: 'storage-failed' })
})
