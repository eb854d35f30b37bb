import { expect, test } from '@playwright/test'
import { ExtensionBrowser } from '../support/extension.ts'
import { entry } from './states/entries.ts'
import { atWork } from './states/snapshots.ts'
import { openState } from './states/stage.ts'

const POPUP = { file: 'popup.html', scheme: 'light', scale: 1 } as const

let browser: ExtensionBrowser
test.beforeAll(async () => {
  browser = await ExtensionBrowser.launch()
  await browser.quieten()
})
test.afterAll(() => browser.close())

test('the task stands behind its project', async () => {
  const snapshot = atWork({ entries: [entry({ id: 'a', project: 'Website', task: 'Design' })] })
  const page = await openState(browser, { snapshot }, POPUP)
  await expect(page.locator('[data-row="a"] .booking')).toHaveText('Acme / Website / Design')
  await page.close()
})

test('what was rejected earlier in this week is to be settled', async () => {
  const rejected = entry({ id: 'r', date: '2026-11-18', status: 'rejected', note: 'turned down' })
  const page = await openState(browser, { snapshot: atWork({ entries: [rejected] }) }, POPUP)
  const attention = page.getByRole('region', { name: 'Needs your attention' })
  await expect(attention.locator('[data-row="r"]')).toContainText('turned down')
  await page.close()
})

test('nothing is expected of a weekend', async () => {
  const page = await openState(browser, { snapshot: atWork() }, POPUP)
  const total = page.locator('.total')
  await expect(total).toContainText('of 8:00')
  await page.clock.setFixedTime('2026-11-21T12:00:00')
  await page.reload()
  await expect(total).toContainText('Saturday')
  await expect(total).not.toContainText('of')
  await page.close()
})
