import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSchedule } from './schedule.ts'

const START_MS = Date.parse('2026-11-20T12:00:00Z')
const MINUTE_MS = 60_000

const send = vi.fn(async () => undefined)
const setAlarm = vi.fn(async () => undefined)
let schedule: ReturnType<typeof createSchedule>

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS })
  schedule = createSchedule({ now: () => Date.now(), send, setAlarm })
})
afterEach(() => {
  vi.useRealTimers()
  vi.clearAllMocks()
})

describe('the timer', () => {
  it.each([
    ['a moment', 2_000],
    ['minutes that a server asked for', 7 * MINUTE_MS],
    ['a month', 30 * 24 * 60 * MINUTE_MS],
  ])('sends after %s, once and not before', async (_, waitMs) => {
    await schedule(START_MS + waitMs)
    await vi.advanceTimersByTimeAsync(waitMs - 1)
    expect(send).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(send).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(waitMs)
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('sends at once what is due', async () => {
    await schedule(START_MS - 1)
    await vi.advanceTimersByTimeAsync(0)
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('gives way to a later one, also when a part of it has passed', async () => {
    await schedule(START_MS + 3 * MINUTE_MS)
    await vi.advanceTimersByTimeAsync(2 * MINUTE_MS)
    await schedule(START_MS + 10 * MINUTE_MS)
    await vi.advanceTimersByTimeAsync(8 * MINUTE_MS - 1)
    expect(send).not.toHaveBeenCalled()
    await schedule(null)
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(send).not.toHaveBeenCalled()
  })

  it('waits no longer after the clock was set back, and sees within a minute that it was set forward', async () => {
    await schedule(START_MS + 3 * MINUTE_MS)
    vi.setSystemTime(START_MS - 60 * MINUTE_MS)
    await vi.advanceTimersByTimeAsync(3 * MINUTE_MS)
    expect(send).toHaveBeenCalledTimes(1)
    await schedule(Date.now() + 30 * MINUTE_MS)
    vi.setSystemTime(Date.now() + 60 * MINUTE_MS)
    await vi.advanceTimersByTimeAsync(MINUTE_MS + 1)
    expect(send).toHaveBeenCalledTimes(2)
  })
})

it('the alarm is set for the same time, and cancelled with the timer', async () => {
  await schedule(START_MS + 5)
  await schedule(null)
  expect(setAlarm.mock.calls).toEqual([[START_MS + 5], [null]])
})
