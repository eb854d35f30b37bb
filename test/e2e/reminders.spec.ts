import { expect, test } from '../support/browser-test.ts'
import { EMPLOYEE } from '../support/servers.ts'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

test('a reminder that was slept through comes with the next start of the worker, once, and is chosen in the settings', async ({
  extension,
}) => {
  const popup = await extension.signIn(EMPLOYEE)
  const settings = await extension.openSettings()
  await settings.getByLabel('Remind me to hand in the week').uncheck()
  await settings.getByLabel('Remind me to log the day').check()
  await expect(settings.getByText('Saved.')).toBeVisible()
  await settings.reload()
  await expect(settings.getByLabel('Remind me to log the day')).toBeChecked()
  await settings.getByLabel('When less is logged than').fill('24h')
  await settings.getByLabel('When less is logged than').press('Tab')
  await expect(settings.getByText('Saved.')).toBeVisible()
  const shown = () => settings.evaluate(async () => Object.keys(await chrome.notifications.getAll()))
  expect(await shown()).toEqual([])

  // As if midnight had passed since.
  await settings.evaluate(
    async ([days]) => {
      const { reminders } = (await chrome.storage.local.get('reminders')) as {
        reminders: { daily: { weekdays: readonly number[]; time: string } }
      }
      const daily = { ...reminders.daily, weekdays: days, time: '00:00' }
      await chrome.storage.local.set({
        reminders: { ...reminders, daily },
        reminded: { lookedAtMs: Date.now() - 24 * 60 * 60 * 1000, remindedOn: null },
      })
    },
    [EVERY_DAY] as const,
  )
  await extension.stopWorker()
  await popup.reload()
  await expect.poll(shown).toEqual(['reminder-daily'])
  expect(
    await settings.evaluate(async () => (await chrome.alarms.getAll()).map(({ name }) => name)),
  ).toContain('remind')

  await settings.evaluate(async () => await chrome.notifications.clear('reminder-daily'))
  await extension.stopWorker()
  await popup.reload()
  await expect(popup.getByLabel('Log time')).toBeVisible()
  await expect.poll(async () => await popup.getByText(/All sent|Synchron/).count()).toBeGreaterThan(0)
  expect(await shown()).toEqual([])
})
