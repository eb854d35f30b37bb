import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { isAllowedServerUrl } from '../../contract/connection.ts'
import { fail } from '../../domain/failure.ts'
import type { Fetch } from '../bounded-fetch.ts'
import { asSignInFailure } from './protocol-failure.ts'

export interface ProtocolDeps {
  readonly fetch: Fetch
  /** http on loopback, in demo and test builds alone. */
  readonly allowLoopback: boolean
}

/** Options of each oauth4webapi request. */
export function protocolOptions({ fetch, allowLoopback }: ProtocolDeps) {
  return {
    [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<string, unknown>) =>
      fetch(url, init as RequestInit),
    [oauth.allowInsecureRequests]: allowLoopback,
  }
}

/**
 * Reads the issuer's metadata (OpenID Connect Discovery 1.0, section 4) and checks what sign-in relies on.
 *
 * Throws `issuer-unreachable`, or `issuer-misconfigured` when the issuer is not byte for byte the configured one,
 * an endpoint is no https address, or S256 is ruled out (a missing list of methods is not).
 */
export async function discover(
  connection: Connection,
  deps: ProtocolDeps,
): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(connection.issuer)
  const server = await oauth
    .discoveryRequest(issuer, { ...protocolOptions(deps), algorithm: 'oidc' })
    .then((response) => oauth.processDiscoveryResponse(issuer, response))
    .catch(asSignInFailure)
  if (server.issuer !== connection.issuer) return misconfigured(`the issuer calls itself ${server.issuer}`)
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    if (!isEndpoint(server[name], deps.allowLoopback))
      return misconfigured(`${name} is missing or no https address`)
  }
  for (const name of ['revocation_endpoint', 'userinfo_endpoint', 'end_session_endpoint'] as const) {
    if (server[name] !== undefined && !isEndpoint(server[name], deps.allowLoopback)) {
      return misconfigured(`${name} is no https address`)
    }
  }
  const methods = server.code_challenge_methods_supported
  if (methods !== undefined && !methods.includes('S256'))
    return misconfigured('PKCE with S256 is not offered')
  return server
}

function isEndpoint(value: unknown, allowLoopback: boolean): value is string {
  if (typeof value !== 'string') return false
  const url = URL.parse(value)
  if (url) url.search = ''
  return url !== null && isAllowedServerUrl(url.href, allowLoopback)
}

function misconfigured(detail: string): never {
  return fail('issuer-misconfigured', { detail: detail.slice(0, 300) })
}
