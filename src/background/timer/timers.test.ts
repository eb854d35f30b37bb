import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { AUTHOR } from '../../../test/support/device.ts'
import { published } from '../../../test/support/published.ts'
import {
  createTimerDevice,
  NINE_MS,
  OTHER_WORK,
  type TimerDevice,
  WORK,
} from '../../../test/support/timer-device.ts'
import { FULL_PROFILE } from '../../domain/permissions.ts'
import { readSingleton, writeSingleton } from '../store/database.ts'
import { change, discard, pause, resume, settle, start, stop, type TimerAct, toggle } from './acts.ts'
import type { Ending } from './timers.ts'

let t: TimerDevice
beforeEach(async () => {
  t = await createTimerDevice()
})

describe('a timer', () => {
  it('that is started, paused, resumed and stopped is one entry, sent when it cannot be taken back any more', async () => {
    await t.act(start('t', WORK, null))
    await t.work(30)
    await t.act(pause('t'))
    await t.work(60)
    await t.act(resume('t'))
    await t.work(15)
    expect(await t.stop('t')).toMatchObject({ outcome: 'done', minutes: 45 })
    expect(await t.running()).toBeNull()
    expect(await t.entries()).toEqual([['2026-11-20', '09:00', 45, 'design review']])
    await t.device.drain()
    expect(t.device.calls).toEqual([])
    t.device.nowMs += 5_000
    await t.device.drain()
    expect(t.device.calls.map(([call]) => call)).toEqual(['create'])
  })

  it('whose work is changed is booked as that, for all of its time; another one is not changed', async () => {
    await t.act(start('t', WORK, null))
    await t.work(30)
    expect(await t.act(change('t', OTHER_WORK))).toMatchObject({ outcome: 'done', minutes: null })
    expect(await t.act(change('of-another-page', WORK))).toMatchObject({ outcome: 'changed' })
    await t.work(15)
    expect(await t.stop('t')).toMatchObject({ outcome: 'done', minutes: 45 })
    expect(await t.entries()).toEqual([['2026-11-20', '09:00', 45, 'tickets']])
  })

  it('runs on where it could not be booked', async () => {
    await t.act(start('t', WORK, null))
    await t.work(30)
    t.travelTo('Nowhere/Nowhere')
    await expect(t.stop('t')).rejects.toThrow('time zone')
    expect(await t.running()).toMatchObject({ id: 't', runningSinceMs: NINE_MS })
    t.travelTo('Europe/Berlin')
    expect(await t.stop('t')).toMatchObject({ minutes: 30 })
    expect(await t.entries()).toEqual([['2026-11-20', '09:00', 30, 'design review']])
  })

  it('over midnight is an entry for each day', async () => {
    t.device.nowMs = Date.parse('2026-11-19T23:15:00+01:00')
    await t.act(start('t', WORK, null))
    await t.work(75)
    expect(await t.stop('t')).toMatchObject({ minutes: 75 })
    expect(await t.entries()).toEqual([
      ['2026-11-19', '23:15', 45, 'design review'],
      ['2026-11-20', '00:00', 30, 'design review'],
    ])
  })

  it.each([
    ['draft', true],
    ['submitted', false],
  ])('becomes a %s entry where the server takes weeks: %s', async (status, submit) => {
    const account = await readSingleton(t.device.database, 'account')
    const profile = { ...FULL_PROFILE, submit, learnedAtMs: NINE_MS }
    if (account) await writeSingleton(t.device.database, 'account', { ...account, profile })
    await t.act(start('t', WORK, null))
    await t.stop('t')
    expect(await t.device.database.getAll('entries')).toMatchObject([{ entry: { status } }])
  })

  it('is none of anybody else', async () => {
    await t.act(start('t', WORK, null))
    await t.newWorker().act({ account: 'issuer|other', userId: 'other' }, start('u', OTHER_WORK, null))
    expect((await published(t.device)).snapshot.timer).toMatchObject({ id: 't' })
    expect((await t.running())?.id).toBe('t')
  })

  it('is not touched by an entry that is logged meanwhile', async () => {
    await t.act(start('t', WORK, null))
    const before = await t.running()
    await t.device.outbox.capture(AUTHOR, 'e', { ...WORK, date: '2026-11-20', start: null, minutes: 120 })
    expect(await t.running()).toEqual(before)
  })
})

