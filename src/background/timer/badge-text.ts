import { formatDuration } from '../../domain/duration.ts'
import { elapsedMs, questionOf, type Timer } from '../../domain/timer.ts'

const MINUTE_MS = 60_000
/** `10:00` is more than a badge has room for. */
const TEN_HOURS = 10 * 60

/**
 * What the toolbar icon says: the entries that wait for a person, else that a question about the timer does, else how
 * long the timer has run.
 */
export function badgeText(attention: number, timer: Timer | null, nowMs: number): string {
  if (attention > 0) return String(attention)
  if (!timer) return ''
  if (questionOf(timer, nowMs)) return '?'
  if (timer.runningSinceMs === null) return '||'
  const minutes = Math.floor(elapsedMs(timer, nowMs) / MINUTE_MS)
  return minutes < TEN_HOURS ? formatDuration(minutes) : `${Math.floor(minutes / 60)}h`
}
