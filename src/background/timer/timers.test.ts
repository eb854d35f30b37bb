import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { AUTHOR, createDevice, type Device } from '../../../test/support/device.ts'
import { published } from '../../../test/support/published.ts'
import type { TimerWork } from '../../domain/timer.ts'
import { discard, pause, resume, settle, start, stop, type TimerAct, toggle } from './acts.ts'
import { createTimers, type Ending, type Timers } from './timers.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NINE = Date.parse('2026-11-20T09:00:00+01:00')
const WORK: TimerWork = {
  project: 'Website',
  projectId: 'p1',
  task: null,
  tags: [],
  note: 'design review',
  billable: true,
}
const OTHER: TimerWork = { ...WORK, note: 'tickets' }

let device: Device
let timers: Timers
beforeEach(async () => {
  device = await createDevice()
  device.nowMs = NINE
  timers = timersOf(device)
})

/** As each worker makes its own. */
function timersOf({ database }: Device): Timers {
  let made = 0
  return createTimers({
    database,
    now: () => device.nowMs,
    timeZone: () => 'Europe/Berlin',
    newEntryId: () => `entry-${++made}-${Math.random()}`,
    newOperationId: () => `op-${++made}-${Math.random()}`,
  })
}

const act = (decide: TimerAct, ending?: Ending) => timers.act(AUTHOR, decide, ending)
const doStop = (id: string) => act(stop(id), { id, kind: 'timer-stopped' })
const running = async () => (await device.database.get('timers', AUTHOR.account))?.timer ?? null
const entries = async () =>
  (await device.database.getAll('entries')).map(({ entry }) => [
    entry.date,
    entry.start,
    entry.minutes,
    entry.note,
  ])
const creations = async () => (await device.operations()).map(({ act: { kind } }) => kind)
const offered = async () => (await published(device)).snapshot.undo
const undo = async () => device.outbox.undo(AUTHOR, (await offered())?.operationId ?? 'none')
/** As the alarm does, each minute. */
async function work(minutes: number): Promise<void> {
  const timer = await running()
  device.nowMs += minutes * MINUTE
  if (timer)
    await device.database.put('timers', {
      account: AUTHOR.account,
      timer: { ...timer, seenAtMs: device.nowMs },
    })
}

describe('a timer', () => {
  it('that is started, paused, resumed and stopped is one entry, sent when it cannot be taken back any more', async () => {
    await act(start('t', WORK, null))
    await work(30)
    await act(pause('t'))
    await work(60)
    await act(resume('t'))
    await work(15)
    expect(await doStop('t')).toMatchObject({ outcome: 'done', minutes: 45 })
    expect(await running()).toBeNull()
    expect(await entries()).toEqual([['2026-11-20', '09:00', 45, 'design review']])
    await device.drain()
    expect(device.calls).toEqual([])
    device.nowMs += 5_000
    await device.drain()
    expect(device.calls.map(([call]) => call)).toEqual(['create'])
  })

  it('over midnight is an entry for each day', async () => {
    device.nowMs = Date.parse('2026-11-19T23:15:00+01:00')
    await act(start('t', WORK, null))
    await work(75)
    expect(await doStop('t')).toMatchObject({ minutes: 75 })
    expect(await entries()).toEqual([
      ['2026-11-19', '23:15', 45, 'design review'],
      ['2026-11-20', '00:00', 30, 'design review'],
    ])
  })

  it('is none of anybody else', async () => {
    await act(start('t', WORK, null))
    await timers.act({ account: 'issuer|other', userId: 'other' }, start('u', OTHER, null))
    expect((await published(device)).snapshot.timer).toMatchObject({ id: 't' })
    expect((await running())?.id).toBe('t')
  })

  it('is not touched by an entry that is logged meanwhile', async () => {
    await act(start('t', WORK, null))
    const before = await running()
    await device.outbox.capture(AUTHOR, 'e', { ...WORK, date: '2026-11-20', start: null, minutes: 120 })
    expect(await running()).toEqual(before)
  })
})

