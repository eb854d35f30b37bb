import browser from 'webextension-polyfill'

const ALARM = 'remind'

/** Asks to be woken at `atMs` (epoch); null asks no more. */
export async function scheduleReminder(atMs: number | null): Promise<void> {
  if (atMs === null) await browser.alarms.clear(ALARM)
  else await browser.alarms.create(ALARM, { when: atMs })
}

export function onReminderTime(look: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) look()
  })
}
