import * as oauth from 'oauth4webapi'
import { AppError } from '../../domain/failure.ts'
import { type ProtocolDeps, protocolOptions } from './authorization-server.ts'

/**
 * Checks the signature of a processed answer's ID token against the issuer's keys (OpenID Connect Core, section
 * 10.1.1). Remembered keys under which it does not hold are fetched anew, once: the issuer may have changed them.
 *
 * Throws what oauth4webapi throws, and the network's failures.
 */
export async function checkSignature(
  server: oauth.AuthorizationServer,
  response: Response,
  deps: ProtocolDeps,
): Promise<void> {
  const keys: Partial<oauth.ExportedJWKSCache> = deps.memory.keysOf(server)
  const remembered = keys.jwks
  // The library remembers keys by the metadata's identity and refuses to fetch them again within 60 s; a copy of the
  // metadata leaves only what it is given here.
  const check = () =>
    oauth.validateApplicationLevelSignature({ ...server }, response, {
      ...protocolOptions(deps),
      [oauth.jwksCache]: keys as oauth.JWKSCacheInput,
    })
  try {
    await check()
  } catch (error) {
    const isAlreadyFetched = remembered === undefined || keys.jwks !== remembered
    if (isAlreadyFetched || error instanceof AppError) throw error
    delete keys.jwks
    delete keys.uat
    await check()
  }
}
