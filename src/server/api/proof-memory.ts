import { createHash } from 'node:crypto'
import { PROOF_WINDOW_SECONDS, type Proof } from './dpop-proof.ts'
import { ApiProblem } from './problem.ts'

/** As long as any proof can be used: its `iat` may be ahead of this clock by the window, then lasts as long again. */
const MEMORY_MS = 2 * PROOF_WINDOW_SECONDS * 1000
const MOST_PROOFS = 200_000

/**
 * Remembers which proofs were used (RFC 9449, section 11.1); false for one that was used before.
 * Each server remembers its own. Fails with `unavailable` rather than forget one too soon.
 */
export function createProofMemory(mostProofs = MOST_PROOFS): (proof: Proof, now: Date) => boolean {
  /** By time, as all are kept equally long. */
  const expiries = new Map<string, number>()
  return ({ thumbprint, jti }, now) => {
    const nowMs = now.getTime()
    for (const [id, expiresAtMs] of expiries) {
      if (expiresAtMs >= nowMs) break
      expiries.delete(id)
    }
    // Of one length, however long the jti; and nobody can use up the jti of another's key.
    const id = createHash('sha256').update(`${thumbprint} ${jti}`).digest('base64url')
    if (expiries.has(id)) return false
    if (expiries.size >= mostProofs) {
      throw new ApiProblem('unavailable', { detail: 'Too many requests', headers: { 'Retry-After': '30' } })
    }
    expiries.set(id, nowMs + MEMORY_MS)
    return true
  }
}
