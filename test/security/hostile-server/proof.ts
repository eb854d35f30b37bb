import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, type JWTPayload, jwtVerify } from 'jose'

const TOLERANCE_MS = 60_000

export interface ProofExpectations {
  readonly method: string
  readonly url: string
  /** Null at the token endpoint, which gives the first one. */
  readonly accessToken: string | null
  /** Null where no nonce is wanted. */
  readonly nonce: string | null
  /** The server's own time. */
  readonly nowMs: number
  /** The `jti` of proofs that served already. */
  readonly served: Set<string>
}

export type CheckedProof =
  | { readonly thumbprint: string; readonly claims: JWTPayload }
  | { readonly error: 'use_dpop_nonce' | 'invalid_dpop_proof' }

/** Checks a proof as RFC 9449, section 4.3, asks a server to. */
export async function checkProof(proof: string, expected: ProofExpectations): Promise<CheckedProof> {
  const verified = await jwtVerify(proof, EmbeddedJWK, {
    typ: 'dpop+jwt',
    algorithms: ['ES256'],
    requiredClaims: ['jti', 'htm', 'htu', 'iat'],
  }).catch(() => null)
  const jwk = verified?.protectedHeader.jwk
  if (!verified || !jwk || 'd' in jwk) return { error: 'invalid_dpop_proof' }
  const { payload: claims } = verified
  const jti = String(claims.jti)
  // A nonce says when a proof was made, whatever the device's clock says.
  const isTimely = Math.abs(Number(claims.iat) * 1000 - expected.nowMs) <= TOLERANCE_MS
  if (expected.nonce === null && !isTimely) return { error: 'invalid_dpop_proof' }
  if (claims.htm !== expected.method || claims.htu !== expected.url || expected.served.has(jti))
    return { error: 'invalid_dpop_proof' }
  expected.served.add(jti)
  if (expected.accessToken !== null && claims.ath !== hashOf(expected.accessToken))
    return { error: 'invalid_dpop_proof' }
  if (expected.nonce !== null && claims.nonce !== expected.nonce) return { error: 'use_dpop_nonce' }
  return { thumbprint: await calculateJwkThumbprint(jwk), claims }
}

function hashOf(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest('base64url')
}
