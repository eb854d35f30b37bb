import type { Snapshot } from '../../contract/snapshot.ts'
import { formatDuration } from '../../domain/duration.ts'
import { elapsedMs, questionOf } from '../../domain/timer.ts'

const MINUTE_MS = 60_000
/** `10:00` is more than a badge has room for. */
const TEN_HOURS = 10 * 60

type Told = Pick<Snapshot, 'approvals' | 'timer'> & { readonly sync: Pick<Snapshot['sync'], 'attention'> }

/**
 * What the toolbar icon says: how many entries need attention, decisions that came to nothing among them, else that a
 * question about the timer waits, else how long it has run, else, to an approver, how many entries wait.
 */
export function badgeText({ sync, approvals, timer }: Told, nowMs: number): string {
  const refused = approvals?.filter(({ refusal }) => refusal !== null).length ?? 0
  if (sync.attention + refused > 0) return String(sync.attention + refused)
  if (!timer) return waitingText(approvals?.length ?? 0)
  if (questionOf(timer, nowMs)) return '?'
  if (timer.runningSinceMs === null) return '||'
  const minutes = Math.floor(elapsedMs(timer, nowMs) / MINUTE_MS)
  return minutes < TEN_HOURS ? formatDuration(minutes) : `${Math.floor(minutes / 60)}h`
}

const MOST_SHOWN = 999

function waitingText(waiting: number): string {
  if (waiting === 0) return ''
  return waiting > MOST_SHOWN ? `${MOST_SHOWN}+` : String(waiting)
}
