import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { fail } from '../../domain/failure.ts'
import { discover, type ProtocolDeps } from './authorization-server.ts'
import { readRedirect } from './redirect.ts'

export interface LogoutDeps extends ProtocolDeps {
  readonly redirectUrl: string
  readonly openWindow: (url: string) => Promise<string>
}

/** Whose single sign-on is still open in this browser. Public knowledge: it names no person and holds no token. */
export type Issuer = Pick<Connection, 'issuer' | 'clientId'>

/** Whether this issuer can be asked to sign out; false where it cannot be reached. */
export async function offersLogout(
  issuer: Issuer,
  connection: Connection,
  deps: ProtocolDeps,
): Promise<boolean> {
  try {
    return (await discover({ ...connection, ...issuer }, deps)).end_session_endpoint !== undefined
  } catch {
    // An offer that cannot be made is none; the sign-out on this device is done and says how it went.
    return false
  }
}

/**
 * Lets the person sign out at the issuer (OpenID Connect RP-Initiated Logout 1.0, section 2). Without
 * `id_token_hint`, as no ID token is kept: the issuer asks the person instead.
 *
 * Throws `sign-in-cancelled` when the window was closed, `issuer-unreachable` when its page did not load, and
 * `sign-in-refused` when what came back is no answer to this request (section 3).
 */
export async function logOut(issuer: Issuer, connection: Connection, deps: LogoutDeps): Promise<void> {
  const server = await discover({ ...connection, ...issuer }, deps)
  if (server.end_session_endpoint === undefined)
    return fail('issuer-misconfigured', { detail: 'end_session_endpoint is missing' })
  const state = oauth.generateRandomState()
  const url = new URL(server.end_session_endpoint)
  url.searchParams.set('client_id', issuer.clientId)
  url.searchParams.set('post_logout_redirect_uri', deps.redirectUrl)
  url.searchParams.set('state', state)
  const answer = readRedirect(await deps.openWindow(url.href), deps.redirectUrl)
  if (answer.get('state') !== state)
    return fail('sign-in-refused', { detail: 'the answer is to another sign-out' })
}
