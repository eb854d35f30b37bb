import browser from 'webextension-polyfill'

const ALARM = 'synchronise'
const RENEWAL_ALARM = 'renew'

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

/** Asks to be woken at `atMs` (epoch) to renew the session; null asks no more. */
export async function scheduleRenewal(atMs: number | null): Promise<void> {
  if (atMs === null) await browser.alarms.clear(RENEWAL_ALARM)
  else await browser.alarms.create(RENEWAL_ALARM, { when: atMs })
}

export function onRenewalDue(renew: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === RENEWAL_ALARM) renew()
  })
}

/** The browser has started, or the extension was installed or updated. */
export function onStart(start: () => void): void {
  browser.runtime.onStartup.addListener(start)
  browser.runtime.onInstalled.addListener(start)
}
