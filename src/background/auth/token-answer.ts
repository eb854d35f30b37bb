import type * as oauth from 'oauth4webapi'
import { fail } from '../../domain/failure.ts'

/** `dpop` where the request carried a proof (RFC 9449, section 5). */
export type TokenType = 'bearer' | 'dpop'

/**
 * What oauth4webapi leaves to its caller in a token endpoint's answer (RFC 6749, section 5.1): a token of a type that
 * was not asked for is not sent as a bearer token, and an answer that is also an error is none. Throws `sign-in-refused`.
 */
export function checkTokenAnswer(tokens: oauth.TokenEndpointResponse, askedFor: TokenType): void {
  if (tokens.token_type !== askedFor) refuse(`a token of type ${tokens.token_type} was not asked for`)
  if (tokens.error !== undefined) refuse('it is an error too')
}

function refuse(reason: string): never {
  return fail('sign-in-refused', { detail: `the issuer's tokens were refused: ${reason}` })
}
