import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeDevice, type Device, openDevice, type Worker } from '../../../test/security/device/device.ts'
import { connectionTo } from '../../../test/security/device/samples.ts'
import { failTransactions } from '../../../test/support/failing-storage.ts'
import type { Timer } from '../../domain/timer.ts'
import { type StoredAccount, writeSingleton } from '../store/database.ts'
import { openDatabase } from '../store/migrations.ts'

const ISSUER = 'https://login.example'
const KEY = `${ISSUER}|employee`
const MINUTE = 60_000
const NINE = Date.parse('2026-11-20T09:00:00Z')
const T = '0190a4a0-0000-7000-8000-00000000000a'
const U = '0190a4a0-0000-7000-8000-00000000000b'
const WORK = { project: null, projectId: null, task: null, tags: [], note: 'review', billable: true }
const LINE = { id: U, text: '1h pasted' }
const account = (sub: string): StoredAccount => ({
  key: `${ISSUER}|${sub}`,
  name: sub,
  email: null,
  sub,
  scopes: ['read:timesheets', 'create:timesheets', 'delete:timesheets'],
})

let device: Device
let worker: Worker
const alarms = new Map<string, unknown>()

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NINE })
  device = openDevice(connectionTo(ISSUER, 'https://api.example'))
  device.network = () => Promise.reject(new TypeError('Failed to fetch'))
  alarms.clear()
  const { api } = device.browser
  vi.spyOn(api.alarms, 'create').mockImplementation((async (name: string, alarm: unknown) => {
    alarms.set(name, alarm)
  }) as never)
  vi.spyOn(api.alarms, 'clear').mockImplementation(async (name = '') => alarms.delete(name))
  vi.spyOn(api.alarms, 'get').mockImplementation((async (name: string) => alarms.get(name)) as never)
  await reading((database) => writeSingleton(database, 'account', account('employee')))
  worker = await device.startWorker()
})
afterEach(() => {
  closeDevice()
  vi.useRealTimers()
})

async function reading<Value>(read: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<Value>) {
  const database = await openDatabase()
  const value = await read(database)
  database.close()
  return value
}
const stored = (): Promise<Timer | null> =>
  reading(async (database) => (await database.get('timers', KEY))?.timer ?? null)
const booked = () =>
  reading(async (database) => (await database.getAll('entries')).map(({ entry }) => entry.minutes))
const outbox = () => reading(async (database) => (await database.getAll('outbox')).map(({ act }) => act.kind))
const pass = (minutes: number) => vi.setSystemTime(Date.now() + minutes * MINUTE)
const be = (activity: 'active' | 'idle' | 'locked') =>
  vi.spyOn(device.browser.api.idle, 'queryState').mockResolvedValue(activity)
const badge = () => device.browser.badges.at(-1)
const start = (id = T) => worker.ask('popup', 'start-timer', { id, work: WORK, seen: null })
const stop = (id = T) => worker.ask('popup', 'stop-timer', { id })
const draft = (text: string, of = KEY) =>
  device.browser.areas.local.set('draft', { account: of, text, entryId: null, lines: [LINE] })
const storedDraft = () => device.browser.areas.local.get('draft')
/** `vi.waitFor` would move the clock. */
async function until(holds: () => unknown): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return void (await holds())
    } catch (error) {
      if (tries === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}
/** Each minute, in a worker that the browser has started for it. */
async function awake(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    pass(1)
    worker = await device.startWorker()
    worker.tick()
    await until(async () => expect((await stored())?.seenAtMs).toBe(Date.now()))
  }
}

describe('the badge', () => {
  it('counts the minutes, by an alarm that is there only while the timer runs', async () => {
    expect(alarms.has('timer')).toBe(false)
    await start()
    expect([badge(), alarms.get('timer')]).toEqual(['0:00', { periodInMinutes: 1 }])
    await awake(3)
    await until(() => expect(badge()).toBe('0:03'))
    await worker.ask('popup', 'pause-timer', { id: T })
    expect([badge(), alarms.has('timer')]).toEqual(['||', false])
    await worker.ask('popup', 'resume-timer', { id: T })
    expect([badge(), alarms.has('timer')]).toEqual(['0:03', true])
    await stop()
    expect([badge(), alarms.has('timer')]).toEqual(['', false])
  })

  it('is there again after a restart of the browser that forgot the alarm', async () => {
    await start()
    alarms.clear()
    pass(5)
    worker = await device.startWorker()
    worker.ring()
    await until(() => expect(alarms.has('timer')).toBe(true))
    await until(() => expect(badge()).toBe('0:05'))
  })
})

it('an alarm that is left over where nothing runs ends with its next minute', async () => {
  alarms.set('timer', {})
  worker.tick()
  await until(() => expect(alarms.has('timer')).toBe(false))
})

describe('an event that wakes the worker', () => {
  beforeEach(async () => {
    await start()
    await awake(2)
  })

  it.each<[string, (woken: Worker) => void, Partial<Timer>]>([
    ['the minute', (woken) => woken.tick(), { seenAtMs: NINE + 3 * MINUTE }],
    [
      'the lock of the screen',
      (woken) => {
        be('locked')
        woken.tell('locked')
      },
      { awaySinceMs: NINE + 3 * MINUTE },
    ],
  ])('may be %s, before anything is loaded', async (_, wake, after) => {
    pass(1)
    worker = await device.startWorker()
    wake(worker)
    await until(async () => expect(await stored()).toMatchObject(after))
  })

  it('may be the key', async () => {
    pass(1)
    worker = await device.startWorker()
    worker.pressTimerKey()
    await until(async () => expect(await booked()).toEqual([3]))
    await until(() => expect([badge(), alarms.has('timer')]).toEqual(['', false]))
  })

  it('may be a command', async () => {
    pass(1)
    worker = await device.startWorker()
    expect(await stop()).toEqual({ ok: true, value: { outcome: 'done', minutes: 3 } })
    await until(() =>
      expect(device.snapshot()).toMatchObject({ timer: null, undo: { kind: 'timer-stopped' } }),
    )
  })
})

