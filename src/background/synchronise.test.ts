import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  AUTHOR,
  content,
  createDevice,
  type Device,
  everything,
  ID,
  refusal,
  stored,
  throwing,
} from '../../test/support/device.ts'
import { failTransactions } from '../../test/support/failing-storage.ts'
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

  it('spreads the retries of many devices', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [throwing(new AppError('offline'))]
    await synchroniser({ random: () => 0 }).send()
    expect(scheduled).toEqual([1_001_000])
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
    expect(await notice()).toEqual({ code: 'server-error', detail: null, atMs: 1_000_000 })
    await synchroniser().send()
    expect(await notice()).toBeNull()
  })

  it('sends even when no snapshot can be written', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await synchroniser({ publish: () => Promise.reject(new Error('no room')) }).send()
    expect(device.calls).toHaveLength(1)
  })

  it('ends quietly where nothing can be stored, woken as was asked for before', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    const wakeSoon = vi.fn(async () => undefined)
    failTransactions({ name: 'UnknownError', at: 'begin' }, 'all')
    await synchroniser({ wakeSoon }).synchronise()
    vi.restoreAllMocks()
    expect(wakeSoon).toHaveBeenCalledOnce()
    expect(scheduled).toEqual([])
    await synchroniser().send()
    expect(await device.entry()).toMatchObject({ sync: 'sent' })
  })

  it('sends once more for all who ask while it is under way, and sends what they have stored', async () => {
    let tries = 0
    const subject = synchroniser({
      exclusively: async (work) => {
        tries += 1
        return await work()
      },
    })
    await device.outbox.capture(AUTHOR, 'entry-0', content('one'))
    const first = Promise.withResolvers<void>()
    device.answers = [() => first.promise.then(() => stored('entry-0', 'one'))]
    const asked = [subject.send()]
    while (device.calls.length === 0) await new Promise((resolve) => setImmediate(resolve))
    for (const index of [1, 2, 3, 4, 5]) {
      await device.outbox.capture(AUTHOR, `entry-${index}`, content('one'))
      device.answers.push(() => stored(`entry-${index}`, 'one'))
      asked.push(subject.send())
    }
    first.resolve()
    await Promise.all(asked)
    expect(tries).toBe(1)
    expect(device.calls.map(([act]) => act)).toEqual(Array.from({ length: 6 }, () => 'create'))
    expect(await device.operations()).toEqual([])
  })

  it('publishes how far it has come now and then, not after each operation, nor most of the time', async () => {
    for (let index = 0; index < 200; index += 1)
      await device.outbox.capture(AUTHOR, `entry-${index}`, content('one'))
    device.answers = Array.from({ length: 200 }, (_, index) => () => {
      device.nowMs += 20
      return stored(`entry-${index}`, 'one')
    })
    let publishingMs = 0
    const sent: number[] = []
    const subject = synchroniser({
      publish: async () => {
        sent.push(subject.sentCount())
        device.nowMs += 100
        publishingMs += 100
      },
    })
    await subject.send()
    expect(sent.slice(0, 4)).toEqual([0, 13, 59, 105])
    expect(sent.at(-1)).toBe(200)
    expect(publishingMs).toBeLessThan((200 * 20) / 5)
  })

  it('shows what was sent before it waits for what is new', async () => {
    const account = {
      key: AUTHOR.account,
      name: '',
      email: null,
      sub: 'employee',
      scopes: ['read:timesheets', 'delete:timesheets'],
    }
    await device.database.put('singletons', account, 'account')
    await device.outbox.capture(AUTHOR, ID, content('one'))
    const order: string[] = []
    device.answers = [
      () => stored(ID, 'one'),
      () => {
        order.push('listed')
        return everything([])
      },
    ]
    const publish = async () => void order.push((await device.entry())?.sync ?? '')
    await synchroniser({ publish }).synchronise()
    expect(order).toEqual(['waiting', 'sent', 'listed', 'sent'])
  })

  it('publishes nothing between where nothing was sent, whatever was sent before', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    await synchroniser().send()
    const publish = vi.fn(async () => undefined)
    const subject = synchroniser({ publish })
    await device.outbox.edit(AUTHOR, ID, content('two'))
    await subject.synchronise()
    publish.mockClear()
    await subject.synchronise()
    expect(publish).toHaveBeenCalledTimes(2)
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

describe('who leaves while the server is asked', () => {
  const NEXT = { key: 'issuer|contractor', name: '', email: null, sub: 'contractor', scopes: [] }
  const replaced = (answer: () => unknown) => async () => {
    await device.database.put('singletons', NEXT, 'account')
    return answer()
  }

  it('leaves the next person no notice of what went wrong', async () => {
    await device.outbox.capture(AUTHOR, ID, content('one'))
    device.answers = [replaced(throwing(refusal('server-error')))]
    await synchroniser().send()
    expect([await notice(), await report()]).toEqual([null, null])
  })

  it('leaves the next person no report that everything was fetched', async () => {
    device.answers = [replaced(() => everything([]))]
    await synchroniser().synchronise()
    expect(await report()).toBeNull()
  })
})
