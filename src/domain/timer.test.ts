import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  continueAfterAway,
  elapsedMs,
  keepTimer,
  observeTimer,
  pauseTimer,
  questionOf,
  resumeTimer,
  startTimer,
  stretchesUntil,
  stretchesUntilLastActivity,
  type Timer,
  type TimerWork,
} from './timer.ts'

const WORK: TimerWork = {
  project: 'Website',
  projectId: 'p1',
  task: null,
  tags: [],
  note: 'design review',
  billable: true,
}
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NINE = Date.parse('2026-11-20T09:00:00Z')
const at = (hours: number) => NINE + hours * HOUR
const minute = (minutes: number) => NINE + minutes * MINUTE
const started = startTimer('t', WORK, NINE)

/** Looked at each minute, as it is while the computer is awake. */
function seenActive(timer: Timer, fromMinute: number, toMinute: number): Timer {
  let seen = timer
  for (let each = fromMinute; each <= toMinute; each += 1) seen = observeTimer(seen, minute(each), 'active')
  return seen
}

describe('the length', () => {
  it('is that since the start, without the pauses', () => {
    expect(elapsedMs(started, at(2))).toBe(2 * HOUR)
    const paused = pauseTimer(started, at(1))
    expect(elapsedMs(paused, at(3))).toBe(HOUR)
    const resumed = resumeTimer(paused, at(3))
    expect(elapsedMs(resumed, at(3.5))).toBe(1.5 * HOUR)
    expect(stretchesUntil(resumed, at(3.5))).toEqual([
      { fromMs: NINE, toMs: at(1) },
      { fromMs: at(3), toMs: at(3.5) },
    ])
  })

  it('of a timer that runs or is paused already does not change by that', () => {
    expect(resumeTimer(started, at(1))).toEqual(started)
    const paused = pauseTimer(started, at(1))
    expect(pauseTimer(paused, at(2))).toEqual(paused)
  })

  it('is never negative, whatever the clock says', () => {
    expect(elapsedMs(started, at(-1))).toBe(0)
    expect(stretchesUntil(started, at(-1))).toEqual([{ fromMs: NINE, toMs: NINE }])
  })

  it('stays when the clock is set back, and nothing of it lies in the future then', () => {
    const resumed = resumeTimer(pauseTimer(started, at(1)), at(2))
    const seen = observeTimer(resumed, at(3), 'unknown')
    const back = observeTimer(observeTimer(resumed, minute(179.9), 'active'), at(1), 'active')
    expect(elapsedMs(seen, at(3))).toBe(2 * HOUR)
    expect(elapsedMs(back, at(1))).toBe(elapsedMs(resumed, minute(179.9)))
    expect(stretchesUntil(back, at(1)).every(({ toMs }) => toMs <= at(1))).toBe(true)
    const paused = observeTimer(pauseTimer(started, at(1)), at(0.5), 'unknown')
    expect(paused.stretches).toEqual([{ fromMs: at(-0.5), toMs: at(0.5) }])
  })
})

function seenQuiet(timer: Timer, fromMinute: number, toMinute: number): Timer {
  let seen = timer
  for (let each = fromMinute; each <= toMinute; each += 1) seen = observeTimer(seen, minute(each), 'quiet')
  return seen
}

