import { createHash, randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** A key as a client holds it, and what tokens and proofs say of it. */
export interface ProofKey {
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK
  readonly privateJwk: JWK
  readonly thumbprint: string
  readonly alg: string
}

export async function makeProofKey(alg = 'ES256'): Promise<ProofKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const publicJwk = await exportJWK(publicKey)
  return {
    privateKey,
    publicJwk,
    privateJwk: await exportJWK(privateKey),
    thumbprint: await calculateJwkThumbprint(publicJwk),
    alg,
  }
}

export interface ProofOptions {
  readonly method: string
  readonly url: string
  /** Its hash is part of the proof. */
  readonly accessToken?: string
  readonly issuedAt?: Date
  /** Instead of what the proof would say; undefined leaves a member out. */
  readonly header?: Readonly<Record<string, unknown>>
  readonly claims?: Readonly<Record<string, unknown>>
}

/** A proof as a client makes it (RFC 9449, section 4.2). */
export async function makeProof(key: ProofKey, options: ProofOptions): Promise<string> {
  const { method, url, accessToken, issuedAt = new Date(), header, claims } = options
  return new SignJWT({
    jti: randomUUID(),
    htm: method,
    htu: url,
    iat: Math.floor(issuedAt.getTime() / 1000),
    ...(accessToken !== undefined && { ath: createHash('sha256').update(accessToken).digest('base64url') }),
    ...claims,
  })
    .setProtectedHeader({ alg: key.alg, typ: 'dpop+jwt', jwk: key.publicJwk, ...header })
    .sign(key.privateKey)
}
