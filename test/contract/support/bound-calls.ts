import { EMPLOYEE, NOW, PUBLIC_URL, type Received, signToken, type TestApi } from './api.ts'
import { makeProof, makeProofKey, type ProofKey, type ProofOptions } from './proof.ts'

/** The employee's key, and another's. */
export const key = await makeProofKey()
export const otherKey = await makeProofKey()

const EVERY_SCOPE = 'read:timesheets create:timesheets delete:timesheets approve:timesheets batch:upload'

/** An access token that is bound to the employee's key. */
export const bound = (claims: Record<string, unknown> = {}): Promise<string> =>
  signToken(EMPLOYEE, { claims: { scope: EVERY_SCOPE, cnf: { jkt: key.thumbprint }, ...claims } })

export const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000)

/** A proof for GET /timesheets, unless told otherwise. */
export function proofOf(
  accessToken: string,
  more: Partial<ProofOptions> & { readonly key?: ProofKey } = {},
): Promise<string> {
  const { key: signer = key, ...options } = more
  const url = `${PUBLIC_URL}/timesheets`
  return makeProof(signer, { method: 'GET', url, accessToken, issuedAt: NOW, ...options })
}

export function list(api: TestApi, token: string, proof: string | undefined): Promise<Received> {
  return api.sendWith(`DPoP ${token}`, 'GET', '/timesheets', {
    headers: proof === undefined ? {} : { DPoP: proof },
  })
}

// What WWW-Authenticate says.
export const ALGS = 'algs="ES256 Ed25519 EdDSA"'
export const proofRefused = (reason: string) =>
  `DPoP error="invalid_dpop_proof", error_description="${reason}", ${ALGS}`
export const bindingRefused = (reason: string) =>
  `DPoP error="invalid_token", error_description="${reason}", ${ALGS}`
export const nonceAsked = (reason: string) =>
  `DPoP error="use_dpop_nonce", error_description="${reason}", ${ALGS}`
