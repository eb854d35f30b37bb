import { expect, test } from '../support/browser-test.ts'
import { EMPLOYEE, type TestServers } from '../support/servers.ts'

test('the popup opens in a tab and offers to sign in', async ({ extension }) => {
  const popup = await extension.openPopup()
  await expect(popup.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
})

test('the real toolbar popup opens and offers to sign in', async ({ extension }) => {
  const popup = await extension.openToolbarPopup()
  await expect(popup.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
  // The browser fits its window to the content only after the first paint.
  await expect.poll(() => popup.evaluate(() => document.documentElement.clientWidth)).toBe(380)
})

test('the popup still works after the worker was stopped', async ({ extension }) => {
  const tab = await extension.openPopup()
  await extension.stopWorker()
  await tab.reload()
  await expect(tab.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
  await extension.stopWorker()
  const popup = await extension.openToolbarPopup()
  await expect(popup.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
})

test('an entry waits while the network is cut and arrives when it is back', async ({
  extension,
  servers,
}) => {
  const popup = await extension.signIn(EMPLOYEE)
  servers.network.cut()
  const field = popup.getByLabel('Log time')
  await field.fill('2h @acme design review')
  await field.press('Enter')
  await expect(popup.getByRole('listitem').filter({ hasText: 'design review' }).first()).toBeVisible()
  await popup.waitForTimeout(1_500)
  expect(await noted(servers, 'design review')).toBe(0)
  await extension.restart()
  expect(await noted(servers, 'design review')).toBe(0)
  servers.network.heal()
  await extension.openPopup()
  await expect.poll(async () => await noted(servers, 'design review'), { timeout: 40_000 }).toBe(1)
})

async function noted(servers: TestServers, note: string): Promise<number> {
  return (await servers.entriesOf(EMPLOYEE.sub)).filter((entry) => entry.note === note).length
}
