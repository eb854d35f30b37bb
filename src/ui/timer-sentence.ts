import type { TimerUndo } from '../contract/snapshot.ts'
import { formatDuration } from '../domain/duration.ts'
import type { Project } from '../domain/entry.ts'
import type { TimerQuestion } from '../domain/timer.ts'
import { text } from '../platform/texts.ts'
import { bookingOf, bookingText, type Formats } from './formats.ts'
import type { TimerOutcome } from './outcome.ts'

const MINUTE_MS = 60_000

/** What came of an act on the timer: `Timer stopped. 1:05 on Acme / Website`. */
export function timerSentence({ did, work, minutes }: TimerOutcome, projects: readonly Project[]): string {
  const booking = work && bookingOf(work, projects)
  const length = minutes === null ? text('timerNothingBooked') : formatDuration(minutes)
  const booked = booking && minutes !== null ? text('amountOn', length, bookingText(booking)) : length
  switch (did) {
    case 'started':
      return text('outcomeTimerStarted')
    case 'switched':
      return text('outcomeTimerSwitched', booked)
    case 'changed':
      return text('outcomeTimerEdited')
    case 'paused':
      return text('outcomeTimerPaused')
    case 'resumed':
      return text('outcomeTimerResumed')
    case 'stopped':
      return text('outcomeTimerStopped', booked)
    case 'split':
      return text('outcomeTimerSplit', booked)
    case 'kept':
      return text('outcomeTimerKept')
    case 'discarded':
      return text('outcomeTimerDiscarded')
    default:
      return did satisfies never
  }
}

/** For an offer of a popup that has been closed since, or of the keyboard. */
export function timerUndoSentence(kind: TimerUndo): string {
  switch (kind) {
    case 'timer-stopped':
      return text('undoTimerStopped')
    case 'timer-discarded':
      return text('outcomeTimerDiscarded')
    case 'timer-switched':
      return text('undoTimerSwitched')
    case 'timer-split':
      return text('undoTimerSplit')
    default:
      return kind satisfies never
  }
}

/** Why somebody is asked: `No activity from 12:05 PM to 1:10 PM (1:05).` */
export function questionSentence(question: TimerQuestion, formats: Formats, nowMs: number): string {
  if (question.kind === 'long') return text('timerLong', lengthOf(question.lengthMs))
  const { fromMs, toMs, totalMs, count } = question
  const time = timeFormat(fromMs, formats, nowMs)
  const times = [time(fromMs), time(toMs ?? nowMs)] as const
  return count === 1
    ? text('timerAway', ...times, lengthOf(totalMs))
    : text('timerAwaySeveral', formats.count(count), lengthOf(totalMs), ...times)
}

const HALF_A_DAY_MS = 12 * 60 * MINUTE_MS

/** Without its day a time would seem to be of today. */
export function timeFormat(atMs: number, formats: Formats, nowMs: number): (epochMs: number) => string {
  return nowMs - atMs < HALF_A_DAY_MS ? formats.time : formats.moment
}

function lengthOf(ms: number): string {
  return formatDuration(Math.floor(ms / MINUTE_MS))
}

export function timerFaultSentence(fault: 'has-duration' | 'has-date'): string {
  return text(fault === 'has-duration' ? 'faultTimerDuration' : 'faultTimerDate')
}
