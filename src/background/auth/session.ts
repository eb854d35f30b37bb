import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { fail, failureCodeOf } from '../../domain/failure.ts'
import { discover, type ProtocolDeps } from './authorization-server.ts'
import { checkIdToken } from './id-token.ts'
import { asSignInFailure } from './protocol-failure.ts'
import { revokeAll } from './revocation.ts'
import { checkSignature } from './signature.ts'
import { expiryOf, RENEWAL_LEAD_MS } from './token-lifetime.ts'
import { redeemRefreshToken } from './token-request.ts'
import type { TokenSession, Vault } from './vault.ts'

export interface SessionDeps extends ProtocolDeps {
  readonly vault: Vault
  readonly connection: () => Promise<Connection>
  readonly now: () => number
  /** Runs `work` while no other context of this extension does (Web Locks). */
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>
  /**
   * Renews without the refresh token and without a window. It saves what must survive it, the new session included.
   * Throws `session-expired` when a person is needed.
   */
  readonly signInSilently: (session: TokenSession, save: Save) => Promise<TokenSession>
  /** Called when the scopes that a renewal grants differ, or the session has ended by itself. */
  readonly onChange: (session: TokenSession | null) => Promise<void>
}

/** Writes over the session that is being renewed. Throws `signed-out` when it is another by now, or none. */
export type Save = (next: TokenSession) => Promise<void>

export interface Session {
  /** The signed-in session for the connection as configured now; null when there is none. */
  current(): Promise<TokenSession | null>
  /**
   * A session whose access token is good for `leadMs` more. Throws `signed-out`, `session-expired` or a network failure.
   */
  fresh(leadMs?: number): Promise<TokenSession>
  /** Renews after the API refused `refused`, unless somebody else has renewed meanwhile. */
  renew(refused: string): Promise<TokenSession>
}

export function createSession(deps: SessionDeps): Session {
  let renewal: Promise<TokenSession> | null = null

  const current = async () => {
    const [session, connection] = await Promise.all([deps.vault.read('session'), deps.connection()])
    return session && belongsTo(session, connection) ? session : null
  }

  /** One renewal at a time: callers of this worker share a promise, other contexts wait for the lock. */
  const renewOnce = (isStale: (session: TokenSession) => boolean) => {
    renewal ??= deps
      .exclusively(async () => {
        const session = await current()
        if (!session) return fail('signed-out')
        return isStale(session) ? await refresh(session, deps) : session
      })
      .finally(() => {
        renewal = null
      })
    return renewal
  }

  return {
    current,
    async fresh(leadMs = RENEWAL_LEAD_MS) {
      const isStale = (session: TokenSession) => session.expiresAtMs - leadMs <= deps.now()
      const session = (await current()) ?? fail('signed-out')
      return isStale(session) ? await renewOnce(isStale) : session
    },
    renew: (refused) => renewOnce((session) => session.accessToken === refused),
  }
}

/** Another issuer, client or API in the settings makes a session none: its tokens are not for them. */
function belongsTo(session: TokenSession, connection: Connection): boolean {
  return (
    session.issuer === connection.issuer &&
    session.clientId === connection.clientId &&
    session.apiUrl === connection.apiUrl
  )
}

async function refresh(session: TokenSession, deps: SessionDeps): Promise<TokenSession> {
  let refreshToken = session.refreshToken
  // Somebody may have signed out, or in, meanwhile: then what is stored is not ours to write.
  const isOurs = (stored: TokenSession) =>
    stored.accessToken === session.accessToken && stored.refreshToken === refreshToken
  const save: Save = async (next) => {
    if (!(await deps.vault.replace('session', isOurs, next))) return fail('signed-out')
    refreshToken = next.refreshToken
  }
  try {
    const renewed = await renewTokens(session, save, deps)
    if (renewed.scopes.join(' ') !== session.scopes.join(' ')) await deps.onChange(renewed)
    return renewed
  } catch (error) {
    // Only the issuer's own refusal ends a session; a network that is down never does.
    if (failureCodeOf(error) === 'session-expired' && (await deps.vault.replace('session', isOurs, null)))
      await deps.onChange(null)
    throw error
  }
}

/** By the refresh token while it serves, else silently; "sign in again" is what is left then. */
async function renewTokens(session: TokenSession, save: Save, deps: SessionDeps): Promise<TokenSession> {
  if (session.refreshToken === null) return await deps.signInSilently(session, save)
  try {
    return await requestRefresh(session, session.refreshToken, save, deps)
  } catch (error) {
    if (failureCodeOf(error) !== 'session-expired') throw error
    // Refused once is refused for good: a worker stopped from here on goes on with the silent sign-in.
    const withoutToken = { ...session, refreshToken: null }
    await save(withoutToken)
    return await deps.signInSilently(withoutToken, save)
  }
}

async function requestRefresh(
  session: TokenSession,
  refreshToken: string,
  save: Save,
  deps: SessionDeps,
): Promise<TokenSession> {
  const server = await discover(await deps.connection(), deps)
  if (server.issuer !== session.issuer) return fail('signed-out')
  const requestedAtMs = deps.now()
  try {
    const { clientId, resource } = session
    const request = { server, clientId, resource, proof: await deps.vault.proofOf(session) }
    const { response, tokens } = await redeemRefreshToken(request, refreshToken, deps)
    const keep: Save = async (next) => {
      try {
        await save(next)
      } catch (error) {
        // Whoever signed out meanwhile had the tokens revoked that were known then.
        if (failureCodeOf(error) === 'signed-out') await revokeAll(request, tokens, deps)
        throw error
      }
    }
    // The old refresh token is used up by now, and what follows needs the network once more.
    if (tokens.refresh_token) await keep({ ...session, refreshToken: tokens.refresh_token })
    const claims = oauth.getValidatedIdTokenClaims(tokens)
    if (claims && tokens.id_token) {
      await checkSignature(server, response, deps)
      await checkIdToken(tokens.id_token, claims, {
        clientId: session.clientId,
        accessToken: tokens.access_token,
        nowMs: deps.now(),
      })
      deps.clock.learnIssueTime(server.token_endpoint ?? '', claims.iat)
      if (claims.sub !== session.sub) {
        await revokeAll(request, { refresh_token: refreshToken, ...tokens }, deps)
        return fail('session-expired', { detail: 'the issuer answered for another person' })
      }
    }
    const renewed = {
      ...session,
      scopes: tokens.scope === undefined ? session.scopes : tokens.scope.split(' ').filter(Boolean),
      accessToken: tokens.access_token,
      expiresAtMs: expiryOf(tokens.expires_in, requestedAtMs),
      // No new refresh token in the answer means that the old one stays good (RFC 6749, section 6).
      refreshToken: tokens.refresh_token ?? refreshToken,
    }
    await keep(renewed)
    return renewed
  } catch (error) {
    // The metadata may have changed: the next try reads it anew.
    deps.memory.forget()
    return asSignInFailure(error)
  }
}
