import type { ApiScope } from '../../domain/permissions.ts'
import { type Caller, createTokenReader, InvalidToken, type TokenRules } from './access-token.ts'
import {
  insufficientScope,
  invalidProof,
  invalidToken,
  nonceNeeded,
  type Scheme,
  wrongBinding,
} from './challenge.ts'
import { createDpopNonces, type DpopNonces } from './dpop-nonces.ts'
import { PROOF_WINDOW_SECONDS, type Proof, ProofFault, readProof } from './dpop-proof.ts'

export interface AccessRules extends TokenRules {
  /** The address under which clients reach this API, perhaps with a path: what their proofs must name. */
  readonly publicUrl: string
  /** Refuse a proof without a nonce of this server. */
  readonly dpopNonceRequired?: boolean | undefined
  /** Shared by servers that stand for one; otherwise each makes its own. */
  readonly dpopNonceSecret?: string | undefined
}

export interface AccessRequest {
  readonly method: string
  /** As the client called it below `publicUrl`. */
  readonly path: string
  readonly authorization: string | undefined
  /** The `DPoP` header. */
  readonly proof: string | undefined
}

export interface Access {
  readonly caller: Caller
  /** Good once; null for a bearer token. */
  readonly proof: Proof | null
  /** For the client's next proof, when the nonce of this one grows old. */
  readonly nextNonce: string | null
}

export type CheckAccess = (request: AccessRequest, scope: ApiScope, now: Date) => Promise<Access>

/**
 * Who may call: the token, then the proof of its key (RFC 9449, section 7), then the scope.
 * Rejects with `invalid-token`, `insufficient-scope`, or `unavailable` where the keys cannot be had.
 * Whether a proof is used a second time is left to the caller.
 */
export function createAccessCheck(rules: AccessRules): CheckAccess {
  const readToken = createTokenReader(rules)
  const nonces = createDpopNonces(rules.dpopNonceSecret)
  const nonceRequired = rules.dpopNonceRequired ?? false
  const base = rules.publicUrl.replace(/\/$/, '')

  return async (request, scope, now) => {
    const { scheme, token } = readAuthorization(request.authorization)
    const { caller, confirmation } = await readToken(token, scope, now).catch((error) => {
      throw error instanceof InvalidToken ? invalidToken(scheme, error) : error
    })
    const proof =
      scheme === 'DPoP'
        ? await prove(
            { method: request.method, url: new URL(base + request.path), accessToken: token },
            request.proof,
            now,
          )
        : null
    checkBinding(confirmation, proof)
    if (proof) checkTime(proof, nonces, nonceRequired, now)
    if (!caller.scopes.has(scope)) throw insufficientScope(scheme, scope)
    return { caller, proof, nextNonce: nextNonce(proof, nonces, now) }
  }
}

function readAuthorization(authorization = ''): { scheme: Scheme; token: string } {
  // The scheme's case does not matter (RFC 9110, section 11.1).
  const scheme = /^DPoP( |$)/i.test(authorization) ? 'DPoP' : 'Bearer'
  const token = /^(?:Bearer|DPoP) +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1]
  if (token === undefined) throw invalidToken(scheme)
  return { scheme, token }
}

async function prove(request: Parameters<typeof readProof>[1], header: string | undefined, now: Date) {
  return await readProof(header, request, now).catch((error) => {
    throw error instanceof ProofFault ? invalidProof(error.message, error) : error
  })
}

/** A token that is bound to a key (`cnf`) is worth nothing without proof of that key, and no other has any. */
function checkBinding(confirmation: unknown, proof: Proof | null): void {
  const thumbprint = boundKey(confirmation, proof ? 'DPoP' : 'Bearer')
  if (proof && thumbprint === null) throw wrongBinding('the token is bound to no key')
  if (!proof && thumbprint !== null) throw wrongBinding('the token is bound to a key')
  if (proof && proof.thumbprint !== thumbprint) throw wrongBinding('the token is bound to another key')
}

/** Null for a bearer token. A binding of another kind (RFC 8705) cannot be proven here. */
function boundKey(confirmation: unknown, scheme: Scheme): string | null {
  if (confirmation === undefined) return null
  const { jkt, ...others } = Object(confirmation) as Record<string, unknown>
  if (typeof jkt !== 'string' || Object.keys(others).length > 0) throw invalidToken(scheme)
  return jkt
}

/**
 * RFC 9449, section 4.3, steps 10 and 11. A nonce of ours tells the time better than the client's clock,
 * so a client whose clock is wrong is asked for one and served.
 */
function checkTime(proof: Proof, nonces: DpopNonces, required: boolean, now: Date): void {
  if (proof.nonce !== null) {
    if (nonces.accepts(proof.nonce, now)) return
    throw nonceNeeded(nonces.current(now), 'its nonce is not of this server or too old')
  }
  if (required) throw nonceNeeded(nonces.current(now), 'this server requires one')
  if (Math.abs(now.getTime() / 1000 - proof.issuedAtSeconds) > PROOF_WINDOW_SECONDS) {
    throw nonceNeeded(nonces.current(now), 'its iat is too far from the time of this server')
  }
}

function nextNonce(proof: Proof | null, nonces: DpopNonces, now: Date): string | null {
  if (proof === null || proof.nonce === null) return null
  const current = nonces.current(now)
  return current === proof.nonce ? null : current
}
