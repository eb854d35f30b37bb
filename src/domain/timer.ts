import type { EntryContent } from './entry.ts'

/** What a timer is for: all that an entry says but its time. */
export type TimerWork = Omit<EntryContent, 'date' | 'start' | 'minutes'>

/** From one point in time to another, epoch milliseconds. */
export interface Stretch {
  readonly fromMs: number
  readonly toMs: number
}

/**
 * Work in progress. All times are points on the clock (epoch milliseconds), which no change between summer and winter
 * time moves: what counts is the time that has really passed.
 */
export interface Timer {
  readonly id: string
  readonly work: TimerWork
  /** Before each pause, oldest first. */
  readonly stretches: readonly Stretch[]
  /** Null while it is paused. */
  readonly runningSinceMs: number | null
  /** When this timer was last looked at, however briefly: what comes after that is not known yet. */
  readonly seenAtMs: number
  /** Since when the person shows no sign of work; null while there are some. */
  readonly awaySinceMs: number | null
  /** Since when there was no key and no mouse, which reading may be; a screen that locks itself was left then. */
  readonly quietSinceMs?: number
  /** Times without a sign of work since it runs, oldest first, about which the person has not been asked yet. */
  readonly aways: readonly Stretch[]
  /** Until when the person has said that it counts, since it runs. */
  readonly confirmedUntilMs: number
}

/** `quiet`: no sign for a minute at least, `idle`: none for long enough to ask; `unknown` where nobody was asked. */
export type Activity = 'active' | 'quiet' | 'idle' | 'locked' | 'unknown'

/** What must be answered before the timer can be booked. */
export type TimerQuestion =
  /** `toMs` of the last time away is null while it goes on; `totalMs` is that of all of them. */
  | {
      readonly kind: 'away'
      readonly fromMs: number
      readonly toMs: number | null
      readonly totalMs: number
      readonly count: number
    }
  /** Longer than people work without a pause. */
  | { readonly kind: 'long'; readonly lengthMs: number }

const MINUTE_MS = 60_000
/** So long without a key, a mouse or a waking computer is a question, and what idle detection is set to. */
export const AWAY_AFTER_MS = 10 * MINUTE_MS
export const QUIET_AFTER_MS = MINUTE_MS
/** More than this without a pause is asked about, and again when as much has been added. */
export const LONG_MS = 10 * 60 * MINUTE_MS

export function startTimer(id: string, work: TimerWork, nowMs: number): Timer {
  return {
    id,
    work,
    stretches: [],
    runningSinceMs: nowMs,
    seenAtMs: nowMs,
    awaySinceMs: null,
    aways: [],
    confirmedUntilMs: nowMs,
  }
}

/** How long it has run, without its pauses; never negative, whatever the clock says. */
export function elapsedMs(timer: Timer, nowMs: number): number {
  const closed = timer.stretches.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
  return closed + (timer.runningSinceMs === null ? 0 : Math.max(0, nowMs - timer.runningSinceMs))
}

export function pauseTimer(timer: Timer, nowMs: number): Timer {
  if (timer.runningSinceMs === null) return timer
  const stretches = stretchesUntil(timer, nowMs)
  return { ...timer, ...AT_WORK, stretches, runningSinceMs: null, seenAtMs: nowMs }
}

export function resumeTimer(timer: Timer, nowMs: number): Timer {
  if (timer.runningSinceMs !== null) return timer
  return { ...timer, runningSinceMs: nowMs, seenAtMs: nowMs, confirmedUntilMs: nowMs }
}

/** What it would be booked as if it ended then. */
export function stretchesUntil(timer: Timer, endMs: number): readonly Stretch[] {
  if (timer.runningSinceMs === null) return timer.stretches
  return [...timer.stretches, { fromMs: timer.runningSinceMs, toMs: Math.max(timer.runningSinceMs, endMs) }]
}

/**
 * Takes note of the time, and of whether the person is at work.
 *
 * A long time in which nobody could look is a time away: the computer slept, or the browser was closed. A clock that was
 * set back takes the whole timer with it, so that its length stays and nothing of it lies in the future.
 */
