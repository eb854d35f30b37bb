import * as oauth from 'oauth4webapi'
import type { Connection } from '../../contract/connection.ts'
import { fail } from '../../domain/failure.ts'
import { authorizationParameters, requestAuthorization, type WindowDeps } from './authorization-request.ts'
import { discover } from './authorization-server.ts'
import { checkIdToken } from './id-token.ts'
import { pictureUrlOf, shortText } from './profile-claims.ts'
import { offersProofs, type ProofKey } from './proof-key.ts'
import { asSignInFailure } from './protocol-failure.ts'
import { revokeAll } from './revocation.ts'
import { checkSignature } from './signature.ts'
import { expiryOf } from './token-lifetime.ts'
import { redeemCode, type TokenAnswer, type TokenRequest } from './token-request.ts'
import type { SignInTransaction, TokenSession, Vault } from './vault.ts'

export interface SignInDeps extends WindowDeps {
  readonly vault: Vault
  readonly now: () => number
}

/** How one authorization request differs from another. */
export interface Manner {
  /** Where its transaction is kept: a silent one may run while a window is open. */
  readonly slot: 'transaction' | 'silentTransaction'
  /** Of the request (OpenID Connect Core, section 3.1.2.1), beside those that each has. */
  readonly parameters: Readonly<Record<string, string>>
}

export interface SignedIn {
  readonly session: TokenSession
  readonly name: string
  readonly email: string | null
  readonly pictureUrl: string | null
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
  return await authorize(
    connection,
    { slot: 'transaction', parameters: chooseAccount ? { prompt: 'login' } : {} },
    deps,
  )
}

/** The flow behind every sign-in, with a window and without; the checks are the same. */
export async function authorize(
  connection: Connection,
  { slot, parameters }: Manner,
  deps: SignInDeps,
): Promise<SignedIn> {
  const server = await discover(connection, deps)
  const proofKey = offersProofs(server) ? await deps.vault.newProofKey() : undefined
  const transaction: SignInTransaction = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
  }
  // Stored, so that a sign-out meanwhile voids it. Nothing resumes it: after a stopped worker one signs in anew.
  await deps.vault.write(slot, transaction)
  const proof = proofKey?.handle
  try {
    const usual = await authorizationParameters(connection, transaction, deps.redirectUrl, proof)
    const redirect = await requestAuthorization(server, { ...usual, ...parameters }, proof, deps)
    return await finish(server, connection, slot, redirect, proofKey, deps)
  } catch (error) {
    // The metadata may have changed: the next try reads it anew.
    deps.memory.forget()
    throw error
  } finally {
    await deps.vault.remove(slot)
  }
}

/** Checks the answer, redeems the code and checks the ID token. */
async function finish(
  server: oauth.AuthorizationServer,
  connection: Connection,
  slot: Manner['slot'],
  redirect: URLSearchParams,
  proofKey: ProofKey | undefined,
  deps: SignInDeps,
): Promise<SignedIn> {
  const transaction = await deps.vault.read(slot)
  if (!transaction) return fail('sign-in-refused', { detail: 'the sign-in that this answers is over' })
  // A transaction serves once, whatever comes of it.
  await deps.vault.remove(slot)
  const { clientId, resource } = connection
  try {
    const requestedAtMs = deps.now()
    const request = { server, clientId, resource, proof: proofKey?.handle }
    const answer = await redeemCode(request, redirect, deps.redirectUrl, transaction, deps)
    const claims = await identify(answer, request, deps).catch(async (error: unknown) => {
      await revokeAll(request, answer.tokens, deps)
      throw error
    })
    return {
      session: sessionOf(claims, answer.tokens, connection, proofKey, requestedAtMs),
      ...profileOf(claims, deps.allowLoopback),
    }
  } catch (error) {
    return asSignInFailure(error)
  }
}

/** Who it is by the ID token, once that is checked. Throws what the checks throw. */
async function identify(
  { response, tokens }: TokenAnswer,
  { server, clientId }: TokenRequest,
  deps: SignInDeps,
): Promise<oauth.IDToken> {
  await checkSignature(server, response, deps)
  const claims = oauth.getValidatedIdTokenClaims(tokens)
  if (!claims || !tokens.id_token) return fail('sign-in-refused', { detail: 'the ID token is missing' })
  await checkIdToken(tokens.id_token, claims, {
    clientId,
    accessToken: tokens.access_token,
    nowMs: deps.now(),
  })
  deps.clock.learnIssueTime(server.token_endpoint ?? '', claims.iat)
  return claims
}

function profileOf(claims: oauth.IDToken, allowLoopback: boolean): Omit<SignedIn, 'session'> {
  const email = shortText(claims.email)
  return {
    name: shortText(claims.name) ?? email ?? claims.sub,
    email,
    pictureUrl: pictureUrlOf(claims.picture, allowLoopback),
  }
}

function sessionOf(
  claims: oauth.IDToken,
  tokens: oauth.TokenEndpointResponse,
  connection: Connection,
  proofKey: ProofKey | undefined,
  requestedAtMs: number,
): TokenSession {
  return {
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
    ...(proofKey && { proofKey: proofKey.thumbprint }),
    loginHint: shortText(claims.preferred_username) ?? shortText(claims.email) ?? undefined,
  }
}
