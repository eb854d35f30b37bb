import { forceCloseDatabase } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeDevice, type Device, openDevice, type Worker } from '../../test/security/device/device.ts'
import { connectionTo, contentOf, ENTRY_ID as ID } from '../../test/security/device/samples.ts'
import { failOpening, failTransactions, type StorageFault } from '../../test/support/failing-storage.ts'
import { writeSingleton } from './store/database.ts'
import { openDatabase } from './store/migrations.ts'

const KEY = 'https://login.example|employee'
const FAULTS = (['QuotaExceededError', 'InvalidStateError', 'UnknownError'] as const).flatMap((name) =>
  (['begin', 'commit'] as const).map((at): StorageFault => ({ name, at })),
)

let device: Device
let worker: Worker
beforeEach(async () => {
  device = openDevice(connectionTo('https://login.example', 'https://api.example'))
  device.network = () => Promise.reject(new TypeError('Failed to fetch'))
  const account = { key: KEY, name: 'Demo Employee', email: null, sub: 'employee', scopes: [] }
  await reading((database) => writeSingleton(database, 'account', account))
  worker = await device.startWorker()
})
afterEach(() => closeDevice())

async function reading<Value>(read: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<Value>) {
  const database = await openDatabase()
  const value = await read(database)
  database.close()
  return value
}
const stored = () =>
  reading(async (database) => ({
    entries: (await database.getAll('entries')).map(({ id }) => id),
    outbox: (await database.getAll('outbox')).map(({ act }) => act.kind),
  }))
const capture = () => worker.ask('popup', 'capture-entry', { id: ID, content: contentOf('one') })
const heal = () => {
  const { network } = device
  vi.restoreAllMocks()
  device.network = network
}

describe('a storage that fails', () => {
  it.each(FAULTS)('is said ($name, at $at), and Enter again stores the entry once', async (fault) => {
    failTransactions(fault, 'all')
    expect(await capture()).toMatchObject({ ok: false, error: { code: 'storage-failed' } })
    heal()
    expect(await stored()).toEqual({ entries: [], outbox: [] })
    expect(await capture()).toMatchObject({ ok: true })
    expect(await stored()).toEqual({ entries: [ID], outbox: ['create'] })
  })

  it.each(FAULTS)('in any one transaction ($name, at $at) doubles and loses nothing', async (fault) => {
    for (let index = 0; ; index += 1) {
      const countTransactions = failTransactions(fault, index)
      const first = await capture()
      const isOver = countTransactions() <= index
      heal()
      const { entries, outbox } = await stored()
      expect(outbox).toHaveLength(entries.length)
      if (first.ok) expect(entries).toEqual([ID])
      expect(await capture()).toMatchObject({ ok: true })
      expect(await stored()).toEqual({ entries: [ID], outbox: ['create'] })
      if (isOver) break
      await reading(async (database) => {
        await database.clear('entries')
        await database.clear('outbox')
      })
    }
  })

  it.each(['QuotaExceededError', 'InvalidStateError', 'UnknownError'] as const)(
    'that will not open (%s) is tried again at the next command, and woken for',
    async (name) => {
      const alarms = vi.spyOn(device.browser.api.alarms, 'create')
      failOpening(name)
      expect(await capture()).toEqual({
        ok: false,
        error: { code: 'storage-failed', detail: `${name}: made to fail` },
      })
      expect(alarms.mock.calls.map(([alarm]) => alarm)).toEqual(['synchronise'])
      expect(await worker.ask('options', 'read-connection', {})).toMatchObject({ ok: true })
      heal()
      expect(await capture()).toMatchObject({ ok: true })
    },
  )

  it('that has no room for a snapshot is said, though the entry is kept, once', async () => {
    const { local } = device.browser.api.storage
    const set = local.set.bind(local)
    vi.spyOn(local, 'set').mockImplementation((items) =>
      'snapshot' in items ? Promise.reject(new Error('QUOTA_BYTES quota exceeded')) : set(items),
    )
    expect(await capture()).toEqual({
      ok: false,
      error: { code: 'storage-failed', detail: 'Error: QUOTA_BYTES quota exceeded' },
    })
    heal()
    expect(await capture()).toMatchObject({ ok: true })
    expect(await stored()).toEqual({ entries: [ID], outbox: ['create'] })
  })

  it('that the browser closed is opened again', async () => {
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await worker.ask('popup', 'dismiss-failure', {})
    for (const connection of new Set(begin.mock.contexts)) forceCloseDatabase(connection as never)
    // The browser tells of it a moment later.
    await vi.waitFor(async () => expect(await capture()).toMatchObject({ ok: true }))
    expect(await stored()).toEqual({ entries: [ID], outbox: ['create'] })
  })
})
