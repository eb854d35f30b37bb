import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { errors } from 'oidc-provider'
import { checkPassword } from './accounts.ts'
import { contentSecurityPolicy, loginPage, messagePage } from './page.ts'

const PATH = /^\/interaction\/([\w-]+)(\/cancel)?$/
const MAX_FORM_BYTES = 4096

/** Serves the provider's own pages; false when the request is none of them. */
export async function serveSignIn(
  provider: Provider,
  formTargets: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const match = PATH.exec(new URL(request.url ?? '/', provider.issuer).pathname)
  if (!match) return false
  const send = (html: string, status = 200) => {
    response.writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy(formTargets),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    })
    response.end(html)
  }
  try {
    await answer(provider, request, response, { path: match[0], cancelled: match[2] !== undefined, send })
  } catch (error) {
    if (!(error instanceof errors.OIDCProviderError)) throw error
    send(messagePage('Start again', 'This sign-in has expired. Close this window and sign in again.'), 400)
  }
  return true
}

async function answer(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  page: { path: string; cancelled: boolean; send: (html: string, status?: number) => void },
): Promise<void> {
  const { prompt, params } = await provider.interactionDetails(request, response)
  if (page.cancelled) {
    const result = { error: 'access_denied', error_description: 'Sign-in was cancelled' }
    return provider.interactionFinished(request, response, result)
  }
  // `prompt=consent` from the company's own client: consent stands already, see grantByRole.
  if (prompt.name !== 'login') return provider.interactionFinished(request, response, { consent: {} })

  const action = page.path
  if (request.method !== 'POST') {
    const username = typeof params.login_hint === 'string' ? params.login_hint : ''
    return page.send(loginPage({ action, username, fault: null }))
  }
  const form = await readForm(request)
  if (!form) return page.send(messagePage('That did not work', 'The form was too long.'), 413)
  const username = form.get('username') ?? ''
  const account = checkPassword(username, form.get('password') ?? '')
  // Answered with 200: a status of 400 or more ends an extension's sign-in window.
  if (!account) return page.send(loginPage({ action, username, fault: 'E-mail or password is wrong.' }))
  await provider.interactionFinished(request, response, { login: { accountId: account.sub } })
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MAX_FORM_BYTES) return null
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}
