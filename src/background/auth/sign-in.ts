import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { fail } from '../../domain/failure.ts'
import { discover, type ProtocolDeps, protocolOptions } from './authorization-server.ts'
import { asSignInFailure } from './protocol-failure.ts'
import { readRedirect } from './redirect.ts'
import { CLOCK_TOLERANCE_SECONDS, expiryOf } from './token-lifetime.ts'
import type { SignInTransaction, TokenSession, Vault } from './vault.ts'

export interface SignInDeps extends ProtocolDeps {
  readonly vault: Vault
  readonly redirectUrl: string
  /** Opens the authorization URL for a person and returns the redirect, unchecked. */
  readonly openWindow: (url: string) => Promise<string>
  readonly now: () => number
}

export interface SignedIn {
  readonly session: TokenSession
  readonly name: string
  readonly email: string | null
}

/**
 * Authorization Code with PKCE (RFC 6749, RFC 7636, RFC 9700; OpenID Connect Core, section 3.1).
 *
 * @param chooseAccount ask who signs in, even where the issuer still knows somebody
 */
export async function signIn(
  connection: Connection,
  chooseAccount: boolean,
  deps: SignInDeps,
): Promise<SignedIn> {
  const server = await discover(connection, deps)
  const transaction: SignInTransaction = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
  }
  // Stored, so that a sign-out meanwhile voids it. Nothing resumes it: after a stopped worker one signs in anew.
  await deps.vault.write('transaction', transaction)
  try {
    const url = await authorizationUrl(server, connection, transaction, chooseAccount, deps.redirectUrl)
    const answer = await deps.openWindow(url)
    return await finish(server, connection, readRedirect(answer, deps.redirectUrl), deps)
  } finally {
    await deps.vault.remove('transaction')
  }
}

async function authorizationUrl(
  server: oauth.AuthorizationServer,
  connection: Connection,
  transaction: SignInTransaction,
  chooseAccount: boolean,
  redirectUrl: string,
): Promise<string> {
  const url = new URL(server.authorization_endpoint ?? '')
  const parameters = {
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
    ...(chooseAccount && { prompt: 'login' }),
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/** Checks the answer, redeems the code and checks the ID token. */
async function finish(
  server: oauth.AuthorizationServer,
  connection: Connection,
  redirect: URLSearchParams,
  deps: SignInDeps,
): Promise<SignedIn> {
  const transaction = await deps.vault.read('transaction')
  if (!transaction) return fail('sign-in-refused', { detail: 'the sign-in that this answers is over' })
  // A transaction serves once, whatever comes of it.
  await deps.vault.remove('transaction')
  const client: oauth.Client = {
    client_id: connection.clientId,
    [oauth.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
  }
  try {
    const code = oauth.validateAuthResponse(server, client, redirect, transaction.state)
    const requestedAtMs = deps.now()
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      code,
      deps.redirectUrl,
      transaction.verifier,
      {
        ...protocolOptions(deps),
        ...(connection.resource && { additionalParameters: { resource: connection.resource } }),
      },
    )
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: transaction.nonce,
      requireIdToken: true,
    })
    await oauth.validateApplicationLevelSignature(server, response, protocolOptions(deps))
    const claims = oauth.getValidatedIdTokenClaims(tokens)
    if (!claims) return fail('sign-in-refused', { detail: 'the ID token is missing' })
    return signedInAs(claims, tokens, connection, requestedAtMs)
  } catch (error) {
    return asSignInFailure(error)
  }
}

function signedInAs(
  claims: oauth.IDToken,
  tokens: oauth.TokenEndpointResponse,
  connection: Connection,
  requestedAtMs: number,
): SignedIn {
  const email = typeof claims.email === 'string' ? claims.email : null
  return {
    name: typeof claims.name === 'string' ? claims.name : (email ?? claims.sub),
    email,
    session: {
      issuer: connection.issuer,
      clientId: connection.clientId,
      apiUrl: connection.apiUrl,
      resource: connection.resource,
      sub: claims.sub,
      // A server that grants just what was asked may leave the scope out (RFC 6749, section 5.1).
      scopes: (tokens.scope ?? connection.scopes).split(' ').filter(Boolean),
      accessToken: tokens.access_token,
      expiresAtMs: expiryOf(tokens.expires_in, requestedAtMs),
      refreshToken: tokens.refresh_token ?? null,
    },
  }
}
