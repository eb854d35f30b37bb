import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { fail, failureCodeOf } from '../../domain/failure.ts'
import { discover, type ProtocolDeps, protocolOptions } from './authorization-server.ts'
import { asSignInFailure } from './protocol-failure.ts'
import { CLOCK_TOLERANCE_SECONDS, expiryOf, RENEWAL_LEAD_MS } from './token-lifetime.ts'
import type { TokenSession, Vault } from './vault.ts'

export interface SessionDeps extends ProtocolDeps {
  readonly vault: Vault
  readonly connection: () => Promise<Connection>
  readonly now: () => number
  /** Runs `work` while no other context of this extension does (Web Locks). */
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** Called when the scopes that a renewal grants differ, or the session has ended by itself. */
  readonly onChange: (session: TokenSession | null) => Promise<void>
}

export interface Session {
  /** The signed-in session for the connection as configured now; null when there is none. */
  current(): Promise<TokenSession | null>
  /** A session whose access token is still good. Throws `signed-out`, `session-expired` or a network failure. */
  fresh(): Promise<TokenSession>
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
    async fresh() {
      const isStale = (session: TokenSession) => session.expiresAtMs - RENEWAL_LEAD_MS <= deps.now()
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
  const save = async (next: TokenSession) => {
    if (!(await deps.vault.replace('session', isOurs, next))) return fail('signed-out')
    refreshToken = next.refreshToken
  }
  try {
    if (session.refreshToken === null) return fail('session-expired')
    const renewed = await requestRefresh(session, session.refreshToken, save, deps)
    await save(renewed)
    if (renewed.scopes.join(' ') !== session.scopes.join(' ')) await deps.onChange(renewed)
    return renewed
  } catch (error) {
    // Only the issuer's own refusal ends a session; a network that is down never does.
    if (failureCodeOf(error) === 'session-expired' && (await deps.vault.replace('session', isOurs, null)))
      await deps.onChange(null)
    throw error
  }
}

async function requestRefresh(
  session: TokenSession,
  refreshToken: string,
  save: (next: TokenSession) => Promise<void>,
  deps: SessionDeps,
): Promise<TokenSession> {
  const server = await discover(await deps.connection(), deps)
  if (server.issuer !== session.issuer) return fail('signed-out')
  const client: oauth.Client = {
    client_id: session.clientId,
    [oauth.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
  }
  const requestedAtMs = deps.now()
  try {
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, {
      ...protocolOptions(deps),
      ...(session.resource && { additionalParameters: { resource: session.resource } }),
    })
    const tokens = await oauth.processRefreshTokenResponse(server, client, response)
    // The old refresh token is used up by now, and what follows needs the network once more.
    if (tokens.refresh_token) await save({ ...session, refreshToken: tokens.refresh_token })
    const claims = oauth.getValidatedIdTokenClaims(tokens)
    if (claims) {
      await oauth.validateApplicationLevelSignature(server, response, protocolOptions(deps))
      if (claims.sub !== session.sub)
        return fail('session-expired', { detail: 'the issuer answered for another person' })
    }
    return {
      ...session,
      scopes: tokens.scope === undefined ? session.scopes : tokens.scope.split(' ').filter(Boolean),
      accessToken: tokens.access_token,
      expiresAtMs: expiryOf(tokens.expires_in, requestedAtMs),
      // No new refresh token in the answer means that the old one stays good (RFC 6749, section 6).
      refreshToken: tokens.refresh_token ?? refreshToken,
    }
  } catch (error) {
    return asSignInFailure(error)
  }
}