describe('a time away', () => {
  it('is noticed when the browser tells of it to a worker that slept, and asked about on the badge', async () => {
    await start()
    await awake(20)
    worker = await device.startWorker()
    be('idle')
    worker.tell('idle')
    await until(() => expect(badge()).toBe('?'))
    // The worker before this one may still be writing.
    const away = { awaySinceMs: NINE + 10 * MINUTE, aways: [] }
    await until(() => expect(device.snapshot()?.timer).toMatchObject(away))
    pass(15)
    be('active')
    worker = await device.startWorker()
    worker.tell('active')
    await until(() =>
      expect(device.snapshot()?.timer).toMatchObject({
        awaySinceMs: null,
        aways: [{ fromMs: NINE + 10 * MINUTE, toMs: NINE + 35 * MINUTE }],
      }),
    )
  })

  it('is a sleep of the computer, though nobody told of it', async () => {
    await start()
    await awake(2)
    pass(180)
    worker = await device.startWorker()
    worker.tick()
    await until(() =>
      expect(device.snapshot()?.timer?.aways).toEqual([
        { fromMs: NINE + 2 * MINUTE, toMs: NINE + 182 * MINUTE },
      ]),
    )
    expect(await stop()).toEqual({ ok: true, value: { outcome: 'unanswered', minutes: null } })
    const input = { id: T, answer: 'stop', awayFromMs: NINE + 2 * MINUTE } as const
    expect(await worker.ask('popup', 'settle-idle', input)).toMatchObject({ value: { minutes: 2 } })
    expect(await booked()).toEqual([2])
  })
})

describe('a storage that fails in any one transaction', () => {
  it.each([
    ['start', [], start],
    ['stop', ['create'], stop],
  ] as const)('at a %s doubles and loses nothing', async (name, expected, act) => {
    for (let index = 0; ; index += 1) {
      if (name === 'stop') {
        await start()
        pass(2)
      }
      const { network } = device
      const countTransactions = failTransactions({ name: 'QuotaExceededError', at: 'commit' }, index)
      await act()
      const isOver = countTransactions() <= index
      vi.restoreAllMocks()
      device.network = network
      expect(await act()).toMatchObject({ ok: true, value: { outcome: 'done' } })
      expect(await outbox()).toEqual(expected)
      expect((await stored())?.id ?? null).toBe(name === 'start' ? T : null)
      if (isOver) break
      await reading(async (database) => {
        for (const store of ['timers', 'entries', 'outbox'] as const) await database.clear(store)
        await database.delete('singletons', 'undo')
      })
    }
  })
})

describe('the timer of one person', () => {
  it('is hidden from the next, who has a timer of their own, and there again for its owner', async () => {
    await start()
    await worker.ask('popup', 'sign-out', {})
    expect([device.snapshot()?.timer, badge(), alarms.has('timer')]).toEqual([null, '', false])
    worker.tick()
    worker.pressTimerKey()

    await reading((database) => writeSingleton(database, 'account', account('contractor')))
    expect(await stop()).toMatchObject({ value: { outcome: 'changed' } })
    expect(device.snapshot()?.timer).toBeNull()
    expect(await start(U)).toMatchObject({ value: { outcome: 'done' } })
    expect(device.snapshot()?.timer?.id).toBe(U)
    await worker.ask('popup', 'sign-out', {})

    pass(5)
    await reading((database) => writeSingleton(database, 'account', account('employee')))
    worker = await device.startWorker()
    await worker.ask('popup', 'synchronise', {})
    await until(() => expect(device.snapshot()?.timer?.id).toBe(T))
    expect([badge(), alarms.has('timer')]).toEqual(['0:05', true])
  })
})

describe('the key', () => {
  const press = async () => {
    worker.pressTimerKey()
    await until(async () => expect(await stored()).not.toBeNull())
    await until(() => expect(device.snapshot()?.timer).toBeTruthy())
  }

  it('starts what the line says, and the line is empty then', async () => {
    draft('design review #workshop')
    await press()
    expect((await stored())?.work).toMatchObject({ note: 'design review', tags: ['workshop'] })
    // What was pasted beside it waits on.
    await until(() => expect(storedDraft()).toMatchObject({ text: '', lines: [LINE] }))
  })

  it.each([
    ['an entry, which stays', '2h design review', KEY],
    ['not understood, which stays', `#${'x'.repeat(51)}`, KEY],
    ['of somebody else', 'their secret', `${ISSUER}|contractor`],
  ])('starts one that says nothing yet where the line is %s', async (_, line, of) => {
    draft(line, of)
    await press()
    expect((await stored())?.work).toMatchObject({ note: '', tags: [] })
    expect(storedDraft()).toMatchObject({ account: of, text: line })
  })

  it('does nothing for somebody who may not log time', async () => {
    await reading((database) =>
      writeSingleton(database, 'account', { ...account('employee'), scopes: ['read:timesheets'] }),
    )
    worker.pressTimerKey()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await stored()).toBeNull()
  })

  it('opens the popup where a question stands, and books nothing', async () => {
    const openPopup = vi.fn(async () => undefined)
    Object.assign(device.browser.api.action, { openPopup })
    await start()
    pass(60)
    worker.pressTimerKey()
    await until(() => expect(openPopup).toHaveBeenCalledOnce())
    expect(await booked()).toEqual([])
    expect((await stored())?.id).toBe(T)
  })
})
