import { createServer } from 'node:http'
import type { Page, Worker } from '@playwright/test'
import { fillSignInWindow, openSignInWindow } from '../../src/demo/sign-in-window.ts'
import { EXTENSION_CLIENT_ID } from '../../src/server/identity/accounts.ts'
import { close, listen } from '../../src/server/listen.ts'
import { expect, test } from '../support/browser-test.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { EMPLOYEE, startTestServers, type TestServers } from '../support/servers.ts'

/** A token is taken to last 30 seconds at least, and renewed 20 before its end. */
const UNTIL_RENEWAL_MS = 11_000

interface Recorder {
  grants?: string[]
  refreshToken?: string
}

test.use({ accessTokenSeconds: 2 })

test('a session whose refresh token is worthless is renewed without a window', async ({
  extension,
  servers,
}) => {
  const { popup, worker } = await signInRecorded(extension)
  await revokeRefreshToken(worker, servers)
  const pages: string[] = []
  extension.context.on('page', (page) => pages.push(page.url()))
  await popup.waitForTimeout(UNTIL_RENEWAL_MS)
  await logTime(popup, '1h @acme renewed silently')
  await expect.poll(() => noted(servers, 'renewed silently')).toBe(1)
  expect(await worker.evaluate(() => (globalThis as Recorder).grants)).toEqual([
    'authorization_code',
    'refresh_token',
    'authorization_code',
  ])
  expect(pages).toEqual([])
  await expect(popup.getByText('Signed out by the server')).toBeHidden()
})

test('a popup that is closed during the sign-in finds it done when it opens again', async ({ extension }) => {
  const popup = await extension.openPopup()
  const window = await openSignInWindow(extension.context, popup)
  await popup.close()
  await fillSignInWindow(window, EMPLOYEE)
  const again = await extension.openPopup()
  await expect(again.getByLabel('Log time', { exact: true })).toBeVisible()
})

test('a session that nothing renews asks for a sign-in, and its unsent entry is sent after it', async ({
  extension,
  servers,
}) => {
  const { popup, worker } = await signInRecorded(extension)
  await revokeRefreshToken(worker, servers)
  await extension.context.clearCookies()
  await popup.waitForTimeout(UNTIL_RENEWAL_MS)
  await logTime(popup, '1h @acme kept meanwhile')
  await expect(popup.getByText('Signed out by the server')).toBeVisible()
  await expect(popup.getByRole('listitem').filter({ hasText: 'kept meanwhile' }).first()).toBeVisible()
  expect(await noted(servers, 'kept meanwhile')).toBe(0)
  await extension.signIn(EMPLOYEE, popup)
  await expect.poll(() => noted(servers, 'kept meanwhile'), { timeout: 20_000 }).toBe(1)
})

test('a silent sign-in that hangs is bounded, opens no window and ends nothing', async () => {
  const [providerPort, apiPort] = [portOf('TIMEJOT_PROVIDER_PORT'), portOf('TIMEJOT_API_PORT')]
  const servers = await startTestServers({ providerPort, apiPort, accessTokenSeconds: 2 })
  const extension = await ExtensionBrowser.launch()
  const popup = await extension.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()
  await servers.close()
  const issuer = await startHangingIssuer(providerPort)
  const pages: string[] = []
  extension.context.on('page', (page) => pages.push(page.url()))
  await popup.waitForTimeout(UNTIL_RENEWAL_MS)
  await logTime(popup, '1h @acme kept while it hangs')
  await expect.poll(() => issuer.asked).toEqual(['none'])
  await expect(popup.getByText(/offline since/i)).toBeVisible({ timeout: 15_000 })
  expect(pages).toEqual([])
  await expect(popup.getByText('Signed out by the server')).toBeHidden()
  await extension.close()
  await issuer.close()
})

