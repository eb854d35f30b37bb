import type { Worker } from '@playwright/test'
import { expect, test } from '../support/browser-test.ts'
import { EMPLOYEE } from '../support/servers.ts'

test('an entry is on screen once it is stored, whenever its snapshot comes', async ({ extension }) => {
  const popup = await extension.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()
  const worker = await extension.worker()
  await holdSnapshots(worker)

  const line = popup.getByLabel('Log time', { exact: true })
  await line.fill('2h @acme stored first')
  await line.press('Enter')
  const row = popup.getByRole('listitem').filter({ hasText: 'stored first' })
  await expect(row).toBeVisible()
  await expect(popup.locator('.total-figure')).toHaveText('2:00')
  await expect(line).toHaveValue('2h @acme stored first')

  await line.fill('1h @acme typed next')
  await line.press('Enter')
  await worker.evaluate(() => (Reflect.get(self, 'releaseSnapshots') as () => void)())
  await expect(line).toHaveValue('')
  await expect(popup.getByRole('listitem').filter({ hasText: 'typed next' })).toHaveCount(1)
  await expect(row).toHaveCount(1)
  await expect(popup.locator('.total-figure')).toHaveText('3:00')
  await expect(popup.getByText('All sent')).toBeVisible()
})

/** What the worker writes for its pages waits until `releaseSnapshots`. */
async function holdSnapshots(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    const { local } = chrome.storage
    const set = local.set.bind(local)
    const held: (() => void)[] = []
    local.set = (items) => new Promise<void>((resolve) => held.push(() => resolve(set(items))))
    Reflect.set(self, 'releaseSnapshots', () => {
      local.set = set
      for (const release of held) release()
    })
  })
}
