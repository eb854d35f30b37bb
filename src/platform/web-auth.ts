import browser from 'webextension-polyfill'
import { fail } from '../domain/failure.ts'

/** The address that the browser intercepts for this extension; to be registered at the authorization server. */
export function redirectUrl(): string {
  return browser.identity.getRedirectURL()
}

/**
 * Opens the sign-in window and returns the full redirect URL, unchecked.
 *
 * Throws `sign-in-cancelled` when the window was closed, `issuer-unreachable` when its page did not load.
 */
export async function openSignInWindow(url: string): Promise<string> {
  const answer = await browser.identity
    .launchWebAuthFlow({ url, interactive: true })
    .catch((cause: unknown) => {
      // Browsers tell these apart by text alone; what is not recognised counts as cancelled, which asks nothing of IT.
      const reason = cause instanceof Error ? cause.message : ''
      return fail(/could not be loaded/i.test(reason) ? 'issuer-unreachable' : 'sign-in-cancelled', { cause })
    })
  return answer ?? fail('sign-in-cancelled')
}
