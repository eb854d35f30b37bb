import { type CaptureReading, contentOf } from './capture-line.ts'
import type { LocalDate } from './local-date.ts'
import { type Result, refuse, succeed } from './result.ts'
import type { TimerWork } from './timer.ts'

/** Why a line that may be a fine entry starts no timer. */
export type TimerLineFault = 'has-duration' | 'has-date' | 'faulty'

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
