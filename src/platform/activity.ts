import browser from 'webextension-polyfill'
import { type Activity, AWAY_AFTER_MS, QUIET_AFTER_MS } from '../domain/timer.ts'

const AWAY_AFTER_SECONDS = AWAY_AFTER_MS / 1000
const QUIET_AFTER_SECONDS = QUIET_AFTER_MS / 1000

/** Whether somebody uses this computer now. */
export async function readActivity(): Promise<Activity> {
  const activity = await browser.idle.queryState(AWAY_AFTER_SECONDS)
  if (activity !== 'active') return activity
  return (await browser.idle.queryState(QUIET_AFTER_SECONDS)) === 'idle' ? 'quiet' : 'active'
}

/** Nobody has used it for a while, it was locked, or somebody is back. */
export function onActivityChange(change: (activity: Activity) => void): void {
  browser.idle.setDetectionInterval(AWAY_AFTER_SECONDS)
  browser.idle.onStateChanged.addListener(change)
}
