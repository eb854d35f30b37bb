import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { failureCodeOf } from '../../domain/failure.ts'
import { type ProtocolDeps, protocolOptions } from './authorization-server.ts'
import { withNonceRetry } from './nonce-retry.ts'
import { asSignInFailure } from './protocol-failure.ts'
import { readRedirect } from './redirect.ts'
import type { SignInTransaction } from './vault.ts'

export interface WindowDeps extends ProtocolDeps {
  readonly redirectUrl: string
  /** Opens the authorization URL for a person and returns the redirect, unchecked. */
  readonly openWindow: (url: string) => Promise<string>
}

/** Errors of the pushed request that the plain one would meet too, on a page of the issuer's own. */
const FINAL_ERRORS: ReadonlySet<string> = new Set([
  'access_denied',
  'invalid_redirect_uri',
  'invalid_scope',
  'invalid_target',
  'unsupported_response_type',
])
/** How an issuer answers a `request_uri` that it does not know (RFC 9101, section 7). */
const SPENT_ERRORS: ReadonlySet<string | null> = new Set(['invalid_request_uri', 'invalid_request'])

/** Parameters of the authorization request (OpenID Connect Core, section 3.1.2.1; RFC 7636; RFC 8707; RFC 9449). */
export async function authorizationParameters(
  connection: Connection,
  transaction: SignInTransaction,
  redirectUrl: string,
  proof: oauth.DPoPHandle | undefined,
): Promise<Record<string, string>> {
  return {
    response_type: 'code',
    client_id: connection.clientId,
    redirect_uri: redirectUrl,
    scope: connection.scopes,
    state: transaction.state,
    nonce: transaction.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(transaction.verifier),
    code_challenge_method: 'S256',
    ...(connection.audience && { audience: connection.audience }),
    ...(connection.resource && { resource: connection.resource }),
    ...(proof && { dpop_jkt: await proof.calculateThumbprint() }),
  }
}

/**
 * Asks for authorization in a window and returns the redirect's parameters. The request is pushed where the issuer
 * takes that (RFC 9126), and sent plainly where pushing fails or the pushed request is used up before the person saw
 * it (Firefox fetches the address twice), unless the issuer insists. Doubts about that last while the worker does.
 *
 * Throws what `openWindow` throws, and `sign-in-refused` for a redirect that is not ours.
 */
export async function requestAuthorization(
  server: oauth.AuthorizationServer,
  parameters: Readonly<Record<string, string>>,
  proof: oauth.DPoPHandle | undefined,
  deps: WindowDeps,
): Promise<URLSearchParams> {
  const ask = async (sent: Readonly<Record<string, string>>) => {
    const url = new URL(server.authorization_endpoint ?? '')
    for (const [name, value] of Object.entries(sent)) url.searchParams.set(name, value)
    return readRedirect(await deps.openWindow(url.href), deps.redirectUrl)
  }
  const requestUri = await push(server, parameters, proof, deps)
  if (requestUri === null) return await ask(parameters)
  const pushed = { client_id: parameters.client_id ?? '', request_uri: requestUri }
  if (isPushRequired(server)) return await ask(pushed)
  const doubt = () => deps.memory.doubtPushing(server.issuer)
  const redirect = await ask(pushed).catch((error: unknown) => {
    const code = failureCodeOf(error)
    // An issuer that does not know the request shows a page of its own instead of redirecting. As a window that did
    // not load that is known (the issuer was there a moment ago); as one that was closed it looks like a change of mind.
    const isUnloaded = code === 'sign-in-page-failed' || code === 'issuer-unreachable'
    if (isUnloaded || code === 'sign-in-cancelled') doubt()
    if (!isUnloaded) throw error
    return null
  })
  if (redirect && !SPENT_ERRORS.has(redirect.get('error'))) return redirect
  doubt()
  return await ask(parameters)
}

/** The request's address at the issuer; null where the plain request is to be sent. */
async function push(
  server: oauth.AuthorizationServer,
  parameters: Readonly<Record<string, string>>,
  proof: oauth.DPoPHandle | undefined,
  deps: ProtocolDeps,
): Promise<string | null> {
  const isOffered = server.pushed_authorization_request_endpoint !== undefined
  const isUsable = isOffered && !deps.memory.isPushingDoubted(server.issuer)
  if (!isUsable && !isPushRequired(server)) return null
  const client = { client_id: parameters.client_id ?? '' }
  const options = { ...protocolOptions(deps), ...(proof && { DPoP: proof }) }
  try {
    const { request_uri } = await withNonceRetry(proof, async () => {
      const response = await oauth.pushedAuthorizationRequest(
        server,
        client,
        oauth.None(),
        parameters,
        options,
      )
      return await oauth.processPushedAuthorizationResponse(server, client, response)
    })
    return request_uri
  } catch (error) {
    const isFinal = error instanceof oauth.ResponseBodyError && FINAL_ERRORS.has(error.error)
    if (isFinal || isPushRequired(server)) return asSignInFailure(error)
    // Whatever else is wrong with pushing (CORS, a client that may not, a page of HTML), the window may still work.
    return null
  }
}

function isPushRequired(server: oauth.AuthorizationServer): boolean {
  return server.require_pushed_authorization_requests === true
}
