import * as oauth from 'oauth4webapi'
import { withNonceRetry } from '../auth/nonce-retry.ts'
import type { TokenSession, Vault } from '../auth/vault.ts'
import type { Fetch } from '../bounded-fetch.ts'
import { failWithAnswer } from './api-failure.ts'

export interface TokenCallDeps {
  readonly fetch: Fetch
  readonly proofOf: Vault['proofOf']
}

export interface HttpCall {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: string | undefined
}

/**
 * Sends a call with the session's access token: as a bearer token (RFC 6750), or with a proof (RFC 9449, section 7).
 * Any answer is returned, a refusal too.
 *
 * Throws `token-refused` where the server still wants another nonce after it got the one it asked for (neither a third
 * try nor other tokens would help), `session-expired` where the key is lost, and the network's failures.
 */
export async function sendWithToken(
  { fetch, proofOf }: TokenCallDeps,
  session: TokenSession,
  { method, url, headers, body }: HttpCall,
): Promise<Response> {
  const proof = await proofOf(session)
  const options = {
    [oauth.customFetch]: (address: string, init: oauth.CustomFetchOptions<string, unknown>) =>
      fetch(address, init as RequestInit),
    // The settings allow https, and http on loopback alone in demo and test builds.
    [oauth.allowInsecureRequests]: true,
    ...(proof && { DPoP: proof }),
  }
  const attempt = () =>
    oauth
      .protectedResourceRequest(session.accessToken, method, url, headers, body, options)
      .catch(asAnswerUnlessUnauthorized)
  try {
    return await withNonceRetry(proof, attempt)
  } catch (error) {
    if (!(error instanceof oauth.WWWAuthenticateChallengeError)) throw error
    return proof && oauth.isDPoPNonceError(error) ? await failWithAnswer(error.response) : error.response
  }
}

/** Only a 401 says that nothing was done: a call that was worked on is not sent again, whatever its headers ask for. */
function asAnswerUnlessUnauthorized(error: unknown): Response {
  if (error instanceof oauth.WWWAuthenticateChallengeError && error.status !== 401) return error.response
  throw error
}
