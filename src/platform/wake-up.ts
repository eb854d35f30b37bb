import browser from 'webextension-polyfill'

const ALARM = 'synchronise'

/** The browser's shortest alarm; anything sooner is a timer of the living worker. */
const SHORTEST_ALARM_MS = 30_000

/** Asks to be woken at `atMs` (epoch), even when the worker has been stopped meanwhile. */
export async function scheduleWakeUp(atMs: number, nowMs: number): Promise<void> {
  await browser.alarms.create(ALARM, { when: Math.max(atMs, nowMs + SHORTEST_ALARM_MS) })
}

export async function cancelWakeUp(): Promise<void> {
  await browser.alarms.clear(ALARM)
}

export function onWakeUp(wake: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) wake()
  })
}

/** The browser has started, or the extension was installed or updated. */
export function onStart(start: () => void): void {
  browser.runtime.onStartup.addListener(start)
  browser.runtime.onInstalled.addListener(start)
}
