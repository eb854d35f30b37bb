const SHORTEST_SECONDS = 30
const LONGEST_SECONDS = 24 * 60 * 60
const UNSAID_SECONDS = 5 * 60

/** How far this device's clock may be off (ID-token times are the issuer's). */
export const CLOCK_TOLERANCE_SECONDS = 10 * 60

/** Renew this long before the end, so that a request under way does not outlive its token. */
export const RENEWAL_LEAD_MS = 20_000

/**
 * When an access token ends, in epoch milliseconds of this device's clock. Counted from before the request, so
 * that the server's clock does not matter; absurd lifetimes are clamped.
 */
export function expiryOf(expiresInSeconds: number | undefined, requestedAtMs: number): number {
  const seconds = Number.isFinite(expiresInSeconds) ? (expiresInSeconds ?? UNSAID_SECONDS) : UNSAID_SECONDS
  return requestedAtMs + Math.min(Math.max(seconds, SHORTEST_SECONDS), LONGEST_SECONDS) * 1000
}
