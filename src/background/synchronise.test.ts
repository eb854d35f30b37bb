import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  AUTHOR,
  content,
  createDevice,
  type Device,
  ID,
  refusal,
  throwing,
} from '../../test/support/device.ts'
import { AppError } from '../domain/failure.ts'
import { readSingleton } from './store/database.ts'
import { createSynchroniser, type SynchroniseDeps } from './synchronise.ts'

let device: Device
let scheduled: (number | null)[]
beforeEach(async () => {
  device = await createDevice()
  scheduled = []
})

const synchroniser = (more: Partial<SynchroniseDeps> = {}) =>
  createSynchroniser({
    database: device.database,
    clientFor: () => device.client,
    now: () => device.nowMs,
    today: () => '2026-11-20',
    random: () => 1,
    publish: async () => undefined,
    schedule: async (atMs) => void scheduled.push(atMs),
    wakeSoon: async () => undefined,
    exclusively: (work) => work(),
    ...more,
  })
const report = () => readSingleton(device.database, 'sync')
const notice = () => readSingleton(device.database, 'failure')

describe('synchronising', () => {
  it('without a network says since when, and tries again later and later', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [throwing(new AppError('offline')), throwing(new AppError('offline'))]
    await synchroniser().send()
    expect(await report()).toMatchObject({ offlineSinceMs: 1_000_000, failures: 1, retryAtMs: 1_002_000 })
    expect(scheduled).toEqual([1_002_000])
    device.nowMs = 1_002_000
    await synchroniser().send()
    expect(await report()).toMatchObject({ offlineSinceMs: 1_000_000, failures: 2, retryAtMs: 1_006_000 })
    expect(await notice()).toBeNull()
    await synchroniser().send()
    expect(await report()).toMatchObject({ offlineSinceMs: null, failures: 0 })
    expect(scheduled.at(-1)).toBeNull()
  })

  it('waits as long as the server asks', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [throwing(refusal('rate-limited', { retryAfterMs: 60_000 }))]
    await synchroniser().send()
    expect(scheduled).toEqual([1_060_000])
  })

  it('tells of a server in trouble until it is well again', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [throwing(refusal('server-error'))]
    await synchroniser().send()
    expect(await notice()).toEqual({ code: 'server-error', detail: null })
    await synchroniser().send()
    expect(await notice()).toBeNull()
  })

  it('sends even when no snapshot can be written', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await synchroniser({ publish: () => Promise.reject(new Error('no room')) }).send()
    expect(device.calls).toHaveLength(1)
  })

  it('asks to be woken when the undo window closes', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await synchroniser().send()
    await device.outbox.remove(AUTHOR, ID)
    await synchroniser().send()
    expect(scheduled.at(-1)).toBe(1_005_000)
  })

  it('with nobody signed in does nothing', async () => {
    await device.database.delete('singletons', 'account')
    await synchroniser().synchronise()
    expect(device.calls).toEqual([])
  })
})
