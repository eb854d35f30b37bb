import { classOfFailure } from '../../domain/failure.ts'
import { type IsoWeek, isoWeekOf } from '../../domain/iso-week.ts'
import { addDays, latestTodayOnEarth } from '../../domain/local-date.ts'
import { ApiRefusal } from '../api/api-failure.ts'
import { isOnScreen } from '../store/database.ts'
import type { PullDeps } from './pull-entries.ts'

/** How many weeks, this one included, are kept in view. */
export const WEEKS_IN_VIEW = 5
const DAY_MS = 24 * 60 * 60 * 1000

/** Fetches, once a day, what the server says of this week and the last ones: it seldom changes. */
export async function pullWeeks(account: string, deps: PullDeps): Promise<void> {
  const { database, client, now } = deps
  // Where the user is, this week may be the one before.
  const latest = latestTodayOnEarth(now())
  const stored = await database.getAllFromIndex('weeks', 'account', account)
  const known = new Map(stored.map((week) => [week.week, week]))
  for (let back = 0; back < WEEKS_IN_VIEW; back += 1) {
    const week = isoWeekOf(addDays(latest, -7 * back))
    const ageMs = now() - (known.get(week)?.receivedAtMs ?? Number.NEGATIVE_INFINITY)
    if (ageMs >= 0 && ageMs < DAY_MS) continue
    const targets = await client.readWeek(week).catch(noneWhereRefused)
    if (targets) await keepWeek({ account, week, ...targets, receivedAtMs: now() }, deps)
  }
}

/** Without it the usual targets hold; that must not keep anything else from arriving. */
function noneWhereRefused(error: unknown): null {
  if (error instanceof ApiRefusal && classOfFailure(error.code) === 'park') return null
  throw error
}

async function keepWeek(
  week: {
    account: string
    week: IsoWeek
    targetMinutes: number
    dayTargetMinutes: number
    receivedAtMs: number
  },
  { database }: PullDeps,
): Promise<void> {
  const transaction = database.transaction(['weeks', 'singletons'], 'readwrite')
  if (await isOnScreen(transaction.objectStore('singletons'), week.account))
    await transaction.objectStore('weeks').put(week)
  await transaction.done
}
