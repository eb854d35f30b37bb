import { createHash, randomBytes } from 'node:crypto'
import type { Browser, Page } from '../../support/form-browser.ts'

export const AUDIENCE = 'https://timesheets.exampleco.com/api'
export const REDIRECT_URL = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/'
export const EXTENSION_ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'
const ALL_SCOPES =
  'openid profile email offline_access read:timesheets create:timesheets delete:timesheets approve:timesheets'

export interface Tokens {
  readonly access_token: string
  readonly id_token: string
  readonly refresh_token: string
  readonly scope: string
  readonly token_type: string
  readonly expires_in: number
}

export interface AuthorizationRequest {
  readonly url: URL
  readonly verifier: string
}

export function authorizationRequest(
  issuer: string,
  more: Record<string, string> = {},
): AuthorizationRequest {
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL('/auth', issuer)
  url.search = new URLSearchParams({
    client_id: 'timejot',
    response_type: 'code',
    redirect_uri: REDIRECT_URL,
    scope: ALL_SCOPES,
    resource: AUDIENCE,
    state: 'a-state',
    nonce: 'a-nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  }).toString()
  return { url, verifier }
}

export async function requestToken(
  issuer: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(new URL('/token', issuer), {
    method: 'POST',
    headers: { Origin: EXTENSION_ORIGIN, ...headers },
    body: new URLSearchParams(form),
  })
}

/** The form that the token endpoint takes for the code at the end of `page`. */
export function codeForm(page: Page, verifier: string): Record<string, string> {
  return {
    client_id: 'timejot',
    grant_type: 'authorization_code',
    code: page.url.searchParams.get('code') ?? '',
    redirect_uri: REDIRECT_URL,
    code_verifier: verifier,
  }
}

export async function exchangeCode(issuer: string, page: Page, verifier: string): Promise<Tokens> {
  const response = await requestToken(issuer, codeForm(page, verifier))
  if (response.status !== 200) throw new Error(`token endpoint: ${response.status} ${await response.text()}`)
  return (await response.json()) as Tokens
}

export async function signIn(
  issuer: string,
  browser: Browser,
  account: { username: string; password: string },
): Promise<Tokens> {
  const request = authorizationRequest(issuer)
  const page = await browser.visit(request.url)
  const end = await browser.signIn(page, account.username, account.password)
  return exchangeCode(issuer, end, request.verifier)
}
