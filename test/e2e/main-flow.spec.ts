import type { Locator, Page } from '@playwright/test'
import { fillSignInWindow, openSignInWindow } from '../../src/demo/sign-in-window.ts'
import { expect, test } from '../support/browser-test.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { CONTRACTOR, EMPLOYEE, MANAGER, type TestServers } from '../support/servers.ts'
import { submitWeek } from '../support/week.ts'

/** Of a list of entries or of the inbox. */
const entryRow = (popup: Page, note: string) =>
  popup.getByRole('listitem').or(popup.locator('[role=row]')).filter({ hasText: note }).last()
const button = (popup: Page | Locator, name: string) => popup.getByRole('button', { name, exact: true })

const storedEntry = async (servers: TestServers, note: string) =>
  (await servers.entriesOf(EMPLOYEE.sub)).filter((entry) => entry.note === note)

async function log(popup: Page, line: string) {
  await popup.getByLabel('Log time', { exact: true }).fill(line)
  await popup.keyboard.press('Enter')
}

test('from the toolbar popup to an approved entry, seen by those who may see it', async ({
  extension,
  servers,
}) => {
  await test.step('the employee signs in from the toolbar popup, which closes meanwhile', async () => {
    const popup = await extension.openToolbarPopup()
    const window = await openSignInWindow(extension.context, popup)
    await fillSignInWindow(window, EMPLOYEE)
  })

  await test.step('types a line into the toolbar popup, and it is in the list and in the database', async () => {
    const popup = await extension.openToolbarPopup()
    const field = popup.getByLabel('Log time', { exact: true })
    await expect(field).toBeFocused()
    await popup.keyboard.type('2h @acme design review')
    await popup.keyboard.press('Enter')
    await expect(entryRow(popup, 'design review')).toContainText('2:00')
    await expect(entryRow(popup, 'design review')).toContainText('Acme / Website')
    await expect(field).toHaveValue('')
    await expect.poll(() => storedEntry(servers, 'design review'), { timeout: 1_000 }).toHaveLength(1)
    expect(await storedEntry(servers, 'design review')).toMatchObject([
      { minutes: 120, project: 'Website', projectId: 'acme-website', status: 'draft', version: 1 },
    ])
    await popup.close()
  })

  await test.step('it survives a restart of the browser, and its week is submitted though the popup closes', async () => {
    await extension.restart()
    const popup = await extension.openPopup()
    await expect(entryRow(popup, 'design review')).toBeVisible()
    await expect(button(popup, 'Approvals')).toBeHidden()
    await submitWeek(popup)
    await popup.close()
    await expect
      .poll(() => storedEntry(servers, 'design review'), { timeout: 45_000 })
      .toMatchObject([{ status: 'submitted', version: 2 }])
  })

  await test.step('the contractor does not see it', async () => {
    const other = await ExtensionBrowser.launch()
    const popup = await other.signIn(CONTRACTOR)
    await expect(popup.getByText('All sent')).toBeVisible()
    await expect(popup.getByText('design review')).toBeHidden()
    await other.close()
  })

  await test.step('the manager approves it', async () => {
    const other = await ExtensionBrowser.launch()
    const popup = await other.signIn(MANAGER)
    await button(popup, 'Approvals').click()
    await button(entryRow(popup, 'design review'), 'Approve').click()
    await expect(button(popup, 'Undo')).toBeVisible()
    await expect(entryRow(popup, 'design review')).toBeHidden()
    await expect
      .poll(() => storedEntry(servers, 'design review'), { timeout: 15_000 })
      .toMatchObject([{ status: 'approved', reviewBy: MANAGER.sub }])
    await other.close()
  })

  await test.step('the employee sees it approved and can no longer change it', async () => {
    const popup = await extension.openPopup()
    const row = entryRow(popup, 'design review')
    await expect(row.getByRole('img', { name: /approved/i })).toBeVisible()
    await expect(button(row, 'Edit')).toBeHidden()
    await expect(button(row, 'Delete')).toBeHidden()
  })
})

