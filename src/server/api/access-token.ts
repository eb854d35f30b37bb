import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { ApiScope } from '../../domain/permissions.ts'
import { ApiProblem } from './problem.ts'
import { KeysUnavailable, remoteKeys } from './signing-keys.ts'

export interface TokenRules {
  readonly issuer: string
  /** This API's identifier. */
  readonly audience: string
  /** Instead of the issuer's metadata. */
  readonly jwksUrl?: string | undefined
  /** Instead of keys that are fetched. */
  readonly keys?: JWTVerifyGetKey | undefined
  /** RS256 unless told otherwise; never `none` or a symmetric one. */
  readonly algorithms?: readonly string[] | undefined
  /** The claim that identifies a person: `sub` unless told otherwise. */
  readonly userClaim?: string | undefined
}

export interface Caller {
  readonly user: string
  /** As the issuer tells it; null when it does not. */
  readonly name: string | null
  readonly scopes: ReadonlySet<string>
}

export interface ReadToken {
  readonly caller: Caller
  /** The claim `cnf`: the key that the token is bound to (RFC 7800). */
  readonly confirmation: unknown
}

/** The token is malformed, badly signed, not of this issuer, not for this API, or expired. */
export class InvalidToken extends Error {
  constructor(cause?: unknown) {
    super('the access token is not valid', { cause })
    this.name = 'InvalidToken'
  }
}

const LEEWAY_SECONDS = 30
const MAX_USER_LENGTH = 255
const MAX_PERSON_NAME_LENGTH = 200

export function isAsymmetricAlgorithm(name: string): boolean {
  return /^((RS|PS|ES)(256|384|512)|EdDSA|Ed25519)$/.test(name)
}

/**
 * Checks in this order (RFC 9068, section 4): well-formed, signature, `iss`, `aud`, times.
 * `scope` is the route's, which says whether people or machines call it; whether it was granted, and whether
 * the token is bound to a key, is left to the caller.
 * Rejects with InvalidToken, or with the problem `unavailable` where the keys cannot be had.
 */
export function createTokenReader(rules: TokenRules) {
  const { issuer, audience, userClaim = 'sub', algorithms = ['RS256'] } = rules
  const weak = algorithms.filter((name) => !isAsymmetricAlgorithm(name))
  if (algorithms.length === 0 || weak.length > 0) {
    throw new Error(`Not a signature algorithm with a public key: ${weak.join(', ') || 'none given'}`)
  }
  const keys = rules.keys ?? remoteKeys(issuer, rules.jwksUrl)

  return async (token: string, scope: ApiScope, now: Date): Promise<ReadToken> => {
    const claims = await verify(token, keys, {
      issuer,
      audience,
      algorithms: [...algorithms],
      clockTolerance: LEEWAY_SECONDS,
      currentDate: now,
      requiredClaims: ['exp'],
    })
    const user = userOf(claims, userClaim, scope)
    return { caller: { user, name: nameOf(claims), scopes: scopesOf(claims) }, confirmation: claims.cnf }
  }
}

async function verify(token: string, keys: JWTVerifyGetKey, options: Parameters<typeof jwtVerify>[2]) {
  try {
    return await verifyWithAnyKey(token, keys, options)
  } catch (error) {
    if (error instanceof KeysUnavailable) {
      throw new ApiProblem('unavailable', {
        detail: 'The keys of the authorization server cannot be had at the moment',
        headers: { 'Retry-After': '5' },
        cause: error,
      })
    }
    if (error instanceof errors.JOSEError) throw new InvalidToken(error)
    throw error
  }
}

/** A token without `kid` may be of any key of its type: each is tried. */
async function verifyWithAnyKey(
  token: string,
  keys: JWTVerifyGetKey,
  options: Parameters<typeof jwtVerify>[2],
): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys, options)).payload
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload
      } catch (mismatch) {
        if (!(mismatch instanceof errors.JWSSignatureVerificationFailed)) throw mismatch
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}

/** Machine clients have a `sub` but none of the claims of people; they name their users themselves. */
function userOf(claims: JWTPayload, userClaim: string, scope: ApiScope): string {
  const user = claims[userClaim] ?? (scope === 'batch:upload' ? claims.sub : undefined)
  if (typeof user !== 'string' || user === '' || user.length > MAX_USER_LENGTH || !isStorable(user)) {
    throw new InvalidToken()
  }
  return user
}

/** `scope` (RFC 9068, section 2.2.3), or `scp` as Entra and Okta call it, as a text or a list. */
function scopesOf(claims: JWTPayload): ReadonlySet<string> {
  const given = [claims.scope, claims.scp].flat()
  return new Set(given.flatMap((value) => (typeof value === 'string' ? value.split(' ') : [])))
}

function nameOf(claims: JWTPayload): string | null {
  const name = typeof claims.name === 'string' ? claims.name.trim() : ''
  return name !== '' && name.length <= MAX_PERSON_NAME_LENGTH && isStorable(name) ? name : null
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
