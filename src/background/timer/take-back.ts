import type { StoredTimer, StoredUndo } from '../store/database.ts'

/** The store of timers inside a transaction of the caller's. */
export interface TimerStore {
  get(account: string): Promise<StoredTimer | undefined>
  put(timer: StoredTimer): Promise<unknown>
  delete(account: string): Promise<void>
}

/**
 * Puts the timer back that an act has ended, and takes its entries away; it goes on as if the act had never been.
 * False when the timer has changed again since.
 */
export async function takeBackTimer(
  { account, timer }: StoredUndo,
  timers: TimerStore,
  takeBackEntry: (entryId: string) => Promise<void>,
): Promise<boolean> {
  if (!timer || ((await timers.get(account))?.timer.id ?? null) !== timer.afterId) return false
  for (const entryId of timer.entryIds) await takeBackEntry(entryId)
  await timers.put({ account, timer: timer.before })
  return true
}
