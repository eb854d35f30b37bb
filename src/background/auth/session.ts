import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { fail, failureCodeOf } from '../../domain/failure.ts'
import { discover, type ProtocolDeps, protocolOptions } from './authorization-server.ts'
import { asSignInFailure } from './protocol-failure.ts'
import { expiryOf, RENEWAL_LEAD_MS } from './token-lifetime.ts'
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
  try {
    if (session.refreshToken === null) return fail('session-expired')
    const renewed = await requestRefresh(session, session.refreshToken, deps)
    // The old refresh token may be used up by now; nothing may come between the answer and this.
    const isKept = await deps.vault.replace('session', renewed)
    if (!isKept) return fail('signed-out')
    if (renewed.scopes.join(' ') !== session.scopes.join(' ')) await deps.onChange(renewed)
    return renewed
  } catch (error) {
    // Only the issuer's own refusal ends a session; a network that is down never does.
    if (failureCodeOf(error) === 'session-expired') {
      await deps.vault.remove('session')
      await deps.onChange(null)
    }
    throw error
  }
}

async function requestRefresh(
  session: TokenSession,
  refreshToken: string,
  deps: SessionDeps,
): Promise<TokenSession> {
  const server = await discover(await deps.connection(), deps)
  const client: oauth.Client = { client_id: session.clientId }
  const requestedAtMs = deps.now()
  try {
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, {
      ...protocolOptions(deps),
      ...(session.resource && { additionalParameters: { resource: session.resource } }),
    })
    const tokens = await oauth.processRefreshTokenResponse(server, client, response)
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
