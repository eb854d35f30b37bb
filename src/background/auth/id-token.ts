import type * as oauth from 'oauth4webapi'
import { fail } from '../../domain/failure.ts'
import { CLOCK_TOLERANCE_SECONDS } from './token-lifetime.ts'

/** Asymmetric algorithms (RFC 7518, section 3.1; RFC 8037), each with the hash of its `at_hash`. */
const HASH_OF_ALGORITHM: Readonly<Record<string, string>> = {
  RS256: 'SHA-256',
  PS256: 'SHA-256',
  ES256: 'SHA-256',
  RS384: 'SHA-384',
  PS384: 'SHA-384',
  ES384: 'SHA-384',
  RS512: 'SHA-512',
  PS512: 'SHA-512',
  ES512: 'SHA-512',
  EdDSA: 'SHA-512',
  Ed25519: 'SHA-512',
}

/** Base64url without padding (RFC 7515, section 2), three parts. */
const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/

const LONGEST_LIFE_SECONDS = 366 * 24 * 60 * 60

export interface IdTokenExpectations {
  readonly clientId: string
  /** The access token that came with it. */
  readonly accessToken: string
  readonly nowMs: number
}

/**
 * What oauth4webapi leaves to its caller: the form of the token, its type, `azp`, `iat`, an absurd `exp`, and `at_hash`
 * (OpenID Connect Core, sections 3.1.3.6 and 3.1.3.7). Signature, `iss`, `aud`, `exp` and `nonce` it has checked.
 *
 * Throws `sign-in-refused`, or `clock-wrong` for a token of the future.
 */
export async function checkIdToken(
  idToken: string,
  claims: oauth.IDToken,
  { clientId, accessToken, nowMs }: IdTokenExpectations,
): Promise<void> {
  if (!COMPACT_JWS.test(idToken)) return refuse('it is no compact JWS')
  const { alg, typ } = readHeader(idToken)
  const hash = Object.hasOwn(HASH_OF_ALGORITHM, alg) ? HASH_OF_ALGORITHM[alg] : undefined
  if (hash === undefined) return refuse('its algorithm is not allowed')
  // Optional, and `JWT` where present; an access token (RFC 9068) is no statement about who signed in.
  if (typ !== undefined && typ.toUpperCase() !== 'JWT') return refuse('it is a token of another type')
  if (claims.azp !== undefined && claims.azp !== clientId) return refuse('it was issued to another client')
  const nowSeconds = nowMs / 1000
  if (claims.iat > nowSeconds + CLOCK_TOLERANCE_SECONDS)
    return fail('clock-wrong', { detail: 'the ID token was issued in the future' })
  if (claims.exp > nowSeconds + LONGEST_LIFE_SECONDS) return refuse('it is to last for more than a year')
  if (claims.at_hash !== undefined && claims.at_hash !== (await leftHalfOfHash(accessToken, hash)))
    return refuse('its at_hash is not that of the access token')
}

function readHeader(idToken: string): { alg: string; typ: string | undefined } {
  const [encoded = ''] = idToken.split('.')
  const header = JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(encoded, BASE64URL))) as {
    alg?: unknown
    typ?: unknown
  }
  return {
    alg: typeof header.alg === 'string' ? header.alg : '',
    typ: header.typ === undefined ? undefined : String(header.typ),
  }
}

const BASE64URL = { alphabet: 'base64url' } as const

async function leftHalfOfHash(token: string, hash: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(token)))
  return digest.subarray(0, digest.length / 2).toBase64({ ...BASE64URL, omitPadding: true })
}

function refuse(reason: string): never {
  return fail('sign-in-refused', { detail: `the ID token was refused: ${reason}` })
}
