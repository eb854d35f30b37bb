import type { ApiScope } from '../../domain/permissions.ts'
import { PROOF_ALGORITHMS } from './dpop-proof.ts'
import { ApiProblem } from './problem.ts'

/** How an access token is presented: RFC 6750 and RFC 9449, section 7.1. */
export type Scheme = 'Bearer' | 'DPoP'

export function invalidToken(scheme: Scheme, cause?: unknown): ApiProblem {
  return new ApiProblem('invalid-token', {
    detail: 'Missing or invalid token',
    headers: challenge(scheme, { error: 'invalid_token' }),
    cause,
  })
}

/** The token is right, the key is not; `reason` says how. */
export function wrongBinding(reason: string): ApiProblem {
  return new ApiProblem('invalid-token', {
    detail: 'Missing or invalid token',
    headers: challenge('DPoP', { error: 'invalid_token', error_description: reason }),
  })
}

export function invalidProof(reason: string, cause?: unknown): ApiProblem {
  return new ApiProblem('invalid-token', {
    detail: `Missing or invalid DPoP proof: ${reason}`,
    headers: challenge('DPoP', { error: 'invalid_dpop_proof', error_description: reason }),
    cause,
  })
}

/** Asks for the same request again with this nonce in the proof (RFC 9449, section 9). */
export function nonceNeeded(nonce: string, reason: string): ApiProblem {
  return new ApiProblem('invalid-token', {
    detail: `The DPoP proof needs a nonce: ${reason}`,
    headers: {
      ...challenge('DPoP', { error: 'use_dpop_nonce', error_description: reason }),
      'DPoP-Nonce': nonce,
    },
  })
}

export function insufficientScope(scheme: Scheme, scope: ApiScope): ApiProblem {
  return new ApiProblem('insufficient-scope', {
    detail: `The token lacks the scope ${scope}`,
    headers: challenge(scheme, { error: 'insufficient_scope', scope }),
  })
}

function challenge(scheme: Scheme, parameters: Readonly<Record<string, string>>): Record<string, string> {
  const all = { ...parameters, ...(scheme === 'DPoP' && { algs: PROOF_ALGORITHMS.join(' ') }) }
  const list = Object.entries(all).map(([name, value]) => `${name}="${value}"`)
  return { 'WWW-Authenticate': `${scheme} ${list.join(', ')}` }
}
