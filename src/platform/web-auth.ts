import browser from 'webextension-polyfill'
import { AppError, type FailureCode, fail } from '../domain/failure.ts'
import { codeOfWindowEnd, messageOf } from './sign-in-window.ts'

/** The address that the browser intercepts for this extension; to be registered at the authorization server. */
export function redirectUrl(): string {
  return browser.identity.getRedirectURL()
}

/**
 * Opens the sign-in window and returns the full redirect URL, unchecked.
 *
 * Throws `sign-in-cancelled` when the window was closed, `sign-in-page-failed` when its page did not load,
 * `sign-in-window-failed` when there was none, `private-window` where the browser allows none.
 */
export async function openSignInWindow(url: string): Promise<string> {
  const answer = await browser.identity
    .launchWebAuthFlow({ url, interactive: true })
    .catch((cause: unknown) => fail(codeOfWindowEnd(cause), { cause }))
  return answer ?? fail('sign-in-cancelled')
}

/** Long enough for a slow issuer whose pages pass the browser on by script. */
const SILENT_LIMIT_MS = 10_000
/** For browsers that know no limit of their own. */
const SILENT_PATIENCE_MS = SILENT_LIMIT_MS + 2_000

/**
 * Opens the URL where nobody sees it and returns the full redirect URL, unchecked.
 *
 * Throws `session-expired` when a page is shown instead of a redirect, `issuer-unreachable` when none could be loaded,
 * `timed-out` when nothing came at all.
 */
export async function askSilently(url: string): Promise<string> {
  const details = {
    url,
    interactive: false,
    // Chromium's own: wait for redirects made by script. Firefox refuses members that it does not know.
    ...(isChromium() && { abortOnLoadForNonInteractive: false, timeoutMsForNonInteractive: SILENT_LIMIT_MS }),
  }
  const flow = browser.identity.launchWebAuthFlow(details).catch((cause: unknown) => {
    return fail(codeOfSilence(messageOf(cause)), { cause })
  })
  const { promise: patience, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new AppError('timed-out')), SILENT_PATIENCE_MS)
  const answer = await Promise.race([flow, patience]).finally(() => clearTimeout(timer))
  return answer ?? fail('session-expired')
}

/** Browsers tell these apart by text alone; what is not recognised is tried again, and not for ever. */
function codeOfSilence(reason: string): FailureCode {
  if (/interaction/i.test(reason)) return 'session-expired'
  return /timed out/i.test(reason) ? 'timed-out' : 'issuer-unreachable'
}

function isChromium(): boolean {
  return browser.runtime.getURL('').startsWith('chrome-extension:')
}