describe('a time away', () => {
  it.each<[string, (timer: Timer) => Timer, number | null]>([
    ['the person reads for nine minutes', (timer) => seenActive(timer, 1, 9), null],
    [
      'no key is pressed for ten minutes, told by the browser',
      (timer) => observeTimer(seenActive(timer, 1, 29), minute(30), 'idle'),
      20,
    ],
    [
      'the screen was locked for a coffee',
      (timer) =>
        observeTimer(observeTimer(seenActive(timer, 1, 19), minute(20), 'locked'), minute(26), 'active'),
      null,
    ],
    [
      'the screen was locked for lunch',
      (timer) => {
        const locked = observeTimer(seenActive(timer, 1, 19), minute(20), 'locked')
        return observeTimer(observeTimer(locked, minute(29), 'locked'), minute(30), 'active')
      },
      20,
    ],
    [
      'the screen locked itself after five minutes without a key: from the last key on',
      (timer) => observeTimer(seenQuiet(seenActive(timer, 1, 20), 21, 24), minute(25), 'locked'),
      20,
    ],
    [
      'the person read for four minutes, and locked the screen after that',
      (timer) => {
        const back = observeTimer(seenQuiet(seenActive(timer, 1, 16), 17, 20), minute(21), 'active')
        return observeTimer(back, minute(22), 'locked')
      },
      null,
    ],
    [
      'it was quiet before a pause, and the screen was locked after it',
      (timer) => {
        const paused = pauseTimer(seenQuiet(seenActive(timer, 1, 15), 16, 17), minute(18))
        return observeTimer(resumeTimer(paused, minute(19)), minute(21), 'locked')
      },
      null,
    ],
    [
      'the person read for fifteen minutes, and the browser never said that it was too long',
      (timer) => seenQuiet(timer, 1, 15),
      null,
    ],
    [
      'the computer slept, and the next look is at somebody who types',
      (timer) => observeTimer(seenActive(timer, 1, 20), minute(30), 'active'),
      20,
    ],
    [
      'the computer slept, and the next look is an act',
      (timer) => observeTimer(seenActive(timer, 1, 20), minute(30), 'unknown'),
      20,
    ],
    [
      'the computer woke up locked',
      (timer) => observeTimer(seenActive(timer, 1, 20), minute(30), 'locked'),
      20,
    ],
    [
      'the computer slept for nine minutes',
      (timer) => observeTimer(seenActive(timer, 1, 21), minute(30), 'active'),
      null,
    ],
    [
      'idle first, then asleep: from the last key on',
      (timer) => {
        const idle = observeTimer(seenActive(timer, 1, 24), minute(25), 'idle')
        return observeTimer(idle, minute(30), 'active')
      },
      15,
    ],
    [
      'the browser says idle of a time before the timer',
      (timer) => observeTimer(timer, minute(30), 'idle'),
      0,
    ],
  ])('%s', (_, live, since) => {
    const question = questionOf(live(started), minute(30))
    if (since === null) expect(question).toBeNull()
    else expect(question).toMatchObject({ kind: 'away', fromMs: minute(since) })
  })

  it('goes on until the person is back', () => {
    const idle = observeTimer(seenActive(started, 1, 29), minute(30), 'idle')
    expect(questionOf(idle, minute(45))).toEqual({
      kind: 'away',
      fromMs: minute(20),
      toMs: null,
      totalMs: 25 * MINUTE,
      count: 1,
    })
    const back = observeTimer(idle, minute(50), 'active')
    expect(questionOf(back, minute(90))).toMatchObject({ toMs: minute(50), totalMs: 30 * MINUTE })
  })

  it('is of no interest while the timer is paused', () => {
    const paused = pauseTimer(started, at(1))
    expect(observeTimer(paused, at(9), 'idle')).toEqual(paused)
    expect(questionOf(resumeTimer(paused, at(9)), at(9))).toBeNull()
    expect(questionOf(observeTimer(resumeTimer(paused, at(9)), at(9) + 1, 'active'), at(9) + 1)).toBeNull()
  })
})