export function observeTimer(before: Timer, nowMs: number, activity: Activity): Timer {
  const timer = followClock(before, nowMs)
  if (timer.runningSinceMs === null) return timer
  const hasSlept = nowMs - timer.seenAtMs >= AWAY_AFTER_MS
  const sinceMs = timer.awaySinceMs ?? (hasSlept ? timer.seenAtMs : null)
  const { quietSinceMs: knownQuietMs = nowMs, ...seen } = { ...timer, seenAtMs: nowMs }
  // What was noted before a pause or a time away has no say after it.
  const isQuietStill = sinceMs === null && knownQuietMs >= timer.runningSinceMs
  const quietSinceMs = isQuietStill ? knownQuietMs : nowMs
  switch (activity) {
    case 'unknown':
      // Somebody acts, or the answer would have been another: the sleep is over.
      return hasSlept ? comeBack(seen, sinceMs, nowMs) : { ...timer, seenAtMs: nowMs }
    case 'active':
      return comeBack(seen, sinceMs, nowMs)
    case 'quiet': {
      // A time away lasts until now.
      const lastSignMs = sinceMs === null ? Math.max(timer.runningSinceMs, nowMs - QUIET_AFTER_MS) : nowMs
      return { ...comeBack(seen, sinceMs, nowMs), quietSinceMs: Math.min(quietSinceMs, lastSignMs) }
    }
    case 'idle':
      return { ...seen, awaySinceMs: Math.max(timer.runningSinceMs, sinceMs ?? nowMs - AWAY_AFTER_MS) }
    case 'locked':
      return { ...seen, awaySinceMs: sinceMs ?? quietSinceMs }
    default:
      return activity satisfies never
  }
}

/** What the person must say before this timer goes on as an entry; null when nothing is in doubt. */
export function questionOf(timer: Timer, nowMs: number): TimerQuestion | null {
  if (timer.runningSinceMs === null) return null
  const isAway = timer.awaySinceMs !== null && nowMs - timer.awaySinceMs >= AWAY_AFTER_MS
  const current = isAway && timer.awaySinceMs !== null ? { fromMs: timer.awaySinceMs, toMs: nowMs } : null
  const aways = current ? [...timer.aways, current] : timer.aways
  const last = aways.at(-1)
  if (last) {
    const totalMs = aways.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
    return {
      kind: 'away',
      fromMs: last.fromMs,
      toMs: current ? null : last.toMs,
      totalMs,
      count: aways.length,
    }
  }
  if (nowMs - timer.confirmedUntilMs <= LONG_MS) return null
  return { kind: 'long', lengthMs: nowMs - timer.runningSinceMs }
}

/** "I was working": all of it counts. */
export function keepTimer(timer: Timer, nowMs: number): Timer {
  return { ...timer, ...AT_WORK, confirmedUntilMs: nowMs }
}

/**
 * Where the last sign of work ended it, without the times away before that; nothing where there was none at all. Without
 * any time away it ends now.
 */
export function stretchesUntilLastActivity(timer: Timer, nowMs: number): readonly Stretch[] {
  const question = questionOf(timer, nowMs)
  const endMs = question?.kind === 'away' ? question.fromMs : nowMs
  const atWork = stretchesUntil(timer, endMs).flatMap((stretch) => without(stretch, timer.aways))
  return atWork.filter(({ fromMs, toMs }) => fromMs < toMs)
}

/** The same work, counted anew since the person is back. */
export function continueAfterAway(timer: Timer, id: string, nowMs: number): Timer {
  const question = questionOf(timer, nowMs)
  const backMs = question?.kind === 'away' ? (question.toMs ?? nowMs) : nowMs
  return { ...startTimer(id, timer.work, backMs), seenAtMs: nowMs }
}

const AT_WORK = { awaySinceMs: null, aways: [] } as const

/** A time away shorter than the patience for it is forgotten. */
function comeBack(timer: Timer, sinceMs: number | null, nowMs: number): Timer {
  if (sinceMs === null || nowMs - sinceMs < AWAY_AFTER_MS) return { ...timer, awaySinceMs: null }
  return { ...timer, awaySinceMs: null, aways: [...timer.aways, { fromMs: sinceMs, toMs: nowMs }] }
}

function followClock(timer: Timer, nowMs: number): Timer {
  const backMs = timer.seenAtMs - nowMs
  if (backMs <= 0) return timer
  const moved = ({ fromMs, toMs }: Stretch) => ({ fromMs: fromMs - backMs, toMs: toMs - backMs })
  return {
    ...timer,
    stretches: timer.stretches.map(moved),
    runningSinceMs: timer.runningSinceMs === null ? null : timer.runningSinceMs - backMs,
    seenAtMs: nowMs,
    awaySinceMs: timer.awaySinceMs === null ? null : timer.awaySinceMs - backMs,
    ...(timer.quietSinceMs !== undefined && { quietSinceMs: timer.quietSinceMs - backMs }),
    confirmedUntilMs: timer.confirmedUntilMs - backMs,
    aways: timer.aways.map(moved),
  }
}

/** What is left of a stretch, in parts. */
function without(stretch: Stretch, aways: readonly Stretch[]): Stretch[] {
  let rest = [stretch]
  for (const away of aways)
    rest = rest.flatMap(({ fromMs, toMs }) =>
      [
        { fromMs, toMs: Math.min(toMs, away.fromMs) },
        { fromMs: Math.max(fromMs, away.toMs), toMs },
      ].filter((part) => part.fromMs < part.toMs),
    )
  return rest
}
