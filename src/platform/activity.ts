import browser from 'webextension-polyfill'
import { type Activity, AWAY_AFTER_MS } from '../domain/timer.ts'

const AWAY_AFTER_SECONDS = AWAY_AFTER_MS / 1000

/** Whether somebody uses this computer now. */
export async function readActivity(): Promise<Activity> {
  return await browser.idle.queryState(AWAY_AFTER_SECONDS)
}

/** Nobody has used it for a while, it was locked, or somebody is back. */
export function onActivityChange(change: (activity: Activity) => void): void {
  browser.idle.setDetectionInterval(AWAY_AFTER_SECONDS)
  browser.idle.onStateChanged.addListener(change)
}
