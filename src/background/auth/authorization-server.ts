import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { isAllowedServerUrl } from '../../contract/connection.ts'
import { fail } from '../../domain/failure.ts'
import type { Fetch } from '../bounded-fetch.ts'
import { asSignInFailure } from './protocol-failure.ts'
import type { ServerClock } from './server-clock.ts'
import type { ServerMemory } from './server-memory.ts'

export interface ProtocolDeps {
  readonly fetch: Fetch
  /** http on loopback, in demo and test builds alone. */
  readonly allowLoopback: boolean
  /** The issuer's metadata and keys, for as long as the worker lives. */
  readonly memory: ServerMemory
  /** Learns from ID tokens how far this device's clock is off. */
  readonly clock: ServerClock
}

const OPTIONAL_ENDPOINTS = [
  'pushed_authorization_request_endpoint',
  'revocation_endpoint',
  'userinfo_endpoint',
  'end_session_endpoint',
] as const

/** Options of each oauth4webapi request. */
export function protocolOptions({ fetch, allowLoopback }: ProtocolDeps) {
  return {
    [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<string, unknown>) =>
      fetch(url, init as RequestInit),
    [oauth.allowInsecureRequests]: allowLoopback,
  }
}

/**
 * The issuer's metadata (OpenID Connect Discovery 1.0, section 4), remembered or read, with what sign-in relies on
 * checked.
 *
 * Throws `issuer-unreachable`, or `issuer-misconfigured` when the issuer is not byte for byte the configured one,
 * an endpoint is no https address, or S256 is ruled out (a missing list of methods is not).
 */
export async function discover(
  connection: Connection,
  deps: ProtocolDeps,
): Promise<oauth.AuthorizationServer> {
  const remembered = deps.memory.metadataOf(connection.issuer)
  if (remembered) return remembered
  const server = await readMetadata(connection, deps)
  deps.memory.remember(server)
  return server
}

async function readMetadata(connection: Connection, deps: ProtocolDeps): Promise<oauth.AuthorizationServer> {
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
  for (const name of OPTIONAL_ENDPOINTS) {
    if (server[name] !== undefined && !isEndpoint(server[name], deps.allowLoopback)) {
      return misconfigured(`${name} is no https address`)
    }
  }
  const methods = server.code_challenge_methods_supported
  if (methods !== undefined && !methods.includes('S256'))
    return misconfigured('PKCE with S256 is not offered')
  return server
}

/** An address that may be asked: https, or http on loopback where that is allowed; a query may be part of it. */
export function isEndpoint(value: unknown, allowLoopback: boolean): value is string {
  if (typeof value !== 'string') return false
  const url = URL.parse(value)
  if (url) url.search = ''
  return url !== null && isAllowedServerUrl(url.href, allowLoopback)
}

function misconfigured(detail: string): never {
  return fail('issuer-misconfigured', { detail: detail.slice(0, 300) })
}
