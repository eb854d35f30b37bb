import { createHmac, randomBytes } from 'node:crypto'

/** A nonce is taken for one to three steps: RFC 9449, section 8, asks that it be short-lived. */
const STEP_MS = 100_000

export interface DpopNonces {
  /** The one to hand out. */
  current(now: Date): string
  accepts(nonce: string, now: Date): boolean
}

/**
 * Nonces that are calculated from the time, so that none is stored: several servers with the same secret
 * take each other's.
 */
export function createDpopNonces(secret: string | Uint8Array = randomBytes(32)): DpopNonces {
  const nonceOf = (step: number) =>
    createHmac('sha256', secret).update(`dpop-nonce ${step}`).digest('base64url')
  const stepOf = (now: Date) => Math.floor(now.getTime() / STEP_MS)
  return {
    current: (now) => nonceOf(stepOf(now)),
    // The next one too: the clocks of several servers differ a little.
    accepts: (nonce, now) => [-1, 0, 1].some((offset) => nonceOf(stepOf(now) + offset) === nonce),
  }
}