describe('the answers', () => {
  // 9:00 to 9:30 at work, away until 10:00, at work until 11:00, away until 12:00.
  const lunch = observeTimer(seenActive(started, 1, 30), minute(60), 'active')
  const twice = observeTimer(seenActive(lunch, 61, 120), minute(180), 'active')

  it('count everything', () => {
    const kept = keepTimer(twice, minute(181))
    expect(questionOf(kept, minute(181))).toBeNull()
    expect(elapsedMs(kept, minute(181))).toBe(181 * MINUTE)
  })

  it('or end it at the last sign of work, without the times away before', () => {
    expect(stretchesUntilLastActivity(lunch, minute(61))).toEqual([{ fromMs: NINE, toMs: minute(30) }])
    expect(stretchesUntilLastActivity(twice, minute(181))).toEqual([
      { fromMs: NINE, toMs: minute(30) },
      { fromMs: minute(60), toMs: minute(120) },
    ])
  })

  it('or go on, with a new one since the person is back', () => {
    const next = continueAfterAway(twice, 'next', minute(185))
    expect(next).toMatchObject({ id: 'next', work: WORK, runningSinceMs: minute(180), aways: [] })
    expect(elapsedMs(next, minute(185))).toBe(5 * MINUTE)
    const idle = observeTimer(seenActive(started, 1, 29), minute(30), 'idle')
    expect(continueAfterAway(idle, 'next', minute(40)).runningSinceMs).toBe(minute(40))
  })
})

describe('an implausible length', () => {
  const allDay = (timer: Timer, from: number, to: number) => seenActive(timer, from * 60 + 1, to * 60)

  it('is asked about after ten hours without a pause, and again ten hours after it was said to be right', () => {
    const long = allDay(started, 0, 11)
    expect(questionOf(long, at(10))).toBeNull()
    expect(questionOf(long, at(11))).toEqual({ kind: 'long', lengthMs: 11 * HOUR })
    const kept = keepTimer(long, at(11))
    expect(questionOf(kept, at(21))).toBeNull()
    expect(questionOf(kept, at(21) + 1)).toMatchObject({ kind: 'long' })
    expect(stretchesUntilLastActivity(long, at(11))).toEqual([{ fromMs: NINE, toMs: at(11) }])
  })

  it('is no length that was paused over night', () => {
    const nextDay = resumeTimer(pauseTimer(allDay(started, 0, 8), at(8)), at(24))
    expect(questionOf(nextDay, at(30))).toBeNull()
  })
})

it('a quiet time ends with the sleep after it: none of it is away twice', () => {
  const slept = observeTimer(
    seenQuiet(seenActive(startTimer('t', WORK, minute(0)), 1, 5), 6, 8),
    minute(40),
    'quiet',
  )
  const locked = observeTimer(slept, minute(43), 'locked')
  expect(questionOf(locked, minute(60))).toEqual({
    kind: 'away',
    fromMs: minute(40),
    toMs: null,
    totalMs: (32 + 20) * MINUTE,
    count: 2,
  })
})

it('whatever happens, no time is negative, in the future or counted twice', () => {
  const step = fc.record({
    act: fc.constantFrom('observe', 'pause', 'resume', 'keep'),
    activity: fc.constantFrom('active', 'quiet', 'idle', 'locked', 'unknown'),
    passedMs: fc.integer({ min: -3 * HOUR, max: 3 * HOUR }),
  } as const)
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let nowMs = NINE
      let timer: Timer = started
      for (const { act, activity, passedMs } of steps) {
        nowMs += passedMs
        timer = observeTimer(timer, nowMs, act === 'observe' ? activity : 'unknown')
        if (act === 'pause') timer = pauseTimer(timer, nowMs)
        if (act === 'resume') timer = resumeTimer(timer, nowMs)
        if (act === 'keep') timer = keepTimer(timer, nowMs)
        for (const stretches of [stretchesUntil(timer, nowMs), stretchesUntilLastActivity(timer, nowMs)]) {
          for (const [index, { fromMs, toMs }] of stretches.entries()) {
            expect(toMs).toBeGreaterThanOrEqual(fromMs)
            expect(toMs).toBeLessThanOrEqual(nowMs)
            expect(fromMs).toBeGreaterThanOrEqual(stretches[index - 1]?.toMs ?? 0)
          }
        }
      }
    }),
  )
})
