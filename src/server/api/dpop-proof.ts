import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, errors, exportJWK, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from '../../contract/zod.ts'

/** Signatures with a public key that are quick to check: whoever sends a proof chooses the key. */
export const PROOF_ALGORITHMS: readonly string[] = ['ES256', 'Ed25519', 'EdDSA']

/** How far a proof's `iat` may be from this clock, to either side. */
export const PROOF_WINDOW_SECONDS = 300

export interface Proof {
  readonly jti: string
  /** Of the public key that signed it (RFC 7638). */
  readonly thumbprint: string
  readonly issuedAtSeconds: number
  readonly nonce: string | null
}

export interface ProvenRequest {
  readonly method: string
  /** The address that the client called, as the client knows it. */
  readonly url: URL
  readonly accessToken: string
}

/** The proof is no proof for this request; `message` says why, in words of RFC 9449. */
export class ProofFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'ProofFault'
  }
}

const claimsSchema = z.object({
  jti: z.string().check(z.minLength(1)),
  htm: z.string(),
  htu: z.string(),
  iat: z.number(),
  ath: z.string(),
  nonce: z.optional(z.string()),
})

/**
 * The checks of RFC 9449, section 4.3, that need nothing but the request: all but the time, the nonce,
 * the repetition and the key that the access token is bound to. Rejects with ProofFault.
 */
export async function readProof(
  header: string | undefined,
  request: ProvenRequest,
  now: Date,
): Promise<Proof> {
  if (header === undefined) throw new ProofFault('there is no proof')
  // Two headers arrive as one, joined by a comma.
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(header)) throw new ProofFault('the header is not one JWT')
  const { payload, key } = await verifySignature(header, now)
  const claims = readClaims(payload)
  if (claims.htm !== request.method) throw new ProofFault('htm is not the method of this request')
  if (addressOf(claims.htu) !== addressOf(request.url.href)) {
    throw new ProofFault('htu is not the address of this request')
  }
  if (claims.ath !== createHash('sha256').update(request.accessToken).digest('base64url')) {
    throw new ProofFault('ath is not the hash of this access token')
  }
  return {
    jti: claims.jti,
    thumbprint: await calculateJwkThumbprint(await exportJWK(key)),
    issuedAtSeconds: claims.iat,
    nonce: claims.nonce ?? null,
  }
}

function readClaims(payload: unknown) {
  const reading = claimsSchema.safeParse(payload)
  if (reading.success) return reading.data
  throw new ProofFault(`${String(reading.error.issues[0]?.path[0])} is missing or wrong`)
}

async function verifySignature(proof: string, now: Date) {
  try {
    return await jwtVerify(proof, embeddedKey, {
      typ: 'dpop+jwt',
      algorithms: [...PROOF_ALGORITHMS],
      currentDate: now,
      clockTolerance: PROOF_WINDOW_SECONDS,
    })
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new ProofFault(reasonOf(error), error)
    throw error
  }
}

/** Refuses private and symmetric keys. */
const embeddedKey: JWTVerifyGetKey = async (header, token) => {
  try {
    return await EmbeddedJWK(header, token)
  } catch (error) {
    // Numbers that are no key fail in WebCrypto; that they came at all is the sender's fault.
    throw new errors.JWSInvalid('the embedded key cannot be used', { cause: error })
  }
}

function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JOSEAlgNotAllowed) return `alg is none of ${PROOF_ALGORITHMS.join(', ')}`
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature is not of the key in jwk'
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired) {
    return `${error.claim} is missing or wrong`
  }
  return 'it is not a JWT that carries its own public key'
}

/** Without query and fragment, and normalised (RFC 3986, section 6.2); null when it is no address. */
function addressOf(text: string): string | null {
  const url = URL.parse(text)
  if (!url) return null
  url.search = ''
  url.hash = ''
  return url.href
}
