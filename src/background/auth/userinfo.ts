import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { discover, type ProtocolDeps, protocolOptions } from './authorization-server.ts'
import { withNonceRetry } from './nonce-retry.ts'
import { pictureUrlOf, shortText } from './profile-claims.ts'
import type { TokenSession } from './vault.ts'

/** What the issuer says of a person beyond the ID token; null where it says nothing usable. */
export interface Profile {
  readonly name: string | null
  readonly email: string | null
  readonly pictureUrl: string | null
}

/**
 * Asks the issuer's userinfo endpoint who this is (OpenID Connect Core, section 5.3).
 *
 * Null when it has none, does not answer this token (one for the API alone), or answers for another person: the ID
 * token's profile serves then.
 */
export async function readUserInfo(
  session: TokenSession,
  connection: Connection,
  proof: oauth.DPoPHandle | undefined,
  deps: ProtocolDeps,
): Promise<Profile | null> {
  try {
    const server = await discover({ ...connection, issuer: session.issuer }, deps)
    if (server.userinfo_endpoint === undefined) return null
    const client = { client_id: session.clientId }
    const options = { ...protocolOptions(deps), ...(proof && { DPoP: proof }) }
    const claims = await withNonceRetry(proof, async () => {
      const response = await oauth.userInfoRequest(server, client, session.accessToken, options)
      return await oauth.processUserInfoResponse(server, client, session.sub, response)
    })
    return {
      name: shortText(claims.name),
      email: shortText(claims.email),
      pictureUrl: pictureUrlOf(claims.picture, deps.allowLoopback),
    }
  } catch {
    // No failure of a sign-in that is over: whatever went wrong, what the ID token said is on screen.
    return null
  }
}
