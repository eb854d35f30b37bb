/** Timers beyond 2^31 ms fire at once; and after a step of this length it is seen that the clock was set meanwhile. */
const LONGEST_STEP_MS = 60_000

export interface ScheduleDeps {
  readonly now: () => number
  readonly send: () => Promise<void>
  /** At that time (epoch milliseconds), or not at all. */
  readonly setAlarm: (atMs: number | null) => Promise<void>
}

/** Returns `schedule`: it sets a timer for while the worker lives, and an alarm for when it does not. */
export function createSchedule({ now, send, setAlarm }: ScheduleDeps) {
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Never before its time: a server may have asked for that long a pause. */
  const arm = (atMs: number, leftMs: number) => {
    const stepMs = Math.min(Math.max(leftMs, 0), LONGEST_STEP_MS)
    timer = setTimeout(() => {
      // A clock that was set back makes the pause no longer than it was to be.
      if (stepMs < leftMs) arm(atMs, Math.min(leftMs - stepMs, atMs - now()))
      else void send()
    }, stepMs)
  }

  return async (atMs: number | null): Promise<void> => {
    clearTimeout(timer)
    if (atMs !== null) arm(atMs, atMs - now())
    await setAlarm(atMs)
  }
}
