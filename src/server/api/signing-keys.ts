import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import { z } from '../../contract/zod.ts'

/** The keys could not be had: a fault of the network or the issuer, never of the token. */
export class KeysUnavailable extends Error {
  constructor(cause: unknown) {
    super('the signing keys of the issuer are unavailable', { cause })
    this.name = 'KeysUnavailable'
  }
}

const TIMEOUT_MS = 5000
/** A token of an unknown key leads to at most one fetch in this time; so rotation needs no redeploy. */
const REFETCH_AFTER_MS = 5000

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url() })

/**
 * The issuer's keys, found through its metadata (OpenID Connect Discovery 1.0, section 4) when the first
 * token arrives, so that the API can start before the issuer does.
 */
export function remoteKeys(issuer: string, jwksUrl?: string): JWTVerifyGetKey {
  let known: JWTVerifyGetKey | null = null
  return async (header, token) => {
    try {
      known ??= createRemoteJWKSet(new URL(jwksUrl ?? (await discover(issuer))), {
        timeoutDuration: TIMEOUT_MS,
        cooldownDuration: REFETCH_AFTER_MS,
      })
      return await known(header, token)
    } catch (error) {
      if (isFaultOfToken(error)) throw error
      throw new KeysUnavailable(error)
    }
  }
}

async function discover(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  const metadata = metadataSchema.parse(await response.json())
  if (metadata.issuer !== issuer) throw new Error(`${url} describes another issuer: ${metadata.issuer}`)
  return metadata.jwks_uri
}

function isFaultOfToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  )
}