describe('asked twice, as when the worker was stopped before it could answer', () => {
  it('a start starts one', async () => {
    await act(start('t', WORK, null))
    device.nowMs += 2_000
    timers = timersOf(device)
    expect(await act(start('t', WORK, null))).toMatchObject({ outcome: 'done' })
    expect((await running())?.runningSinceMs).toBe(NINE)
  })

  it.each<[string, (id: string) => TimerAct, Ending['kind'], number]>([
    ['a stop', stop, 'timer-stopped', 30],
    ['a discard', discard, 'timer-discarded', 0],
  ])('%s ends it once, and answers the same', async (_, ends, kind, minutes) => {
    await act(start('t', WORK, null))
    await work(30)
    const first = await act(ends('t'), { id: 't', kind })
    timers = timersOf(device)
    const { before: _before, ...second } = await act(ends('t'), { id: 't', kind })
    expect(second).toEqual({ outcome: first.outcome, minutes: first.minutes })
    expect((await entries()).map(([, , length]) => length)).toEqual(minutes > 0 ? [minutes] : [])
  })

  it('a switch books the first once', async () => {
    await act(start('t', WORK, null))
    await work(30)
    await act(start('u', OTHER, 't'))
    timers = timersOf(device)
    expect(await act(start('u', OTHER, 't'))).toMatchObject({ outcome: 'done' })
    expect(await entries()).toHaveLength(1)
  })
})

describe('two at once', () => {
  it('of two pages that start one, one is told that there is another', async () => {
    const other = timersOf(device)
    const answers = await Promise.all([
      act(start('t', WORK, null)),
      other.act(AUTHOR, start('u', OTHER, null)),
    ])
    expect(answers.map(({ outcome }) => outcome)).toEqual(['done', 'changed'])
    expect((await running())?.id).toBe('t')
    expect(await entries()).toEqual([])
  })

  it('of two that switch, one books the first, and the other does nothing', async () => {
    await act(start('t', WORK, null))
    await work(30)
    const other = timersOf(device)
    const answers = await Promise.all([
      act(start('u', OTHER, 't')),
      other.act(AUTHOR, start('v', OTHER, 't')),
    ])
    expect(answers).toMatchObject([
      { outcome: 'done', minutes: 30 },
      { outcome: 'changed', minutes: null },
    ])
    expect((await running())?.id).toBe('u')
    expect(await entries()).toHaveLength(1)
  })

  it('of a stop and a switch, the second finds another timer than it means', async () => {
    await act(start('t', WORK, null))
    await work(30)
    const other = timersOf(device)
    const [switched, stopped] = await Promise.all([
      act(start('u', OTHER, 't')),
      other.act(AUTHOR, stop('t'), { id: 't', kind: 'timer-stopped' }),
    ])
    expect([switched.outcome, stopped.outcome]).toEqual(['done', 'changed'])
    expect((await running())?.id).toBe('u')
  })

  it('of a stop and a discard, the first counts', async () => {
    await act(start('t', WORK, null))
    await work(30)
    await doStop('t')
    expect(await act(discard('t'), { id: 't', kind: 'timer-discarded' })).toMatchObject({
      outcome: 'changed',
    })
    expect(await entries()).toHaveLength(1)
  })
})

describe('undo', () => {
  it('of a stop lets it run as if it had never been stopped, and takes its entries away', async () => {
    device.nowMs = Date.parse('2026-11-19T23:15:00+01:00')
    await act(start('t', WORK, null))
    const sinceMs = device.nowMs
    await work(75)
    await doStop('t')
    expect(await offered()).toMatchObject({ kind: 'timer-stopped' })
    device.nowMs += 3_000
    expect(await undo()).toBe(true)
    expect(await running()).toMatchObject({ id: 't', runningSinceMs: sinceMs })
    expect([await entries(), await creations(), await offered()]).toEqual([[], [], null])
  })

  it('of a discard brings it back', async () => {
    await act(start('t', WORK, null))
    await work(30)
    await act(discard('t'), { id: 't', kind: 'timer-discarded' })
    expect(await entries()).toEqual([])
    expect(await undo()).toBe(true)
    expect(await running()).toMatchObject({ id: 't', runningSinceMs: NINE })
  })

  it('of a switch brings the first back in the place of the second', async () => {
    await act(start('t', WORK, null))
    await work(30)
    await act(start('u', OTHER, 't'))
    expect(await offered()).toMatchObject({ kind: 'timer-switched' })
    expect(await undo()).toBe(true)
    expect((await running())?.id).toBe('t')
    expect(await entries()).toEqual([])
  })

  it('of what has been sent meanwhile deletes it', async () => {
    await act(start('t', WORK, null))
    await work(30)
    await doStop('t')
    // A clock that was set forward, and back again.
    device.nowMs += 10_000
    await device.drain()
    device.nowMs -= 10_000
    expect(await undo()).toBe(true)
    expect(await creations()).toEqual(['delete'])
    expect((await running())?.id).toBe('t')
  })

  it('is over after five seconds', async () => {
    await act(start('t', WORK, null))
    await doStop('t')
    const operationId = (await offered())?.operationId ?? ''
    device.nowMs += 5_000
    expect(await device.outbox.undo(AUTHOR, operationId)).toBe(false)
    expect(await running()).toBeNull()
  })

  it('is over when another was started since: there is never a second', async () => {
    await act(start('t', WORK, null))
    await doStop('t')
    const operationId = (await offered())?.operationId ?? ''
    await act(start('u', OTHER, null))
    expect(await offered()).toBeNull()
    expect(await device.outbox.undo(AUTHOR, operationId)).toBe(false)
    expect((await running())?.id).toBe('u')
    expect(await entries()).toHaveLength(1)
  })

  it('of a switch is still there when the new one is paused', async () => {
    await act(start('t', WORK, null))
    await work(30)
    await act(start('u', OTHER, 't'))
    await act(pause('u'))
    expect(await undo()).toBe(true)
    expect((await running())?.id).toBe('t')
  })
})

