import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser-test.ts'
import { EMPLOYEE, MANAGER } from '../support/servers.ts'

/** What a keystroke may take from the page to the browser process, which stores it: the page hands it over at once. */
const ON_ITS_WAY_MS = 100

const field = (popup: Page) => popup.getByLabel('Log time', { exact: true })
const row = (popup: Page, note: string) => popup.getByRole('listitem').filter({ hasText: note }).last()

async function log(popup: Page, line: string): Promise<void> {
  await field(popup).fill(line)
  await field(popup).press('Enter')
}

test.describe('when the browser is killed', () => {
  test('the line is there to its last letter', async ({ extension }) => {
    const popup = await extension.signIn(EMPLOYEE)
    await expect(popup.getByText('All sent')).toBeVisible()
    await field(popup).pressSequentially('2h @acme half a thought')
    await popup.waitForTimeout(ON_ITS_WAY_MS)
    await extension.kill()
    await expect(field(await extension.openPopup())).toHaveValue('2h @acme half a thought')
  })

  test('an open edit is there with all its fields', async ({ extension }) => {
    let popup = await extension.signIn(EMPLOYEE)
    await log(popup, '1h @acme to be edited')
    await row(popup, 'to be edited').getByRole('button', { name: 'Edit' }).click()
    await popup.getByLabel('Duration').fill('2h1')
    await popup.getByLabel('Project').selectOption({ label: 'Support' })
    await popup.getByLabel('Tags').fill('#half #ta')
    await popup.getByLabel('Date').fill('2026-01-02')
    await popup.getByLabel('Note').fill('')
    await popup.getByLabel('Note').pressSequentially('half a no')
    await popup.waitForTimeout(ON_ITS_WAY_MS)
    await extension.kill()
    popup = await extension.openPopup()
    await expect(popup.getByLabel('Note')).toHaveValue('half a no')
    await expect(popup.getByLabel('Duration')).toHaveValue('2h1')
    await expect(popup.getByLabel('Date')).toHaveValue('2026-01-02')
    await expect(popup.getByLabel('Tags')).toHaveValue('#half #ta')
    await expect(popup.getByLabel('Project').locator('option:checked')).toHaveText('Support')
    await expect(field(popup)).toBeFocused()
    await popup.getByLabel('Note').press('Escape')
    await popup.reload()
    await expect(row(popup, 'to be edited')).toBeVisible()
    await expect(popup.getByLabel('Duration')).toBeHidden()
  })

  test('the reason of a rejection is there', async ({ extension }) => {
    const popup = await extension.signIn(MANAGER)
    await popup.getByRole('button', { name: 'Approvals', exact: true }).click()
    await popup.getByRole('button', { name: 'Reject' }).first().click()
    await popup.getByLabel('Reason').pressSequentially('Please spl')
    await popup.waitForTimeout(ON_ITS_WAY_MS)
    await extension.kill()
    await expect((await extension.openPopup()).getByLabel('Reason')).toHaveValue('Please spl')
  })
})