test.describe('at a provider that binds no tokens', () => {
  test.use({ offers: { dpop: false } })

  test('an employee’s token is refused where only a manager may go', async ({ extension, servers }) => {
    const answer = await approveWith(await stealToken(extension, servers), servers)
    expect(answer.status).toBe(403)
    expect(answer.headers.get('www-authenticate')).toBe(
      'Bearer error="insufficient_scope", scope="approve:timesheets"',
    )
  })
})

test('a stolen token is of no use without the key of its browser', async ({ extension, servers }) => {
  const stolen = await stealToken(extension, servers)
  expect(stolen).toMatch(/^DPoP /)
  for (const authorization of [stolen, stolen.replace('DPoP', 'Bearer')])
    expect((await approveWith(authorization, servers)).status).toBe(401)
})

test('the worker may stop between any two steps', async ({ extension, servers }) => {
  const stop = () => extension.stopWorker()
  await stop()
  const popup = await extension.openPopup()
  await stop()
  await extension.signIn(EMPLOYEE, popup)
  await stop()
  await log(popup, '2h @acme worker one')
  await expect(entryRow(popup, 'worker one')).toBeVisible()
  await stop()
  await log(popup, '1h @acme worker two')
  await stop()
  await expect(entryRow(popup, 'worker two')).toBeVisible()
  // Where it was stopped when all was stored and nothing sent, its alarm wakes the next one.
  await expect.poll(() => storedEntry(servers, 'worker one'), { timeout: 45_000 }).toHaveLength(1)
  await stop()
  await button(entryRow(popup, 'worker one'), 'Edit').click()
  await stop()
  await popup.getByRole('textbox', { name: 'Duration' }).fill('3h')
  await popup.keyboard.press('Enter')
  await expect(entryRow(popup, 'worker one')).toContainText('3:00')
  await expect.poll(() => storedEntry(servers, 'worker one')).toMatchObject([{ minutes: 180 }])
  await stop()
  await popup.reload()
  await stop()
  await button(entryRow(popup, 'worker two'), 'Delete').click()
  await expect(entryRow(popup, 'worker two')).toBeHidden()
  await stop()
  await button(popup, 'Undo').click()
  await expect(entryRow(popup, 'worker two')).toBeVisible()
  await stop()
  await submitWeek(popup)
  await stop()
  await expect
    .poll(() => storedEntry(servers, 'worker one'), { timeout: 45_000 })
    .toMatchObject([{ status: 'submitted' }])
  await stop()
  await button(popup, 'Settings').click()
  await stop()
  await button(popup, 'Sign out').click()
  await expect(button(popup, 'Sign in')).toBeVisible()
  await stop()
  await extension.signIn(MANAGER, popup)
  await stop()
  await button(popup, 'Approvals').click()
  await stop()
  await button(entryRow(popup, 'worker one'), 'Approve').click()
  await expect(entryRow(popup, 'worker one')).toBeHidden()
  await stop()
  // With the worker gone and no popup open, the decision is sent by the alarm or by the next opening.
  await popup.reload()
  await expect
    .poll(() => storedEntry(servers, 'worker one'), { timeout: 45_000 })
    .toMatchObject([{ status: 'approved' }])
})

test('without a network nothing is lost, and all of it arrives once', async ({ extension, servers }) => {
  const popup = await extension.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()
  servers.network.cut()
  await log(popup, '2h @acme typed offline #train')
  await expect(entryRow(popup, 'typed offline')).toBeVisible()
  await expect(popup.getByText(/offline since/i)).toBeVisible()
  await log(popup, '1h @orbit/support also offline')
  await expect(entryRow(popup, 'also offline')).toBeVisible()
  await extension.restart()
  const later = await extension.openPopup()
  await expect(entryRow(later, 'typed offline')).toBeVisible()
  servers.network.heal()
  await later.reload()
  await expect(later.getByText('All sent')).toBeVisible({ timeout: 45_000 })
  expect(await storedEntry(servers, 'typed offline')).toMatchObject([{ minutes: 120, tags: ['train'] }])
  expect(await storedEntry(servers, 'also offline')).toHaveLength(1)
})

