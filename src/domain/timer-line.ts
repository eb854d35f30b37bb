import type { CaptureContext } from './capture-context.ts'
import { workWords } from './capture-format.ts'
import { type CaptureReading, contentOf, readCaptureLine } from './capture-line.ts'
import type { LocalDate } from './local-date.ts'
import { type Result, refuse, succeed } from './result.ts'
import type { TimerWork } from './timer.ts'

/** Why a line that may be a fine entry starts no timer. */
export type TimerLineFault = 'has-duration' | 'has-date' | 'faulty'

/** `reading` says which part is not understood where the fault is `faulty`. */
export interface TimerLineReading {
  readonly reading: CaptureReading
  readonly work: Result<TimerWork, TimerLineFault>
}

export function readTimerLine(line: string, context: CaptureContext): TimerLineReading {
  const reading = readCaptureLine(line, context)
  return { reading, work: timerWorkOf(reading, context.today) }
}

/** What a timer that is started from this line is for. An empty line is a timer that says nothing yet. */
export function timerWorkOf(reading: CaptureReading, today: LocalDate): Result<TimerWork, TimerLineFault> {
  const faults = reading.faults.filter(({ part, reason }) => part !== 'duration' || reason !== 'missing')
  if (faults.length > 0) return refuse('faulty')
  if (reading.minutes !== null) return refuse('has-duration')
  if (reading.date !== today) return refuse('has-date')
  const content = contentOf({ ...reading, minutes: 1, faults })
  if (!content) return refuse('faulty')
  const { date: _date, start: _start, minutes: _minutes, ...work } = content
  return succeed(work)
}

/** The line that means this work: its project, task, tags and note. */
export function timerLine(work: TimerWork, context: CaptureContext): string {
  const head = workWords(work, context)
  const plain = [...head, work.note].join(' ').trim()
  const { work: read } = readTimerLine(plain, context)
  const isRead = read.ok && read.value.note === work.note && read.value.project === work.project
  return isRead ? plain : [...head, '--', work.note].join(' ')
}
