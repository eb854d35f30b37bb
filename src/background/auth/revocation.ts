import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { discover, type ProtocolDeps, protocolOptions } from './authorization-server.ts'
import type { TokenSession } from './vault.ts'

/**
 * Revokes the refresh token, and with it what was issued from it (RFC 7009, section 2.1).
 *
 * Returns false when the issuer offers no revocation or could not be reached: the caller tells the user.
 */
export async function revoke(
  session: TokenSession,
  connection: Connection,
  deps: ProtocolDeps,
): Promise<boolean> {
  try {
    // At the issuer that gave the token, whatever the settings say by now.
    const server = await discover({ ...connection, issuer: session.issuer }, deps)
    if (server.revocation_endpoint === undefined) return false
    const token = session.refreshToken ?? session.accessToken
    const client = { client_id: session.clientId }
    const response = await oauth.revocationRequest(server, client, oauth.None(), token, protocolOptions(deps))
    await oauth.processRevocationResponse(response)
    return true
  } catch {
    // Whatever went wrong, the device is wiped by now and the caller discloses that the server was not told.
    return false
  }
}
