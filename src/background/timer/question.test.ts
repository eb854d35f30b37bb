import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { published } from '../../../test/support/published.ts'
import {
  createTimerDevice,
  MINUTE_MS,
  NINE_MS,
  OTHER_WORK,
  type TimerDevice,
  WORK,
} from '../../../test/support/timer-device.ts'
import { discard, pause, settle, start, stop, type TimerAct, toggle } from './acts.ts'

const HOUR_MS = 60 * MINUTE_MS

let t: TimerDevice
beforeEach(async () => {
  t = await createTimerDevice()
})

describe('a question that stands', () => {
  beforeEach(async () => {
    await t.act(start('t', WORK, null))
    await t.work(60)
    // The computer sleeps for three hours; the first to look is the act itself.
    t.device.nowMs += 3 * HOUR_MS
  })
  const awayFromMs = NINE_MS + HOUR_MS

  it.each<[string, TimerAct]>([
    ['stop', stop('t')],
    ['pause', pause('t')],
    ['switch', start('u', OTHER_WORK, 't')],
    ['key', toggle('u', OTHER_WORK)],
  ])('comes before a %s, which books nothing', async (_, decide) => {
    expect(await t.act(decide)).toMatchObject({ outcome: 'unanswered', minutes: null })
    expect(await t.entries()).toEqual([])
    expect((await t.running())?.aways).toEqual([{ fromMs: awayFromMs, toMs: t.device.nowMs }])
    expect(await published(t.device)).toMatchObject({ badge: '?', snapshot: { timer: { id: 't' } } })
  })

  it('answered with keep counts it all', async () => {
    expect(await t.act(settle('t', 'keep', awayFromMs, 'n'))).toMatchObject({ outcome: 'done' })
    expect(await t.stop('t')).toMatchObject({ minutes: 240 })
  })

  it('answered with stop ends it at the last activity', async () => {
    const ending = { id: 't', kind: 'timer-stopped' } as const
    expect(await t.act(settle('t', 'stop', awayFromMs, 'n'), ending)).toMatchObject({ minutes: 60 })
    expect(await t.running()).toBeNull()
    expect(await t.entries()).toEqual([['2026-11-20', '09:00', 60, 'design review']])
    expect(await t.undo()).toBe(true)
    expect(await t.running()).toMatchObject({ id: 't', runningSinceMs: NINE_MS })
  })

  it('answered with split books until then, and goes on since the person is back', async () => {
    const backMs = t.device.nowMs
    await t.act(pause('t'))
    await t.work(5)
    const ending = { id: 't', kind: 'timer-split' } as const
    expect(await t.act(settle('t', 'split', awayFromMs, 'n'), ending)).toMatchObject({ minutes: 60 })
    expect(await t.running()).toMatchObject({ id: 'n', work: WORK, runningSinceMs: backMs })
    expect(await t.act(settle('t', 'split', awayFromMs, 'm'), ending)).toMatchObject({ minutes: 60 })
    expect(await t.entries()).toHaveLength(1)
    expect(await t.undo()).toBe(true)
    expect((await t.running())?.id).toBe('t')
  })

  it('that has become another is not answered', async () => {
    expect(await t.act(settle('t', 'stop', awayFromMs - 1, 'n'))).toMatchObject({ outcome: 'changed' })
    expect(await t.act(settle('t', 'split', null, 'n'))).toMatchObject({ outcome: 'changed' })
    expect(await t.entries()).toEqual([])
  })

  it('does not keep from discarding', async () => {
    expect(await t.act(discard('t'))).toMatchObject({ outcome: 'done' })
    expect(await t.running()).toBeNull()
  })
})
