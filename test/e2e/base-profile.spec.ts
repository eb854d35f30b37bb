import { test as base } from '@playwright/test'
import { API_AUDIENCE } from '../../src/demo/build-extension.ts'
import { freePort } from '../../src/demo/ports.ts'
import { startBaseProfileApi } from '../support/base-profile-api.ts'
import { expect } from '../support/browser-test.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { EMPLOYEE, MANAGER, startTestServers } from '../support/servers.ts'

type BaseProfileApi = Awaited<ReturnType<typeof startBaseProfileApi>>

const test = base.extend<{ api: BaseProfileApi; extension: ExtensionBrowser }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  api: async ({}, use) => {
    const servers = await startTestServers({
      providerPort: Number(process.env.TIMEJOT_PROVIDER_PORT),
      apiPort: await freePort(),
      // A server of that age knows bearer tokens alone.
      offers: { dpop: false },
    })
    const api = await startBaseProfileApi(Number(process.env.TIMEJOT_API_PORT), {
      issuer: servers.issuer,
      audience: API_AUDIENCE,
    })
    await use(api)
    await api.close()
    await servers.close()
  },
  extension: async ({ api: _ }, use) => {
    const extension = await ExtensionBrowser.launch()
    await use(extension)
    await extension.close()
  },
})

test('with a server of the base profile time is logged once, and what it cannot do is not offered', async ({
  api,
  extension,
}) => {
  const popup = await extension.signIn(EMPLOYEE)
  const line = popup.getByLabel('Log time', { exact: true })
  await expect(popup.getByText('All sent')).toBeVisible()
  await line.fill('2h @StoreZero design review')
  await line.press('Enter')
  const row = popup.getByRole('listitem').filter({ hasText: 'design review' })
  await expect(row.getByRole('button', { name: 'Edit' })).toBeVisible()
  await expect(popup.getByText(/your company’s server does not change or delete them/)).toBeVisible()
  await expect.poll(() => api.entries.length, { timeout: 15_000 }).toBe(1)
  expect(api.entries[0]).toMatchObject({ id: 1, project: 'StoreZero', hours: 2, approved: false })
  await expect(popup.getByText('All sent')).toBeVisible()
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('StoreZero')
  // It can be booked once more, but neither changed nor deleted.
  await expect(row.getByRole('button')).toHaveCount(1)
  await expect(row.getByRole('button', { name: 'Copy', exact: true })).toBeVisible()
  await popup.screenshot({ path: test.info().outputPath('sent.png') })

  await line.fill('1h @StoreZero a slip')
  await line.press('Enter')
  await popup.getByRole('button', { name: 'Undo' }).click()
  await expect(popup.getByRole('listitem').filter({ hasText: 'a slip' })).toHaveCount(0)
  await popup.reload()
  await expect(row).toHaveCount(1)
  expect(api.entries).toHaveLength(1)
  await popup.getByRole('button', { name: 'Week', exact: true }).click()
  await expect(popup.getByText(/there is no week to submit/)).toBeVisible()
  await expect(popup.getByRole('button', { name: 'Submit week' })).toHaveCount(0)
})

test('with a server of the base profile a manager approves, and is not offered to reject', async ({
  api,
  extension,
}) => {
  api.entries.push({
    id: 17,
    user_id: 'contractor@exampleco.com',
    date: '2017-05-10T17:40:20.095Z',
    project: 'StoreZero',
    hours: 5,
    approved: false,
  })
  const popup = await extension.signIn(MANAGER)
  await popup
    .getByRole('button', { name: 'Approvals' })
    .or(popup.getByRole('tab', { name: 'Approvals' }))
    .click()
  await expect(popup.getByText('StoreZero')).toBeVisible()
  await expect(popup.getByRole('button', { name: 'Reject' })).toHaveCount(0)
  await expect(popup.getByText(/does not take rejections/)).toBeVisible()
  await popup.screenshot({ path: test.info().outputPath('approvals.png') })
  await popup.getByRole('button', { name: 'Approve' }).click()
  await expect.poll(() => api.entries[0]?.approved, { timeout: 15_000 }).toBe(true)
})