test('an alarm renews a session that nobody uses, and is there only as long as there is one', async ({
  extension,
}) => {
  const { popup, worker } = await signInRecorded(extension)
  expect(await alarms(worker)).toContain('renew')
  await worker.evaluate(() => chrome.alarms.create('renew', { when: Date.now() }))
  await expect
    .poll(() => worker.evaluate(() => (globalThis as Recorder).grants))
    .toEqual(['authorization_code', 'refresh_token'])
  await popup.getByRole('button', { name: 'Settings' }).click()
  await popup.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(popup.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  expect(await alarms(worker)).not.toContain('renew')
})

test('after a sign-out here the company’s own is one click away', async ({ extension }) => {
  const popup = await extension.signIn(EMPLOYEE)
  await popup.getByRole('button', { name: 'Settings' }).click()
  await signOutEverywhere(extension, popup)
})

test('the settings page offers the sign-out at the company too', async ({ extension }) => {
  const popup = await extension.signIn(EMPLOYEE)
  await popup.close()
  await signOutEverywhere(extension, await extension.openSettings())
})

async function signOutEverywhere(extension: ExtensionBrowser, page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  const opened = extension.context.waitForEvent('page')
  await page.getByRole('button', { name: 'Sign out at your company too' }).click()
  const window = await opened
  const closed = window.waitForEvent('close')
  await Promise.all([
    closed,
    window.getByRole('button', { name: 'Sign out', exact: true }).click({ noWaitAfter: true }),
  ])
  await expect(page.getByText('Signed out at your company too.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign out at your company too' })).toBeHidden()
  const cookies = await extension.context.cookies()
  expect(cookies.filter(({ name }) => /^session_\d+$/.test(name))).toEqual([])
}

async function alarms(worker: Worker): Promise<readonly string[]> {
  return await worker.evaluate(async () => (await chrome.alarms.getAll()).map(({ name }) => name))
}

async function signInRecorded(extension: ExtensionBrowser): Promise<{ popup: Page; worker: Worker }> {
  const worker = await extension.worker()
  await worker.evaluate(recordGrants)
  return { popup: await extension.signIn(EMPLOYEE), worker }
}

/** Runs in the worker: keeps how each token was asked for, and the last refresh token. */
function recordGrants(): void {
  const scope = globalThis as Recorder
  const grants: string[] = []
  scope.grants = grants
  const original = fetch
  globalThis.fetch = async (url, init) => {
    const response = await original(url, init)
    if (!String(url).endsWith('/token')) return response
    grants.push(new URLSearchParams(String(init?.body)).get('grant_type') ?? '')
    const { refresh_token: token } = (await response.clone().json()) as Record<string, unknown>
    if (typeof token === 'string') scope.refreshToken = token
    return response
  }
}

/** As an administrator would, while the person stays signed in at the provider itself. */
async function revokeRefreshToken(worker: Worker, { issuer }: TestServers): Promise<void> {
  const token = await worker.evaluate(() => (globalThis as Recorder).refreshToken ?? '')
  const answer = await fetch(`${issuer}/token/revocation`, {
    method: 'POST',
    body: new URLSearchParams({ token, client_id: EXTENSION_CLIENT_ID }),
  })
  expect(answer.status).toBe(200)
}

interface HangingIssuer {
  /** The `prompt` of each authorization request. */
  readonly asked: readonly (string | null)[]
  close(): Promise<void>
}

/** In the provider's place: refuses each token and never answers a request to sign in. */
async function startHangingIssuer(port: number): Promise<HangingIssuer> {
  const issuer = `http://127.0.0.1:${port}`
  const asked: (string | null)[] = []
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/auth') return void asked.push(url.searchParams.get('prompt'))
    const isToken = url.pathname === '/token' && request.method === 'POST'
    response.writeHead(isToken ? 400 : 200, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'content-type, dpop',
    })
    response.end(JSON.stringify(isToken ? { error: 'invalid_grant' } : metadata))
  })
  await listen(server, port, '127.0.0.1')
  return { asked, close: () => close(server) }
}

function portOf(name: string): number {
  return Number(process.env[name])
}

async function logTime(popup: Page, line: string): Promise<void> {
  await popup.getByLabel('Log time', { exact: true }).fill(line)
  await popup.keyboard.press('Enter')
}

async function noted(servers: TestServers, note: string): Promise<number> {
  return (await servers.entriesOf(EMPLOYEE.sub)).filter((entry) => entry.note === note).length
}
