import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect, test } from '@playwright/test'
import { Events } from 'oauth2-mock-server'
import { API_AUDIENCE, buildDemoExtension, DEMO_EXTENSION_ID } from '../../src/demo/build-extension.ts'
import { freePort } from '../../src/demo/ports.ts'
import { startApi } from '../../src/server/api/server.ts'
import { openDatabase } from '../../src/server/store/database.ts'
import { listEntries } from '../../src/server/store/entries.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { SECOND_PROVIDER_SUB, startSecondProvider } from '../support/second-provider.ts'

const SCOPES = ['read:timesheets', 'create:timesheets', 'delete:timesheets']
/** A token is taken to last 30 seconds at least, and renewed 20 before its end. */
const UNTIL_RENEWAL_MS = 11_000
const SHORT_LIFE_SECONDS = 2

test('sign-in, an entry, a renewal and sign-out with a provider written by others', async () => {
  await using parts = new AsyncDisposableStack()
  const database = await openDatabase()
  parts.defer(() => database.close())
  const provider = await startSecondProvider(SCOPES)
  parts.defer(() => provider.close())
  const apiPort = await freePort()
  const api = await startApi({
    database,
    port: apiPort,
    issuer: provider.issuer,
    audience: API_AUDIENCE,
    allowedOrigins: [`chrome-extension://${DEMO_EXTENSION_ID}`],
  })
  parts.defer(() => api.close())
  const folder = await buildDemoExtension(`.output/test/second-${process.pid}`, {
    issuer: provider.issuer,
    apiUrl: api.url,
  })
  parts.defer(() => rm(dirname(folder), { recursive: true, force: true }))
  const grants: string[] = []
  const revoked: number[] = []
  provider.service.on(
    Events.BeforeResponse,
    ({ body }: { body: object }, request: { body: Record<string, string> }) => {
      grants.push(request.body.grant_type ?? '')
      Object.assign(body, { expires_in: SHORT_LIFE_SECONDS })
    },
  )
  provider.service.on(Events.BeforeRevoke, ({ statusCode }: { statusCode: number }) => {
    revoked.push(statusCode)
  })
  const extension = await ExtensionBrowser.launch({ folder })
  parts.defer(() => extension.close())

  const popup = await extension.openPopup()
  await popup.getByRole('button', { name: 'Sign in', exact: true }).click()
  const field = popup.getByLabel('Log time', { exact: true })
  // That provider asks nobody anything: its window closes by itself.
  await expect(field).toBeVisible()
  expect(grants).toEqual(['authorization_code'])

  await popup.waitForTimeout(UNTIL_RENEWAL_MS)
  await field.fill('2h at the second provider')
  await popup.keyboard.press('Enter')
  await expect
    .poll(() => listEntries(database.queries, SECOND_PROVIDER_SUB, {}))
    .toMatchObject([{ note: 'at the second provider', minutes: 120 }])
  expect(grants).toContain('refresh_token')

  await popup.getByRole('button', { name: 'Settings' }).click()
  await popup.getByRole('button', { name: 'Sign out' }).click()
  await expect(popup.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await expect.poll(() => revoked).toEqual([200])
  await expect(popup.getByText('at the second provider')).toBeHidden()
})
