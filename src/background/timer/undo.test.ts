import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { AUTHOR } from '../../../test/support/device.ts'
import {
  createTimerDevice,
  NINE_MS,
  OTHER_WORK,
  type TimerDevice,
  WORK,
} from '../../../test/support/timer-device.ts'
import { startTimer } from '../../domain/timer.ts'
import { discard, pause, start } from './acts.ts'

let t: TimerDevice
beforeEach(async () => {
  t = await createTimerDevice()
})

describe('undo', () => {
  it('of a stop lets it run as if it had never been stopped, and takes its entries away', async () => {
    t.device.nowMs = Date.parse('2026-11-19T23:15:00+01:00')
    await t.act(start('t', WORK, null))
    const sinceMs = t.device.nowMs
    await t.work(75)
    await t.stop('t')
    expect(await t.offered()).toMatchObject({ kind: 'timer-stopped' })
    t.device.nowMs += 3_000
    expect(await t.undo()).toBe(true)
    expect(await t.running()).toMatchObject({ id: 't', runningSinceMs: sinceMs })
    expect([await t.entries(), await t.outbox(), await t.offered()]).toEqual([[], [], null])
  })

  it('of a discard brings it back', async () => {
    await t.act(start('t', WORK, null))
    await t.work(30)
    await t.act(discard('t'), { id: 't', kind: 'timer-discarded' })
    expect(await t.entries()).toEqual([])
    expect(await t.undo()).toBe(true)
    expect(await t.running()).toMatchObject({ id: 't', runningSinceMs: NINE_MS })
  })

  it('of a switch brings the first back in the place of the second', async () => {
    await t.act(start('t', WORK, null))
    await t.work(30)
    await t.act(start('u', OTHER_WORK, 't'))
    expect(await t.offered()).toMatchObject({ kind: 'timer-switched' })
    expect(await t.undo()).toBe(true)
    expect((await t.running())?.id).toBe('t')
    expect(await t.entries()).toEqual([])
  })

  it('of what has been sent meanwhile deletes it', async () => {
    await t.act(start('t', WORK, null))
    await t.work(30)
    await t.stop('t')
    // A clock that was set forward, and back again.
    t.device.nowMs += 10_000
    await t.device.drain()
    t.device.nowMs -= 10_000
    expect(await t.undo()).toBe(true)
    expect(await t.outbox()).toEqual(['delete'])
    expect((await t.running())?.id).toBe('t')
  })

  it('is over after five seconds', async () => {
    await t.act(start('t', WORK, null))
    await t.stop('t')
    const operationId = (await t.offered())?.operationId ?? ''
    t.device.nowMs += 5_000
    expect(await t.device.outbox.undo(AUTHOR, operationId)).toBe(false)
    expect(await t.running()).toBeNull()
  })

  it('is over when another was started since: there is never a second', async () => {
    await t.act(start('t', WORK, null))
    await t.stop('t')
    const operationId = (await t.offered())?.operationId ?? ''
    await t.act(start('u', OTHER_WORK, null))
    expect(await t.offered()).toBeNull()
    expect(await t.device.outbox.undo(AUTHOR, operationId)).toBe(false)
    expect((await t.running())?.id).toBe('u')
    expect(await t.entries()).toHaveLength(1)
  })

  it('finds a timer that it does not know, and leaves it', async () => {
    await t.act(start('t', WORK, null))
    await t.stop('t')
    const operationId = (await t.offered())?.operationId ?? ''
    const timer = startTimer('u', OTHER_WORK, t.device.nowMs)
    await t.device.database.put('timers', { account: AUTHOR.account, timer })
    expect(await t.device.outbox.undo(AUTHOR, operationId)).toBe(false)
    expect((await t.running())?.id).toBe('u')
    expect(await t.entries()).toHaveLength(1)
  })

  it('of a switch is still there when the new one is paused', async () => {
    await t.act(start('t', WORK, null))
    await t.work(30)
    await t.act(start('u', OTHER_WORK, 't'))
    await t.act(pause('u'))
    expect(await t.undo()).toBe(true)
    expect((await t.running())?.id).toBe('t')
  })
})