describe('asked twice, as when the worker was stopped before it could answer', () => {
  it('a start starts one', async () => {
    await t.act(start('t', WORK, null))
    t.device.nowMs += 2_000
    t.restart()
    expect(await t.act(start('t', WORK, null))).toMatchObject({ outcome: 'done' })
    expect((await t.running())?.runningSinceMs).toBe(NINE_MS)
  })

  it.each<[string, (id: string) => TimerAct, Ending['kind'], number]>([
    ['a stop', stop, 'timer-stopped', 30],
    ['a discard', discard, 'timer-discarded', 0],
  ])('%s ends it once, and answers the same', async (_, ends, kind, minutes) => {
    await t.act(start('t', WORK, null))
    await t.work(30)
    const first = await t.act(ends('t'), { id: 't', kind })
    t.restart()
    const { before: _before, ...second } = await t.act(ends('t'), { id: 't', kind })
    expect(second).toEqual({ outcome: first.outcome, minutes: first.minutes })
    expect((await t.entries()).map(([, , length]) => length)).toEqual(minutes > 0 ? [minutes] : [])
  })

  it('a switch books the first once', async () => {
    await t.act(start('t', WORK, null))
    await t.work(30)
    await t.act(start('u', OTHER_WORK, 't'))
    t.restart()
    expect(await t.act(start('u', OTHER_WORK, 't'))).toMatchObject({ outcome: 'done' })
    expect(await t.entries()).toHaveLength(1)
  })
})

describe('two at once', () => {
  it('of two pages that start one, one is told that there is another', async () => {
    const other = t.newWorker()
    const answers = await Promise.all([
      t.act(start('t', WORK, null)),
      other.act(AUTHOR, start('u', OTHER_WORK, null)),
    ])
    expect(answers.map(({ outcome }) => outcome)).toEqual(['done', 'changed'])
    expect((await t.running())?.id).toBe('t')
    expect(await t.entries()).toEqual([])
  })

  it('of two that switch, one books the first, and the other does nothing', async () => {
    await t.act(start('t', WORK, null))
    await t.work(30)
    const other = t.newWorker()
    const answers = await Promise.all([
      t.act(start('u', OTHER_WORK, 't')),
      other.act(AUTHOR, start('v', OTHER_WORK, 't')),
    ])
    expect(answers).toMatchObject([
      { outcome: 'done', minutes: 30 },
      { outcome: 'changed', minutes: null },
    ])
    expect((await t.running())?.id).toBe('u')
    expect(await t.entries()).toHaveLength(1)
  })

  it('of a stop and a switch, the second finds another timer than it means', async () => {
    await t.act(start('t', WORK, null))
    await t.work(30)
    const other = t.newWorker()
    const [switched, stopped] = await Promise.all([
      t.act(start('u', OTHER_WORK, 't')),
      other.act(AUTHOR, stop('t'), { id: 't', kind: 'timer-stopped' }),
    ])
    expect([switched.outcome, stopped.outcome]).toEqual(['done', 'changed'])
    expect((await t.running())?.id).toBe('u')
  })

  it('of a stop and a discard, the first counts', async () => {
    await t.act(start('t', WORK, null))
    await t.work(30)
    await t.stop('t')
    expect(await t.act(discard('t'), { id: 't', kind: 'timer-discarded' })).toMatchObject({
      outcome: 'changed',
    })
    expect(await t.entries()).toHaveLength(1)
  })
})

it('more than ten hours without a pause are asked about, and stopped only by the answer', async () => {
  await t.act(start('t', WORK, null))
  await t.work(11 * 60)
  expect(await t.stop('t')).toMatchObject({ outcome: 'unanswered' })
  const ending = { id: 't', kind: 'timer-stopped' } as const
  expect(await t.act(settle('t', 'stop', null, 'n'), ending)).toMatchObject({ minutes: 660 })
})

it('the key starts, goes on and stops', async () => {
  await t.act(toggle('t', WORK))
  await t.work(30)
  await t.act(pause('t'))
  await t.act(toggle('u', OTHER_WORK))
  expect(await t.running()).toMatchObject({ id: 't', runningSinceMs: t.device.nowMs })
  await t.work(10)
  expect(await t.act(toggle('v', OTHER_WORK))).toMatchObject({ outcome: 'done', minutes: 40 })
})
