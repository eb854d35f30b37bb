import type { FailureCode } from '../domain/failure.ts'

/**
 * Browsers tell the ends of a sign-in window apart by text alone: Chromium by these
 * (chrome/browser/extensions/api/identity/identity_constants.cc), Firefox by one of its own for all of them.
 * `extension.inIncognitoContext` would not help: one worker serves private windows too, and is in none of them.
 */
const REASONS: readonly (readonly [RegExp, FailureCode])[] = [
  [/page could not be loaded|page load timed out/i, 'sign-in-page-failed'],
  [/create a browser window|browser context has been shut down/i, 'sign-in-window-failed'],
  [/incognito|private (?:window|browsing)/i, 'private-window'],
]

/** What the end of a sign-in window means. What is not recognised counts as closed, which asks nothing of anybody. */
export function codeOfWindowEnd(cause: unknown): FailureCode {
  const reason = messageOf(cause)
  return REASONS.find(([pattern]) => pattern.test(reason))?.[1] ?? 'sign-in-cancelled'
}

/** Firefox rejects with an object that is no Error. */
export function messageOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null || !('message' in cause)) return ''
  return typeof cause.message === 'string' ? cause.message : ''
}
