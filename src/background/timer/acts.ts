import type { TimerUndo } from '../../contract/snapshot.ts'
import type { TimerAnswer } from '../../contract/timer.ts'
import {
  continueAfterAway,
  keepTimer,
  pauseTimer,
  questionOf,
  resumeTimer,
  type Stretch,
  startTimer,
  stretchesUntil,
  stretchesUntilLastActivity,
  type Timer,
  type TimerWork,
} from '../../domain/timer.ts'

/** What an act does with the timer that it finds. */
export interface Step {
  readonly outcome: TimerAnswer['outcome']
  /** The timer that runs or is paused afterwards; null for none. */
  readonly next: Timer | null
  readonly ended?: {
    readonly kind: TimerUndo
    /** Empty where nothing is booked. */
    readonly stretches: readonly Stretch[]
  }
}

/** Decides on the timer as it is now; rules alone, without a store. */
export type TimerAct = (current: Timer | null, nowMs: number) => Step

/** Nothing that nobody has confirmed is booked: while a question stands, only its answers and a discard are acts. */
const unanswered = (current: Timer): Step => ({ outcome: 'unanswered', next: current })
const changed = (current: Timer | null): Step => ({ outcome: 'changed', next: current })
const done = (next: Timer): Step => ({ outcome: 'done', next })

export const start =
  (id: string, work: TimerWork, seen: string | null): TimerAct =>
  (current, nowMs) => {
    const next = startTimer(id, work, nowMs)
    if (!current) return seen === null ? done(next) : changed(null)
    if (current.id === id) return done(current)
    // Never two, and never one in another's place that nobody has seen.
    if (current.id !== seen) return changed(current)
    if (questionOf(current, nowMs)) return unanswered(current)
    return { ...done(next), ended: { kind: 'timer-switched', stretches: stretchesUntil(current, nowMs) } }
  }

/** Also while a question stands: it is about the time, and not about what that was for. */
export const change = (id: string, work: TimerWork): TimerAct =>
  onTimer(id, (current) => done({ ...current, work }))

export const pause = (id: string): TimerAct =>
  onTimer(id, (current, nowMs) =>
    questionOf(current, nowMs) ? unanswered(current) : done(pauseTimer(current, nowMs)),
  )

export const resume = (id: string): TimerAct =>
  onTimer(id, (current, nowMs) => done(resumeTimer(current, nowMs)))

export const stop = (id: string): TimerAct => onTimer(id, stopNow)

export const discard = (id: string): TimerAct =>
  onTimer(id, () => ({
    outcome: 'done',
    next: null,
    ended: { kind: 'timer-discarded', stretches: [] },
  }))

/** `nextId` is that of the timer that goes on after a split. */
export const settle = (
  id: string,
  answer: 'keep' | 'stop' | 'split',
  awayFromMs: number | null,
  nextId: string,
): TimerAct =>
  onTimer(id, (current, nowMs) => {
    const question = questionOf(current, nowMs)
    if (answer === 'keep' && !question) return done(current)
    const askedFromMs = question?.kind === 'away' ? question.fromMs : null
    // A clock that was set back has moved the timer with it, but not what is on screen.
    if (!question || askedFromMs !== awayFromMs) return changed(current)
    if (answer === 'keep') return done(keepTimer(current, nowMs))
    const stretches = stretchesUntilLastActivity(current, nowMs)
    if (answer === 'stop') return { outcome: 'done', next: null, ended: { kind: 'timer-stopped', stretches } }
    const next = continueAfterAway(current, nextId, nowMs)
    return { ...done(next), ended: { kind: 'timer-split', stretches } }
  })

/** The one key for all: it starts what is not there, goes on with what is paused, and books what runs. */
export const toggle =
  (id: string, work: TimerWork): TimerAct =>
  (current, nowMs) => {
    if (!current) return done(startTimer(id, work, nowMs))
    return current.runningSinceMs === null ? done(resumeTimer(current, nowMs)) : stopNow(current, nowMs)
  }

function stopNow(current: Timer, nowMs: number): Step {
  if (questionOf(current, nowMs)) return unanswered(current)
  const stretches = stretchesUntil(current, nowMs)
  return { outcome: 'done', next: null, ended: { kind: 'timer-stopped', stretches } }
}

function onTimer(id: string, act: (current: Timer, nowMs: number) => Step): TimerAct {
  return (current, nowMs) => (current?.id === id ? act(current, nowMs) : changed(current))
}
