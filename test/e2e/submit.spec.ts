import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../support/browser-test.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { CONTRACTOR, EMPLOYEE, MANAGER, type TestServers } from '../support/servers.ts'

const button = (popup: Page, name: string | RegExp) => popup.getByRole('button', { name, exact: true })
const panel = (popup: Page) => popup.getByRole('region', { name: 'Submission' })

const standingOf = async (servers: TestServers, note: string) => {
  const entries = await servers.entriesOf(EMPLOYEE.sub)
  return entries.filter((entry) => entry.note === note).map(({ status }) => status)
}
const becomes = (servers: TestServers, note: string, status: string) =>
  expect.poll(() => standingOf(servers, note), { timeout: 20_000 }).toEqual([status])

/** Tab after tab, as somebody without a mouse. */
async function tabTo(popup: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return
    await popup.keyboard.press('Tab')
  }
  throw new Error('the focus never came there')
}

async function press(popup: Page, target: Locator): Promise<void> {
  await tabTo(popup, target)
  await popup.keyboard.press('Enter')
}

async function reject(servers: TestServers, note: string): Promise<void> {
  const office = await ExtensionBrowser.launch()
  const inbox = await office.signIn(MANAGER)
  await inbox.getByRole('button', { name: 'Approvals', exact: true }).click()
  const row = inbox.getByRole('row').filter({ hasText: note }).last()
  await row.getByRole('button', { name: 'Reject' }).click()
  await inbox.getByRole('textbox', { name: 'Reason' }).fill('Which page?')
  await inbox.locator('form').getByRole('button', { name: 'Reject' }).click()
  await becomes(servers, note, 'rejected')
  await office.close()
}

test('a week goes its whole way by keyboard: check, submit, undo, recall, reject, fix, resubmit', async ({
  extension,
  servers,
}) => {
  test.setTimeout(240_000)
  const popup = await extension.signIn(EMPLOYEE)
  await popup.getByLabel('Log time', { exact: true }).focus()
  await popup.keyboard.type('2h @acme design review')
  await popup.keyboard.press('Enter')
  await becomes(servers, 'design review', 'draft')
  await popup.keyboard.type('1h call without project')
  await popup.keyboard.press('Enter')
  await becomes(servers, 'call without project', 'draft')

  await test.step('the check says what is missing, and leads there', async () => {
    await press(popup, button(popup, 'Week'))
    await expect(panel(popup)).toContainText('Not submitted')
    await press(popup, button(popup, 'Submit week'))
    await expect(popup.getByRole('heading', { name: 'Before you submit' })).toBeFocused()
    await press(popup, popup.getByRole('button', { name: /an entry without a project/ }))
    await expect(popup.getByRole('textbox', { name: 'Duration' })).toBeFocused()
    await popup.keyboard.press('Escape')
    await expect(popup.getByRole('textbox', { name: 'Duration' })).toBeHidden()
    await tabTo(popup, button(popup, 'Submit anyway'))
    await popup.keyboard.press('Escape')
    await expect(button(popup, 'Submit week')).toBeFocused()
  })

  await test.step('a submission can be taken back', async () => {
    await popup.keyboard.press('Enter')
    await press(popup, button(popup, 'Submit anyway'))
    await expect(panel(popup)).toContainText('Submitted, about to be sent')
    await expect(popup.getByText('Week submitted.')).toBeVisible()
    await press(popup, button(popup, 'Undo'))
    await expect(panel(popup)).toContainText('Not submitted')
    await popup.waitForTimeout(6_000)
    expect(await standingOf(servers, 'design review')).toEqual(['draft'])
  })

  await test.step('it is sent though the popup closes', async () => {
    await press(popup, button(popup, 'Submit week'))
    await press(popup, button(popup, 'Submit anyway'))
    await expect(panel(popup)).toContainText('Submitted, about to be sent')
    await popup.close()
    await becomes(servers, 'design review', 'submitted')
  })

  const next = await extension.openPopup()
  await test.step('it can be recalled while nobody has looked at it, and be submitted again', async () => {
    await press(next, button(next, 'Week'))
    await expect(panel(next)).toContainText('Submitted, waits for approval')
    await press(next, button(next, 'Recall'))
    await expect(panel(next)).toContainText('Recalled, about to be sent')
    await becomes(servers, 'design review', 'draft')
    await expect(panel(next)).toContainText('Not submitted')
    await press(next, button(next, 'Submit week'))
    await press(next, button(next, 'Submit anyway'))
    await becomes(servers, 'design review', 'submitted')
  })

  await test.step('a rejection stands on top with who, when and why, and cannot be recalled', async () => {
    await reject(servers, 'design review')
    await next.reload()
    await press(next, button(next, 'Week'))
    await expect(panel(next)).toContainText('1 entry rejected')
    await expect(panel(next)).toContainText(new RegExp(`Rejected by .*${MANAGER.sub}.*Which page\\?`))
    await expect(button(next, 'Recall')).toBeHidden()
  })

  await test.step('it is fixed, and the next Enter submits it again', async () => {
    await press(next, panel(next).getByRole('button', { name: 'Fix' }))
    await tabTo(next, next.getByRole('textbox', { name: 'Note' }))
    await next.keyboard.press('End')
    await next.keyboard.type(', start page')
    await next.keyboard.press('Enter')
    await expect(button(next, 'Resubmit')).toBeFocused()
    await becomes(servers, 'design review, start page', 'draft')
    await next.keyboard.press('Enter')
    await expect(button(next, 'Resubmit')).toBeHidden()
    await becomes(servers, 'design review, start page', 'submitted')
  })
})

test('offline, a week is submitted after its entries, once there is a network', async ({
  extension,
  servers,
}) => {
  const popup = await extension.signIn(CONTRACTOR)
  await expect(popup.getByText('All sent')).toBeVisible()
  servers.network.cut()
  await popup.getByLabel('Log time', { exact: true }).fill('2h @acme on the train')
  await popup.keyboard.press('Enter')
  await button(popup, 'Week').click()
  await button(popup, 'Submit week').click()
  await expect(popup.getByText(/not sent yet; the week follows/)).toBeVisible()
  await button(popup, 'Submit anyway').click()
  await popup.waitForTimeout(6_000)
  await extension.restart()
  const later = await extension.openPopup()
  await button(later, 'Week').click()
  await expect(panel(later)).toContainText('Submitted, about to be sent')
  servers.network.heal()
  await later.reload()
  const onTheTrain = async () =>
    (await servers.entriesOf(CONTRACTOR.sub)).filter(({ note }) => note === 'on the train')
  await expect
    .poll(onTheTrain, { timeout: 60_000 })
    .toMatchObject([{ status: 'submitted', minutes: 120, version: 2 }])
})
