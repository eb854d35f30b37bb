import type { Timer, TimerWork } from './timer.ts'

/** A timer as a person may keep it: what for, and when it ran. */
export interface CopiedTimer {
  readonly work: TimerWork
  /** RFC 3339, UTC; the last one has no end while it runs. */
  readonly stretches: readonly { readonly from: string; readonly to: string | null }[]
}

export function copyTimer({ work, stretches, runningSinceMs }: Timer): CopiedTimer {
  const written = (epochMs: number) => new Date(epochMs).toISOString()
  const closed = stretches.map(({ fromMs, toMs }) => ({ from: written(fromMs), to: written(toMs) }))
  const open = runningSinceMs === null ? [] : [{ from: written(runningSinceMs), to: null }]
  return { work, stretches: [...closed, ...open] }
}
