import * as oauth from 'oauth4webapi'
import { AppError, type FailureCode, fail } from '../../domain/failure.ts'

/** Of the server's own making (RFC 6749, section 4.1.2.1), and over by itself. */
const SERVER_TROUBLE: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable'])
/** Nothing but somebody's sign-in helps (OpenID Connect Core, section 3.1.2.6). */
const NEEDS_A_PERSON: ReadonlySet<string> = new Set([
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
])
/** How this client is registered, or what it asks for (RFC 6749, 4.1.2.1; RFC 8707, 2; OpenID Connect Core, 3.1.2.6). */
const SET_UP_FAULTS: ReadonlySet<string> = new Set([
  'invalid_request',
  'invalid_client',
  'unauthorized_client',
  'unsupported_response_type',
  'unsupported_response_mode',
  'invalid_scope',
  'invalid_target',
  'invalid_resource',
  'invalid_request_uri',
  'invalid_request_object',
  'request_not_supported',
  'request_uri_not_supported',
  'registration_not_supported',
])

/** Network Authentication Required (RFC 6585, section 6): a captive portal that says so. */
const NETWORK_AUTHENTICATION_REQUIRED = 511

/** Translates what oauth4webapi and the network throw into a failure of ours. Details carry no token, code or key. */
export function asSignInFailure(error: unknown): never {
  if (error instanceof AppError) throw error
  if (error instanceof oauth.AuthorizationResponseError) return failAsAuthorization(error)
  if (error instanceof oauth.ResponseBodyError) return failAsTokenEndpoint(error)
  if (error instanceof oauth.WWWAuthenticateChallengeError) {
    const schemes = error.cause.map(({ scheme }) => scheme).join(', ')
    const detail = `${statusOf(error.response)}, asking for ${schemes}`
    return fail(codeOfStatus(error.response), { cause: error, detail })
  }
  if (error instanceof oauth.OperationProcessingError) {
    const [code, detail] = [codeOf(error), [error.message, ...statusesOf(error.cause)].join('; ')]
    return fail(code, { cause: error, detail })
  }
  const detail = error instanceof oauth.UnsupportedOperationError ? error.message : 'the protocol failed'
  return fail('sign-in-refused', { cause: error, detail })
}

function failAsAuthorization(error: oauth.AuthorizationResponseError): never {
  return fail(codeOfRefusal(error.error), {
    cause: error,
    detail: summarise(error.error, error.error_description),
  })
}

function codeOfRefusal(error: string): FailureCode {
  if (error === 'access_denied') return 'sign-in-denied'
  if (SERVER_TROUBLE.has(error)) return 'issuer-error'
  if (NEEDS_A_PERSON.has(error)) return 'session-expired'
  return SET_UP_FAULTS.has(error) ? 'issuer-misconfigured' : 'sign-in-refused'
}

/** Only these end a session (RFC 6749, section 5.2): all other refusals are a fault of the set-up, or of the server. */
function failAsTokenEndpoint(error: oauth.ResponseBodyError): never {
  const options = { cause: error, detail: summarise(error.error, error.error_description) }
  if (SERVER_TROUBLE.has(error.error) || isServerTrouble(error.status)) return fail('issuer-error', options)
  if (error.error === 'invalid_grant' || NEEDS_A_PERSON.has(error.error))
    return fail('session-expired', options)
  // Of what a proof says, time alone comes from this device (RFC 9449, section 5).
  return fail(error.error === 'invalid_dpop_proof' ? 'clock-wrong' : 'issuer-misconfigured', options)
}

function codeOf(error: oauth.OperationProcessingError): FailureCode {
  const { cause } = error
  switch (error.code) {
    case oauth.JWT_TIMESTAMP_CHECK:
      return 'clock-wrong'
    case oauth.RESPONSE_IS_NOT_JSON:
      return cause instanceof Response && isPage(cause) ? 'captive-portal' : 'issuer-error'
    case oauth.PARSE_ERROR:
      return 'issuer-error'
    case oauth.RESPONSE_IS_NOT_CONFORM:
      return cause instanceof Response ? codeOfStatus(cause) : 'issuer-error'
    case oauth.JSON_ATTRIBUTE_COMPARISON:
      return isAboutIssuer(cause) ? 'issuer-misconfigured' : 'sign-in-refused'
    default:
      return 'sign-in-refused'
  }
}

/** A page in place of the issuer's JSON: a network's own sign-in page, or a proxy's. */
function isPage(response: Response): boolean {
  return /^(?:text\/html|application\/xhtml\+xml)\b/i.test(response.headers.get('content-type') ?? '')
}

function codeOfStatus({ status }: Response): FailureCode {
  if (status === NETWORK_AUTHENTICATION_REQUIRED) return 'captive-portal'
  return isServerTrouble(status) ? 'issuer-error' : 'issuer-misconfigured'
}

function isServerTrouble(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}

function isAboutIssuer(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'attribute' in cause && cause.attribute === 'issuer'
}

function statusesOf(cause: unknown): readonly string[] {
  return cause instanceof Response ? [statusOf(cause)] : []
}

function statusOf(response: Response): string {
  const mediaType = response.headers.get('content-type')?.split(';')[0] || 'no content type'
  return `HTTP ${response.status}, ${mediaType}`
}

/** Error codes are words of ASCII (RFC 6749, appendix A.7); anything else in their place is not passed on. */
function summarise(code: string, description: string | undefined): string {
  const known = /^[\w.-]{1,60}$/.test(code) ? code : 'an error without a readable code'
  return description ? `${known}: ${description}` : known
}
