import type { Offers } from '../../src/server/identity/features.ts'
import { type IdentityProvider, startIdentityProvider } from '../../src/server/identity/provider.ts'
import { Browser } from '../support/form-browser.ts'

export const REDIRECT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/'
export const AUDIENCE = 'https://api.exampleco.com/timesheets'

/** The bundled provider on a port of its own, with nothing kept; `offers` says what it lacks. */
export async function startProvider(offers: Partial<Offers> = {}): Promise<IdentityProvider> {
  return await startIdentityProvider({
    port: 0,
    folder: null,
    redirectUrls: [REDIRECT],
    audience: AUDIENCE,
    allowedOrigins: [],
    offers,
  })
}

/** Stands in for the sign-in window: fills in the form over plain HTTP and returns the redirect it ends with. */
export async function signInThroughForm(url: string, username: string, password: string): Promise<string> {
  const browser = new Browser(new URL(url).origin)
  const end = await browser.signIn(await browser.visit(url), username, password)
  if (end.status !== 0) throw new Error(`the login form was shown again: ${end.status}`)
  return end.url.href
}
