import type { BrowserContext } from '@playwright/test'
import { fillSignInWindow } from '../../src/demo/sign-in-window.ts'
import { expect, test } from '../support/browser-test.ts'
import { EMPLOYEE, type TestServers } from '../support/servers.ts'

/** A token is taken to last 30 seconds at least, and renewed 20 before its end. */
const UNTIL_RENEWAL_MS = 11_000

test.use({ accessTokenSeconds: 2 })

test('what the API refuses for want of a permission waits for the sign-in that brings it, and is sent then (case 35)', async ({
  extension,
  servers,
}) => {
  const { context } = extension
  const popup = await extension.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()
  const writes = watchWrites(context, servers)
  servers.withheldScopes.add('create:timesheets')
  await popup.waitForTimeout(UNTIL_RENEWAL_MS)
  await popup.getByLabel('Log time', { exact: true }).fill('2h @acme refused at first')
  await popup.keyboard.press('Enter')

  const again = popup.getByRole('button', { name: 'Sign in again for this permission' })
  await expect(again).toBeVisible()
  await expect.poll(() => writes).toEqual([[403, expect.stringMatching(/^DPoP error="insufficient_scope"/)]])
  await expect(popup.getByText('1 entry needs attention')).toBeVisible()
  await expect(popup.getByText('Your account lacks the permission for this.')).toBeVisible()
  await expect(popup.getByText('Your permission to add and change entries has ended.')).toBeVisible()
  expect(await notedRefused(servers)).toBe(0)

  servers.withheldScopes.clear()
  await context.clearCookies()
  const opened = context.waitForEvent('page')
  await again.click()
  await fillSignInWindow(await opened, EMPLOYEE)
  await expect.poll(() => notedRefused(servers)).toBe(1)
  // The row is there before its answer has reached the browser.
  await expect.poll(() => writes.slice(1)).toEqual([[201, null]])
  await expect(again).toBeHidden()
  await expect(popup.getByText('Your permission to add and change entries has ended.')).toBeHidden()
  await expect(popup.getByText('All sent')).toBeVisible()
})

/** Status and challenge of each answer to an attempt to add an entry. */
function watchWrites(context: BrowserContext, { apiUrl }: TestServers): readonly [number, string | null][] {
  const answers: [number, string | null][] = []
  context.on('response', async (response) => {
    if (response.request().method() !== 'POST' || response.url() !== `${apiUrl}/timesheets`) return
    answers.push([response.status(), await response.headerValue('www-authenticate')])
  })
  return answers
}

async function notedRefused(servers: TestServers): Promise<number> {
  const entries = await servers.entriesOf(EMPLOYEE.sub)
  return entries.filter(({ note }) => note === 'refused at first').length
}
