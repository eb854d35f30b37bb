import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { AppError } from '../../domain/failure.ts'
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
    const server = await discover(connection, deps)
    if (server.revocation_endpoint === undefined) return false
    const token = session.refreshToken ?? session.accessToken
    const client = { client_id: session.clientId }
    const response = await oauth.revocationRequest(server, client, oauth.None(), token, protocolOptions(deps))
    await oauth.processRevocationResponse(response)
    return true
  } catch (error) {
    if (error instanceof AppError || error instanceof oauth.ResponseBodyError) return false
    if (error instanceof oauth.OperationProcessingError) return false
    throw error
  }
}
