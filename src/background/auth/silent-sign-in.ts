import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { AppError, fail, failureCodeOf } from '../../domain/failure.ts'
import { accountKey } from '../account.ts'
import { protocolOptions } from './authorization-server.ts'
import { revoke } from './revocation.ts'
import type { Save } from './session.ts'
import { authorize, type Manner, type SignInDeps } from './sign-in.ts'
import type { TokenSession } from './vault.ts'

export interface SilentSignInDeps extends Omit<SignInDeps, 'openWindow'> {
  readonly connection: () => Promise<Connection>
  /**
   * Opens the URL where nobody sees it, for a bounded time, and returns the redirect, unchecked.
   *
   * Throws `session-expired` when the issuer wants to show a page, `issuer-unreachable` or `timed-out` when none came.
   */
  readonly askSilently: (url: string) => Promise<string>
}

/** So often an issuer may leave a silent request unanswered, or the worker be stopped meanwhile, with one session. */
const MOST_TRIES = 3

/** Answers of an authorization endpoint that pass (RFC 6749, section 4.1.2.1). */
const PASSING: ReadonlySet<string> = new Set(['temporarily_unavailable', 'server_error'])
const NEEDS_A_PERSON: ReadonlySet<string> = new Set([
  'sign-in-refused',
  'sign-in-denied',
  'sign-in-cancelled',
])
const OVER: ReadonlySet<string> = new Set(['session-expired', 'signed-out'])
const NETWORK: ReadonlySet<string> = new Set(['issuer-unreachable', 'timed-out', 'bad-answer'])

/**
 * Renews a session whose refresh token is none or used up: the same flow and checks as a sign-in, without a window
 * (OpenID Connect Core, section 3.1.2.1, `prompt=none`). Always for the same person.
 *
 * Throws `session-expired` when a person is needed, `signed-out` when the session is gone by then, or what the network
 * or the set-up failed with: the session stays then.
 */
export async function signInSilently(
  session: TokenSession,
  save: Save,
  deps: SilentSignInDeps,
): Promise<TokenSession> {
  const tries = session.silentTries ?? 0
  if (tries >= MOST_TRIES) return fail('session-expired', { detail: 'no answer without a window' })
  const connection = await deps.connection()
  let isUnanswered = false
  const openWindow = async (url: string) => {
    // Stored before it begins, so that it does not begin for ever; and never once somebody has signed out.
    await save({ ...session, silentTries: tries + 1 })
    try {
      return await deps.askSilently(url)
    } catch (error) {
      if (!NETWORK.has(failureCodeOf(error))) throw error
      await expectReachable(connection, deps)
      isUnanswered = true
      throw error
    }
  }
  try {
    const { session: renewed } = await authorize(connection, mannerOf(session), { ...deps, openWindow })
    return await accept(renewed, session, save, connection, deps)
  } catch (error) {
    const refusal = refusalIn(error)
    if (refusal !== null && PASSING.has(refusal)) return fail('issuer-error', { cause: error })
    if (refusal !== null || NEEDS_A_PERSON.has(failureCodeOf(error))) return endSession(error)
    // A network that is down, or a set-up that is wrong, says nothing about this person: such a try does not count.
    const isCounted = isUnanswered || OVER.has(failureCodeOf(error))
    if (!isCounted) await save({ ...session, silentTries: tries })
    throw error
  }
}

/** No ID token is kept, so there is none to hint with; who it was is known in words. */
function mannerOf({ loginHint }: TokenSession): Manner {
  const hint = loginHint === undefined ? {} : { login_hint: loginHint }
  return { slot: 'silentTransaction', parameters: { prompt: 'none', ...hint } }
}

async function accept(
  renewed: TokenSession,
  session: TokenSession,
  save: Save,
  connection: Connection,
  deps: SilentSignInDeps,
): Promise<TokenSession> {
  if (accountKey(renewed) !== accountKey(session)) {
    await revoke(renewed, connection, deps)
    return fail('session-expired', { detail: 'the issuer answered for another person' })
  }
  try {
    await save(renewed)
    return renewed
  } catch (error) {
    // Somebody has signed out meanwhile: nobody will ever use these tokens.
    await revoke(renewed, connection, deps)
    throw error
  }
}

/** Whether it was the network: asks for the metadata anew, past whatever is remembered. Throws when it is. */
async function expectReachable({ issuer }: Connection, deps: SilentSignInDeps): Promise<void> {
  await oauth.discoveryRequest(new URL(issuer), { ...protocolOptions(deps), algorithm: 'oidc' })
}

/** The `error` of the authorization endpoint's answer; null when it was none. */
function refusalIn(error: unknown): string | null {
  const cause = error instanceof AppError ? error.cause : null
  return cause instanceof oauth.AuthorizationResponseError ? cause.error : null
}

function endSession(error: unknown): never {
  const detail = error instanceof AppError ? error.detail : null
  return fail('session-expired', { cause: error, ...(detail !== null && { detail }) })
}
