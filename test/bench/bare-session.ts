import { API_AUDIENCE, DEMO_EXTENSION_ID, type DemoServers } from '../../src/demo/build-extension.ts'
import type { Credentials } from '../../src/demo/sign-in-window.ts'
import { DEMO_ACCOUNTS, EXTENSION_CLIENT_ID } from '../../src/server/identity/accounts.ts'
import { authorizationRequest } from '../contract/support/code-flow.ts'
import { Browser } from '../support/form-browser.ts'
import type { WorkerCall } from './worker-calls.ts'

export const REDIRECT_URL = `https://${DEMO_EXTENSION_ID}.chromiumapp.org/`

const [EMPLOYEE] = DEMO_ACCOUNTS

/** What must differ when a call is made again: each code serves once, and each refresh token. */
export type OneTimeValues = Readonly<Record<string, string>>

/** Signs in over plain HTTP, up to the code. */
export async function freshCode(
  { issuer }: DemoServers,
  account: Credentials = EMPLOYEE,
): Promise<OneTimeValues> {
  const more = { redirect_uri: REDIRECT_URL, resource: API_AUDIENCE }
  const { url, verifier } = authorizationRequest(issuer, more)
  const browser = new Browser(issuer)
  const end = await browser.signIn(await browser.visit(url), account.username, account.password)
  const code = end.url.searchParams.get('code')
  if (code === null) throw new Error(`The sign-in ended without a code at ${end.url}.`)
  return { code, code_verifier: verifier }
}

/** A bearer token, or one bound to the key that has signed `proof` (RFC 9449). */
export async function freshAccessToken(
  servers: DemoServers,
  proof?: string,
  account: Credentials = EMPLOYEE,
): Promise<string> {
  const answer = await fetch(`${servers.issuer}/token`, {
    method: 'POST',
    headers: proof === undefined ? {} : { DPoP: proof },
    body: new URLSearchParams({
      ...(await freshCode(servers, account)),
      grant_type: 'authorization_code',
      client_id: EXTENSION_CLIENT_ID,
      redirect_uri: REDIRECT_URL,
      resource: API_AUDIENCE,
    }),
  })
  const { access_token: token } = (await answer.json()) as { access_token?: string }
  if (token === undefined) throw new Error(`The code was not redeemed (${answer.status}).`)
  return token
}

/** The calls that got an answer, with these values in the place of those that are used up. */
export function withOneTimeValues(
  calls: readonly WorkerCall[],
  values: OneTimeValues,
): readonly WorkerCall[] {
  return calls
    .filter(({ status }) => status < 400)
    .map((call) => {
      if (call.body === null) return call
      const form = new URLSearchParams(call.body)
      for (const [name, value] of Object.entries(values)) if (form.has(name)) form.set(name, value)
      return { ...call, body: form.toString() }
    })
}
