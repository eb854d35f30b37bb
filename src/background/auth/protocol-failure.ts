import * as oauth from 'oauth4webapi'
import { AppError, type FailureCode, fail } from '../../domain/failure.ts'

const MAX_DETAIL_LENGTH = 300

/** Token endpoint errors (RFC 6749, section 5.2) that end a session; all others are a fault of the set-up. */
const ENDS_SESSION: ReadonlySet<string> = new Set(['invalid_grant', 'login_required', 'interaction_required'])

/** Translates what oauth4webapi and the network throw into a failure of ours. Details carry no token, code or key. */
export function asSignInFailure(error: unknown): never {
  if (error instanceof AppError) throw error
  if (error instanceof oauth.AuthorizationResponseError) {
    const code = error.error === 'access_denied' ? 'sign-in-denied' : 'sign-in-refused'
    return fail(code, { cause: error, detail: summarise(error.error, error.error_description) })
  }
  if (error instanceof oauth.ResponseBodyError) {
    const detail = summarise(error.error, error.error_description)
    if (error.status === 429 || error.status >= 500)
      return fail('issuer-unreachable', { cause: error, detail })
    return fail(ENDS_SESSION.has(error.error) ? 'session-expired' : 'issuer-misconfigured', {
      cause: error,
      detail,
    })
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) {
    return fail(error.status >= 500 ? 'issuer-unreachable' : 'issuer-misconfigured', { cause: error })
  }
  if (error instanceof oauth.OperationProcessingError) {
    return fail(codeOf(error), { cause: error, detail: summarise(error.code ?? 'protocol', error.message) })
  }
  return fail('sign-in-refused', { cause: error })
}

function codeOf(error: oauth.OperationProcessingError): FailureCode {
  switch (error.code) {
    case oauth.JWT_TIMESTAMP_CHECK:
      return 'clock-wrong'
    case oauth.RESPONSE_IS_NOT_JSON:
    case oauth.PARSE_ERROR:
      // A captive portal or a proxy answered in the issuer's place.
      return 'issuer-unreachable'
    case oauth.RESPONSE_IS_NOT_CONFORM:
      return error.cause instanceof Response && error.cause.status < 500 && error.cause.status !== 429
        ? 'issuer-misconfigured'
        : 'issuer-unreachable'
    default:
      return 'sign-in-refused'
  }
}

function summarise(code: string, description: string | undefined): string {
  return [code, description].filter(Boolean).join(': ').slice(0, MAX_DETAIL_LENGTH)
}
