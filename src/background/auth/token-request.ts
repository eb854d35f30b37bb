import * as oauth from 'oauth4webapi'
import { type ProtocolDeps, protocolOptions } from './authorization-server.ts'
import { withNonceRetry } from './nonce-retry.ts'
import { revokeAll } from './revocation.ts'
import { checkTokenAnswer } from './token-answer.ts'
import { CLOCK_TOLERANCE_SECONDS } from './token-lifetime.ts'
import type { SignInTransaction } from './vault.ts'

/** Who asks for tokens, and where. */
export interface TokenRequest {
  readonly server: oauth.AuthorizationServer
  readonly clientId: string
  /** Empty where none is configured (RFC 8707). */
  readonly resource: string
  /** Absent where the tokens are to be bearer tokens. */
  readonly proof: oauth.DPoPHandle | undefined
}

export interface TokenAnswer {
  /** For the check of the ID token's signature. */
  readonly response: Response
  readonly tokens: oauth.TokenEndpointResponse
}

/**
 * Redeems an authorization code (RFC 6749, section 4.1.3; RFC 7636, section 4.5).
 *
 * Throws what oauth4webapi throws, the network's failures, and `sign-in-refused` for tokens that were not asked for.
 * Tokens in an answer that is refused for what it says are revoked: there is no session yet that could live by them.
 */
export async function redeemCode(
  request: TokenRequest,
  redirect: URLSearchParams,
  redirectUrl: string,
  transaction: SignInTransaction,
  deps: ProtocolDeps,
): Promise<TokenAnswer> {
  const { server } = request
  const client = clientOf(request)
  const code = oauth.validateAuthResponse(server, client, redirect, transaction.state)
  return await exchange(request, deps, async (options) => {
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      code,
      redirectUrl,
      transaction.verifier,
      options,
    )
    const unread = response.clone()
    try {
      const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: transaction.nonce,
        requireIdToken: true,
      })
      return { response, tokens }
    } catch (error) {
      await revokeAll(request, await readTokens(unread), deps)
      throw error
    }
  })
}

/** Redeems a refresh token (RFC 6749, section 6). Throws as `redeemCode` does. */
export async function redeemRefreshToken(
  request: TokenRequest,
  refreshToken: string,
  deps: ProtocolDeps,
): Promise<TokenAnswer> {
  const { server } = request
  const client = clientOf(request)
  return await exchange(request, deps, async (options) => {
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, options)
    return { response, tokens: await oauth.processRefreshTokenResponse(server, client, response) }
  })
}

function clientOf({ clientId }: TokenRequest): oauth.Client {
  return { client_id: clientId, [oauth.clockTolerance]: CLOCK_TOLERANCE_SECONDS }
}

async function exchange(
  request: TokenRequest,
  deps: ProtocolDeps,
  send: (options: oauth.TokenEndpointRequestOptions) => Promise<TokenAnswer>,
): Promise<TokenAnswer> {
  const { proof, resource } = request
  const options = {
    ...protocolOptions(deps),
    ...(proof && { DPoP: proof }),
    ...(resource && { additionalParameters: { resource } }),
  }
  const answer = await withNonceRetry(proof, () => send(options))
  // Whoever holds bearer tokens can use them: what was to be bound and is not may not live on.
  if (proof && answer.tokens.token_type === 'bearer') await revokeAll(request, answer.tokens, deps)
  checkTokenAnswer(answer.tokens, proof ? 'dpop' : 'bearer')
  return answer
}

/** What looks like tokens in an answer that is refused as a whole. */
async function readTokens(answer: Response): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await answer.json().catch(() => null)
  return typeof body === 'object' && body !== null ? { ...body } : {}
}
