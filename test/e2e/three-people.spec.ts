import type { Page } from '@playwright/test'
import { addDays, weekdayOf } from '../../src/domain/local-date.ts'
import type { DemoAccount } from '../../src/server/identity/accounts.ts'
import { expect, test } from '../support/browser-test.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { CONTRACTOR, EMPLOYEE, MANAGER, type TestServers } from '../support/servers.ts'
import { submitWeek } from '../support/week.ts'

const TODAY = Temporal.Now.plainDateISO().toString()
/** No weekend, which would be flagged, and in the week that the popup shows. */
const DAY = addDays(TODAY, Math.min(0, 5 - weekdayOf(TODAY)))

async function logAndSubmit(popup: Page, ...lines: readonly string[]): Promise<void> {
  await expect(popup.getByText('All sent')).toBeVisible()
  for (const line of lines) {
    await popup.getByLabel('Log time', { exact: true }).fill(`${line} ${DAY}`)
    await popup.keyboard.press('Enter')
    await expect(popup.getByLabel('Log time', { exact: true })).toHaveValue('')
  }
  await submitWeek(popup)
}

async function becomes(
  servers: TestServers,
  { sub }: DemoAccount,
  note: string,
  status: string,
): Promise<void> {
  await expect
    .poll(
      async () =>
        (await servers.entriesOf(sub)).filter((entry) => entry.note === note).map((entry) => entry.status),
      { timeout: 30_000 },
    )
    .toEqual([status])
}

const inboxRow = (inbox: Page, note: string) =>
  inbox.locator('[role=row][aria-level="2"]').filter({ hasText: note })

test('three people: submitted, flagged, approved in bulk, rejected, fixed, resubmitted, approved', async ({
  extension,
  servers,
}) => {
  test.setTimeout(240_000)
  const employee = await extension.signIn(EMPLOYEE)
  await logAndSubmit(employee, '9-10 @acme opening', '9:30-10:30 @acme closing', '1h @acme review')
  const outside = await ExtensionBrowser.launch()
  await logAndSubmit(await outside.signIn(CONTRACTOR), '2h @acme rehearsal')
  await becomes(servers, EMPLOYEE, 'review', 'submitted')
  await becomes(servers, CONTRACTOR, 'rehearsal', 'submitted')
  const office = await ExtensionBrowser.launch()
  const inbox = await office.signIn(MANAGER)

  await test.step('the two that overlap are flagged, and left out of all without flags', async () => {
    await inbox.getByRole('button', { name: 'Approvals', exact: true }).click()
    await expect(inboxRow(inbox, 'opening')).toContainText('Overlaps another entry by 0:30.')
    await expect(inboxRow(inbox, 'closing')).toContainText('Overlaps another entry by 0:30.')
    await inbox.keyboard.press('A')
    await becomes(servers, EMPLOYEE, 'review', 'approved')
    await becomes(servers, CONTRACTOR, 'rehearsal', 'approved')
    await becomes(servers, EMPLOYEE, 'closing', 'submitted')
  })

  await test.step('one of them goes back with a reason', async () => {
    await inboxRow(inbox, 'closing').getByRole('button', { name: 'Reject', exact: true }).click()
    await inbox.getByRole('textbox', { name: 'Reason' }).fill('Both at once?')
    await inbox.keyboard.press('Enter')
    await becomes(servers, EMPLOYEE, 'closing', 'rejected')
  })

  await test.step('its owner reads why, fixes it and hands the week in again', async () => {
    await employee.reload()
    await employee.getByRole('button', { name: 'Week', exact: true }).click()
    await expect(employee.getByRole('main')).toContainText('Both at once?')
    await employee.getByRole('button', { name: 'Fix', exact: true }).first().click()
    await employee.getByLabel('Start', { exact: true }).fill('10:00')
    await employee.keyboard.press('Enter')
    await employee.getByRole('button', { name: 'Resubmit', exact: true }).first().click()
    await becomes(servers, EMPLOYEE, 'closing', 'submitted')
  })

  await test.step('nothing speaks against them any more, and both are approved', async () => {
    await inbox.reload()
    await inbox.getByRole('button', { name: 'Approvals', exact: true }).click()
    await expect(inboxRow(inbox, 'closing')).not.toContainText('Overlaps')
    await expect(inboxRow(inbox, 'opening')).not.toContainText('Overlaps')
    await inbox.keyboard.press('A')
    await becomes(servers, EMPLOYEE, 'opening', 'approved')
    await becomes(servers, EMPLOYEE, 'closing', 'approved')
    await expect(inbox.getByText('All done')).toBeVisible()
  })

  await test.step('all of it stands in the manager’s own history', async () => {
    await inbox.getByRole('button', { name: 'Your decisions' }).click()
    await expect(inbox.getByText('Both at once?')).toBeVisible()
    await inbox.screenshot({ path: test.info().outputPath('history.png') })
  })
  await outside.close()
  await office.close()
})
