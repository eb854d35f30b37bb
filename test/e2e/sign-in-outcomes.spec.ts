import { createServer, type Server } from 'node:http'
import { expect, type Page, test } from '@playwright/test'
import { ExtensionBrowser } from '../support/extension.ts'

/** Set by the global setup, which built the extension for this very port. */
const PORT = Number(process.env.TIMEJOT_PROVIDER_PORT)
const ISSUER = `http://127.0.0.1:${PORT}`
const METADATA = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/authorize`,
  token_endpoint: `${ISSUER}/token`,
  jwks_uri: `${ISSUER}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
}

interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const page: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<p>Welcome to our Wi-Fi</p>',
}
const metadata: Answer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(METADATA),
}

let browser: ExtensionBrowser
let server: Server
let answers: Readonly<Record<string, (url: URL) => Answer>>

test.beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', ISSUER)
    const { status, headers, body } = answers[url.pathname]?.(url) ?? { status: 404 }
    response.writeHead(status, { 'access-control-allow-origin': '*', ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(PORT, '127.0.0.1', resolve))
  browser = await ExtensionBrowser.launch()
})

test.afterAll(async () => {
  await browser.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function signIn(): Promise<Page> {
  const popup = await browser.openPopup()
  await popup.getByRole('button', { name: 'Sign in', exact: true }).click()
  return popup
}

const withAuthorize = (authorize: (url: URL) => Answer) => ({
  '/.well-known/openid-configuration': () => metadata,
  '/authorize': authorize,
})

test('a sign-in window that was closed is told from one whose page did not load (case 15)', async () => {
  answers = withAuthorize(() => page)
  const opened = browser.context.waitForEvent('page', (one) => one.url().startsWith(`${ISSUER}/authorize`))
  const closing = await signIn()
  await (await opened).close()
  await expect(closing.getByRole('alert')).toHaveText(/^The sign-in window was closed/)
  await closing.close()

  answers = withAuthorize(() => ({ ...page, status: 400 }))
  const failing = await signIn()
  await expect(failing.getByRole('alert')).toHaveText(/^The sign-in page did not load/)
  await failing.close()
})

test('a refusal in the redirect is put into plain words, its markup inert (cases 15 and 19)', async () => {
  answers = withAuthorize(({ searchParams }) => {
    const redirect = new URL(searchParams.get('redirect_uri') ?? '')
    redirect.searchParams.set('error', 'access_denied')
    redirect.searchParams.set('error_description', `<img src=x onerror=alert(1)> \u202emia@exampleco.com`)
    redirect.searchParams.set('state', searchParams.get('state') ?? '')
    return { status: 302, headers: { location: redirect.href } }
  })
  const popup = await signIn()
  await expect(popup.getByRole('alert')).toHaveText(/^The sign-in server refused access/)
  await popup.getByText('Details', { exact: true }).click()
  const report = popup.getByRole('textbox', { name: 'Details' })
  await expect(report).toHaveValue(/^timejot: \d+\.\d+\.\d+$/m)
  await expect(report).toHaveValue(/^detail: access_denied: <img src=x onerror=alert\(1\)> […[\]]+$/m)
  await expect(report).toHaveValue(new RegExp(`^issuer: ${ISSUER}$`, 'm'))
  await expect(report).toHaveValue(/^redirect_uri: https:\/\/[a-p]{32}\.chromiumapp\.org\/$/m)
  await expect(report).toHaveValue(/^browser: Chrome\/\d/m)
  await expect(popup.locator('img')).toHaveCount(0)
  await popup.close()
})

test('a captive portal and a server that is gone are two things (case 37)', async () => {
  answers = { '/.well-known/openid-configuration': () => page }
  const inTheWay = await signIn()
  await expect(inTheWay.getByRole('alert')).toHaveText(/this network’s own sign-in page may be in the way/)
  await inTheWay.close()

  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  const gone = await signIn()
  await expect(gone.getByRole('alert')).toHaveText(/sign-in server cannot be reached/)
  await gone.close()
  await new Promise<void>((resolve) => server.listen(PORT, '127.0.0.1', resolve))
})