test('a draft is there again when the popup opens the next time', async ({ extension }) => {
  const popup = await extension.signIn(EMPLOYEE)
  await popup.getByLabel('Log time', { exact: true }).pressSequentially('2h @acme half a tho')
  await popup.close()
  const next = await extension.openPopup()
  await expect(next.getByLabel('Log time', { exact: true })).toHaveValue('2h @acme half a tho')
  await extension.restart()
  const later = await extension.openPopup()
  await expect(later.getByLabel('Log time', { exact: true })).toHaveValue('2h @acme half a tho')
})

test('a rejection reaches the employee with its reason, and fixing it resubmits', async ({
  extension,
  servers,
}) => {
  const popup = await extension.signIn(EMPLOYEE)
  await log(popup, '2h @acme vague')
  await submitWeek(popup)
  await expect
    .poll(() => storedEntry(servers, 'vague'), { timeout: 15_000 })
    .toMatchObject([{ status: 'submitted' }])

  const other = await ExtensionBrowser.launch()
  const inbox = await other.signIn(MANAGER)
  await button(inbox, 'Approvals').click()
  await button(entryRow(inbox, 'vague'), 'Reject').click()
  await inbox.getByRole('textbox', { name: 'Reason' }).fill('Which page?')
  await button(inbox.getByRole('form', { name: 'Why it goes back' }), 'Reject').click()
  await expect
    .poll(() => storedEntry(servers, 'vague'), { timeout: 15_000 })
    .toMatchObject([{ status: 'rejected', reviewComment: 'Which page?' }])
  await other.close()

  await popup.reload()
  await expect(entryRow(popup, 'vague')).toContainText('Which page?')
  await button(entryRow(popup, 'vague'), 'Fix').click()
  await popup.getByRole('textbox', { name: 'Note' }).fill('Start page')
  await popup.keyboard.press('Enter')
  await expect.poll(() => storedEntry(servers, 'Start page')).toMatchObject([{ status: 'draft' }])
  await button(popup, 'Resubmit').click()
  await expect
    .poll(() => storedEntry(servers, 'Start page'), { timeout: 15_000 })
    .toMatchObject([{ status: 'submitted' }])
})

test('another person on the same browser sees and sends nothing of the first', async ({
  extension,
  servers,
}) => {
  const popup = await extension.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()
  servers.network.cut()
  await log(popup, '2h @acme mine alone')
  await expect(entryRow(popup, 'mine alone')).toBeVisible()
  await popup.getByLabel('Log time', { exact: true }).fill('draft of mine')
  await button(popup, 'Settings').click()
  await button(popup, 'Sign out').click()
  await expect(button(popup, 'Sign in')).toBeVisible()
  servers.network.heal()
  await extension.signIn(CONTRACTOR, popup)
  await expect(popup.getByText('All sent')).toBeVisible()
  await expect(popup.getByText('mine alone')).toBeHidden()
  await expect(popup.getByLabel('Log time', { exact: true })).toHaveValue('')
  expect((await servers.entriesOf(CONTRACTOR.sub)).filter(({ note }) => note === 'mine alone')).toEqual([])

  await button(popup, 'Settings').click()
  await button(popup, 'Sign out').click()
  await extension.signIn(EMPLOYEE, popup)
  await expect(entryRow(popup, 'mine alone')).toBeVisible()
  await expect.poll(() => storedEntry(servers, 'mine alone'), { timeout: 20_000 }).toHaveLength(1)
})

/** The `Authorization` header of the employee's own calls. */
async function stealToken(extension: ExtensionBrowser, servers: TestServers): Promise<string> {
  const listing = extension.context.waitForEvent('request', (request) => {
    return request.method() === 'GET' && request.url().startsWith(`${servers.apiUrl}/timesheets`)
  })
  await extension.signIn(EMPLOYEE)
  const { authorization = '' } = await (await listing).allHeaders()
  return authorization
}

async function approveWith(authorization: string, servers: TestServers): Promise<Response> {
  const [waiting] = await servers.entriesOf(CONTRACTOR.sub)
  return await fetch(`${servers.apiUrl}/approvals/${waiting?.id}`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/json' },
    body: '{}',
  })
}
