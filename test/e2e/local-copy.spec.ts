import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser-test.ts'
import type { ExtensionBrowser } from '../support/extension.ts'
import { EMPLOYEE } from '../support/servers.ts'

const field = (popup: Page) => popup.getByLabel('Log time', { exact: true })
const row = (popup: Page, note: string) => popup.getByRole('listitem').filter({ hasText: note }).last()

async function log(popup: Page, line: string): Promise<void> {
  await field(popup).fill(line)
  await field(popup).press('Enter')
}

test('everything local is saved as files while the network is cut and the worker is mute', async ({
  extension,
  servers,
}) => {
  const popup = await extension.signIn(EMPLOYEE)
  await log(popup, '1h @acme has arrived')
  await expect
    .poll(async () => (await servers.entriesOf(EMPLOYEE.sub)).map(({ note }) => note))
    .toContain('has arrived')
  await expect(row(popup, 'has arrived').getByRole('img', { name: /^Sent/ })).toBeVisible()
  servers.network.cut()
  await log(popup, '2h @acme =1+1 waits here')
  await expect(row(popup, 'waits here')).toBeVisible()
  const settings = await openWithoutWorker(extension)

  const csv = await saved(settings, 'Save as CSV')
  expect(csv).toMatch(/^\ufeffdate,start,minutes,project,/)
  expect(csv).toMatch(/,'=1\+1 waits here,.*,unsent,/)
  expect(csv).toMatch(/,has arrived,.*,sent,/)
  const json = JSON.parse(await saved(settings, 'Save as JSON'))
  expect(json).toMatchObject({ format: 'timejot-local-copy', version: 2, source: 'database' })
  expect(json.outbox).toMatchObject([{ kind: 'create', content: { note: '=1+1 waits here' } }])
  expect(JSON.stringify(json)).not.toMatch(/eyJ|access_token|refresh/)
  await expect(settings.getByText('Saved to your downloads.')).toBeVisible()
  await expect(settings.getByText(/^Your browser .* In use: .* MB\.$/)).toBeVisible()
  test.info().annotations.push({
    type: 'storage',
    description: await settings.getByText(/In use:/).innerText(),
  })
})

/** The settings page as it is where no worker answers. */
async function openWithoutWorker(extension: ExtensionBrowser): Promise<Page> {
  const page = await extension.context.newPage()
  await page.addInitScript(() => {
    Object.defineProperty(chrome.runtime, 'sendMessage', { value: () => new Promise(() => undefined) })
  })
  await page.goto(`chrome-extension://${extension.extensionId}/options.html`)
  return page
}

async function saved(settings: Page, button: string): Promise<string> {
  const downloading = settings.waitForEvent('download')
  await settings.getByRole('button', { name: button }).click()
  return await readFile(await (await downloading).path(), 'utf8')
}
