import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { discover, type ProtocolDeps, protocolOptions } from './authorization-server.ts'
import type { TokenSession } from './vault.ts'

/** So long at most a refusal waits for the issuer to take its tokens back. */
const LONGEST_WAIT_MS = 5_000

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
    return await revokeToken(server, session.clientId, session.refreshToken ?? session.accessToken, deps)
  } catch {
    // Whatever went wrong, the device is wiped by now and the caller discloses that the server was not told.
    return false
  }
}

/**
 * Revokes the tokens of an answer that is refused: nobody will ever use them. Never throws, so that the reason of the
 * refusal is what is told.
 *
 * @param tokens of a token endpoint's answer, not necessarily of the right form
 */
export async function revokeAll(
  { server, clientId }: { readonly server: oauth.AuthorizationServer; readonly clientId: string },
  tokens: { readonly refresh_token?: unknown; readonly access_token?: unknown },
  deps: ProtocolDeps,
): Promise<void> {
  const signal = AbortSignal.timeout(LONGEST_WAIT_MS)
  for (const token of [tokens.refresh_token, tokens.access_token])
    if (typeof token === 'string') await revokeToken(server, clientId, token, deps, signal)
}

/** Returns false when the issuer offers no revocation, or refuses. A token bound to a key needs no proof for this. */
async function revokeToken(
  server: oauth.AuthorizationServer,
  clientId: string,
  token: string,
  deps: ProtocolDeps,
  signal?: AbortSignal,
): Promise<boolean> {
  if (server.revocation_endpoint === undefined) return false
  try {
    const client = { client_id: clientId }
    const options = { ...protocolOptions(deps), ...(signal && { signal }) }
    const response = await oauth.revocationRequest(server, client, oauth.None(), token, options)
    await oauth.processRevocationResponse(response)
    return true
  } catch {
    // The token is thrown away in any case; the caller tells whether the issuer knows.
    return false
  }
}
