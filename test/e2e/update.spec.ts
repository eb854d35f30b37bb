import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser-test.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { EMPLOYEE, type TestServers } from '../support/servers.ts'

/** A token is taken to last 30 seconds at least, and renewed 20 before its end. */
const UNTIL_RENEWAL_MS = 11_000
const NEXT_VERSION = '99.0.0'

test.use({ accessTokenSeconds: 2 })

test('an update of the extension asks for no sign-in and loses no entry, nor does the next restart (case 23)', async ({
  servers,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'timejot-update-'))
  const profile = join(folder, 'profile')
  const before = await ExtensionBrowser.launch({ profile })
  const popup = await before.signIn(EMPLOYEE)
  await logTime(popup, '2h @acme sent before')
  await expect.poll(() => noted(servers, 'sent before')).toBe(1)
  servers.network.cut()
  await logTime(popup, '1h @acme waiting meanwhile')
  await expect(row(popup, 'waiting meanwhile')).toBeVisible()
  await popup.getByLabel('Log time', { exact: true }).pressSequentially('3h @acme half a tho')
  await before.close()
  servers.network.heal()

  const updated = await copyUpdated(join(folder, 'updated'))
  const after = await ExtensionBrowser.launch({ profile, folder: updated })
  expect(after.extensionId).toBe(before.extensionId)
  for (const note of ['after the update', 'after the restart']) {
    const { grants, windows } = watch(after)
    const later = await after.openPopup()
    expect(await later.evaluate(() => chrome.runtime.getManifest().version)).toBe(NEXT_VERSION)
    await expect(row(later, 'sent before')).toBeVisible()
    await expect(row(later, 'waiting meanwhile')).toBeVisible()
    await expect(later.getByLabel('Log time', { exact: true })).toHaveValue('3h @acme half a tho')
    await expect.poll(() => noted(servers, 'waiting meanwhile'), { timeout: 20_000 }).toBe(1)
    await later.waitForTimeout(UNTIL_RENEWAL_MS)
    await logTime(later, `1h @acme ${note}`)
    await expect.poll(() => noted(servers, note)).toBe(1)
    expect(new Set(grants)).toEqual(new Set(['refresh_token']))
    expect(windows).toEqual([])
    await later.getByLabel('Log time', { exact: true }).pressSequentially('3h @acme half a tho')
    await after.restart()
  }
  await after.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** The extension as it was built, with another version in its manifest. */
async function copyUpdated(folder: string): Promise<string> {
  await cp(process.env.TIMEJOT_EXTENSION ?? '', folder, { recursive: true })
  const path = join(folder, 'manifest.json')
  const manifest: object = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(path, JSON.stringify({ ...manifest, version: NEXT_VERSION }))
  return folder
}

/** How each token was asked for from now on, and which pages opened that are none of the extension's. */
function watch({ context }: ExtensionBrowser): {
  readonly grants: readonly (string | null)[]
  readonly windows: readonly string[]
} {
  const grants: (string | null)[] = []
  const windows: string[] = []
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/token'))
      grants.push(new URLSearchParams(request.postData() ?? '').get('grant_type'))
  })
  context.on('page', (page) => {
    page.on('framenavigated', () => {
      if (page.url().startsWith('http')) windows.push(page.url())
    })
  })
  return { grants, windows }
}

function row(popup: Page, note: string) {
  return popup.getByRole('listitem').filter({ hasText: note }).last()
}

async function logTime(popup: Page, line: string): Promise<void> {
  await popup.getByLabel('Log time', { exact: true }).fill(line)
  await popup.keyboard.press('Enter')
}

async function noted(servers: TestServers, note: string): Promise<number> {
  return (await servers.entriesOf(EMPLOYEE.sub)).filter((entry) => entry.note === note).length
}
