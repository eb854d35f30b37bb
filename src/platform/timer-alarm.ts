import browser from 'webextension-polyfill'

const ALARM = 'timer'

/** Rings each minute from now on, until it is stopped; the worker may be stopped in between. */
export async function startTicking(): Promise<void> {
  await browser.alarms.create(ALARM, { periodInMinutes: 1 })
}

/** The same, unless it rings already: browsers may forget alarms when they are closed. */
export async function keepTicking(): Promise<void> {
  if (!(await browser.alarms.get(ALARM))) await startTicking()
}

export async function stopTicking(): Promise<void> {
  await browser.alarms.clear(ALARM)
}

export function onTick(tick: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) tick()
  })
}
