import type { Snapshot } from '../../contract/snapshot.ts'
import { type Activity, observeTimer, questionOf, type Timer } from '../../domain/timer.ts'
import { type Database, isOnScreen, readSingleton, type StoredTimer } from '../store/database.ts'
import { badgeText } from './badge-text.ts'

export interface WatchDeps {
  readonly database: Database
  readonly now: () => number
  readonly readActivity: () => Promise<Activity>
  readonly publish: () => Promise<void>
  readonly readSnapshot: () => Promise<Snapshot | null>
  readonly showBadge: (text: string) => Promise<void>
  /** Keeps the alarm of each minute, or ends it: a device without a running timer is woken for nothing. */
  readonly setTicking: (isOn: boolean) => Promise<void>
}

/** Looks after a running timer: each minute, and when the person goes away or comes back. */
export function createTimerWatch(deps: WatchDeps) {
  const { database, now } = deps

  /** What was seen is stored in the same transaction that finds whose timer it is. */
  const observe = async (activity: Activity): Promise<{ before: Timer; after: Timer } | null> => {
    const account = (await readSingleton(database, 'account'))?.key
    if (account === undefined) return null
    const transaction = database.transaction(['timers', 'singletons'], 'readwrite')
    const timers = transaction.objectStore('timers')
    const stored: StoredTimer | undefined = await timers.get(account)
    const isTheirs = await isOnScreen(transaction.objectStore('singletons'), account)
    const before = isTheirs && stored?.timer.runningSinceMs != null ? stored.timer : null
    const after = before && observeTimer(before, now(), activity)
    if (after) await timers.put({ account, timer: after })
    await transaction.done
    return before && after && { before, after }
  }

  const look = async (activity: Activity): Promise<void> => {
    const seen = await observe(activity)
    await deps.setTicking(seen !== null)
    if (!seen) return
    const shown = await deps.readSnapshot()
    if (!shown || isNews(seen.before, seen.after, now())) return await deps.publish()
    await deps.showBadge(badgeText({ ...shown, timer: { ...seen.after, client: null } }, now()))
  }

  return {
    /** Told by the browser. */
    change: look,
    /** Each minute, and when the worker starts. */
    look: async () => look(await deps.readActivity()),
    /** The alarm follows what is on screen, so that it ends with a sign-out and is back with the person. */
    follow: (timer: Timer | null) => deps.setTicking(timer?.runningSinceMs != null),
  }
}

const NO_NEWS = { seenAtMs: 0, quietSinceMs: 0 } as const

/** Whether pages have something to show beyond the time that passes, which they count by themselves. */
function isNews(before: Timer, after: Timer, nowMs: number): boolean {
  const known = JSON.stringify({ ...before, ...NO_NEWS })
  if (known !== JSON.stringify({ ...after, ...NO_NEWS })) return true
  return questionOf(before, before.seenAtMs)?.kind !== questionOf(after, nowMs)?.kind
}
