import { failureCodeOf } from '../../domain/failure.ts'
import type { Session } from './session.ts'

/** So long before its end a session is renewed by alarm, as alarms can be late. */
const ALARM_LEAD_MS = 60_000
/** Not more often by alarm; what lives shorter is renewed when it is needed. */
const SHORTEST_WAIT_MS = 60_000
const AFTER_FAILURE_MS = 5 * 60 * 1000

export interface RenewalPlanDeps {
  readonly session: Pick<Session, 'current' | 'fresh'>
  readonly now: () => number
  /** Asks to be woken at that time (epoch milliseconds), or not at all. */
  readonly schedule: (atMs: number | null) => Promise<void>
}

export type RenewalPlan = ReturnType<typeof createRenewalPlan>

/** Renews before the end, also while nobody works: a session in use never waits for its renewal. */
export function createRenewalPlan({ session, now, schedule }: RenewalPlanDeps) {
  const plan = async (soonestMs = SHORTEST_WAIT_MS) => {
    const current = await session.current()
    await schedule(current && Math.max(current.expiresAtMs - ALARM_LEAD_MS, now() + soonestMs))
  }
  return {
    /** Follows the session that there is now. */
    plan: () => plan(),

    /** Never throws: a session that ended has told so, and what else failed is tried again later. */
    async renewAhead(): Promise<void> {
      try {
        await session.fresh(ALARM_LEAD_MS)
        await plan()
      } catch (error) {
        if (failureCodeOf(error) === 'unexpected') console.error(error)
        await plan(AFTER_FAILURE_MS)
      }
    },
  }
}