describe('a question that stands', () => {
  beforeEach(async () => {
    await act(start('t', WORK, null))
    await work(60)
    // The computer sleeps for three hours; the first to look is the act itself.
    device.nowMs += 3 * HOUR
  })
  const awayFromMs = NINE + HOUR

  it.each<[string, TimerAct]>([
    ['stop', stop('t')],
    ['pause', pause('t')],
    ['switch', start('u', OTHER, 't')],
    ['key', toggle('u', OTHER)],
  ])('comes before a %s, which books nothing', async (_, decide) => {
    expect(await act(decide)).toMatchObject({ outcome: 'unanswered', minutes: null })
    expect(await entries()).toEqual([])
    expect((await running())?.aways).toEqual([{ fromMs: awayFromMs, toMs: device.nowMs }])
    expect(await published(device)).toMatchObject({ badge: '?', snapshot: { timer: { id: 't' } } })
  })

  it('answered with keep counts it all', async () => {
    expect(await act(settle('t', 'keep', awayFromMs, 'n'))).toMatchObject({ outcome: 'done' })
    expect(await doStop('t')).toMatchObject({ minutes: 240 })
  })

  it('answered with stop ends it at the last activity', async () => {
    const ending = { id: 't', kind: 'timer-stopped' } as const
    expect(await act(settle('t', 'stop', awayFromMs, 'n'), ending)).toMatchObject({ minutes: 60 })
    expect(await running()).toBeNull()
    expect(await entries()).toEqual([['2026-11-20', '09:00', 60, 'design review']])
    expect(await undo()).toBe(true)
    expect(await running()).toMatchObject({ id: 't', runningSinceMs: NINE })
  })

  it('answered with split books until then, and goes on since the person is back', async () => {
    const backMs = device.nowMs
    await act(pause('t'))
    await work(5)
    const ending = { id: 't', kind: 'timer-split' } as const
    expect(await act(settle('t', 'split', awayFromMs, 'n'), ending)).toMatchObject({ minutes: 60 })
    expect(await running()).toMatchObject({ id: 'n', work: WORK, runningSinceMs: backMs })
    expect(await act(settle('t', 'split', awayFromMs, 'm'), ending)).toMatchObject({ minutes: 60 })
    expect(await entries()).toHaveLength(1)
    expect(await undo()).toBe(true)
    expect((await running())?.id).toBe('t')
  })

  it('that has become another is not answered', async () => {
    expect(await act(settle('t', 'stop', awayFromMs - 1, 'n'))).toMatchObject({ outcome: 'changed' })
    expect(await act(settle('t', 'split', null, 'n'))).toMatchObject({ outcome: 'changed' })
    expect(await entries()).toEqual([])
  })

  it('does not keep from discarding', async () => {
    expect(await act(discard('t'))).toMatchObject({ outcome: 'done' })
    expect(await running()).toBeNull()
  })
})

it('more than ten hours without a pause are asked about, and stopped only by the answer', async () => {
  await act(start('t', WORK, null))
  await work(11 * 60)
  expect(await doStop('t')).toMatchObject({ outcome: 'unanswered' })
  const ending = { id: 't', kind: 'timer-stopped' } as const
  expect(await act(settle('t', 'stop', null, 'n'), ending)).toMatchObject({ minutes: 660 })
})

it('the key starts, goes on and stops', async () => {
  await act(toggle('t', WORK))
  await work(30)
  await act(pause('t'))
  await act(toggle('u', OTHER))
  expect(await running()).toMatchObject({ id: 't', runningSinceMs: device.nowMs })
  await work(10)
  expect(await act(toggle('v', OTHER))).toMatchObject({ outcome: 'done', minutes: 40 })
})
