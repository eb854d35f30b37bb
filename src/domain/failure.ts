import { withoutSecrets } from './redaction.ts'

/** Every way in which an operation can break. The interface has one sentence for each. */
export const FAILURE_CODES = [
  // the connection
  'not-configured',
  // sign-in and session
  'signed-out',
  'session-expired',
  'sign-in-cancelled',
  'sign-in-denied',
  'sign-in-page-failed',
  'sign-in-window-failed',
  'private-window',
  'sign-in-refused',
  'issuer-unreachable',
  'issuer-error',
  'issuer-misconfigured',
  'captive-portal',
  'clock-wrong',
  // the network
  'offline',
  'timed-out',
  'server-error',
  'rate-limited',
  'bad-answer',
  // the API's own refusals
  'token-refused',
  'insufficient-scope',
  'not-found',
  'invalid-entry',
  'day-full',
  'entry-locked',
  'version-conflict',
  'id-taken',
  'own-entry',
  'already-decided',
  'not-submitted',
  'week-empty',
  'week-reviewed',
  'too-large',
  'not-offered',
  // the profile picture
  'picture-unavailable',
  'picture-unreadable',
  // this device
  'storage-failed',
  'bad-command',
  'unexpected',
] as const

export type FailureCode = (typeof FAILURE_CODES)[number]

/**
 * A broken operation. `detail` may be shown to a person and never carries a secret, whatever it is made from; `cause`
 * never leaves its process.
 */
export class AppError extends Error {
  readonly code: FailureCode
  readonly detail: string | null

  constructor(code: FailureCode, options: { cause?: unknown; detail?: string } = {}) {
    super(code, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.detail = withoutSecrets(options.detail ?? '') || null
  }
}

export function fail(code: FailureCode, options?: { cause?: unknown; detail?: string }): never {
  throw new AppError(code, options)
}

/** What the browser's stores reject with when they cannot, rather than when they are used wrongly (Indexed DB, 3.8). */
const STORAGE_ERRORS: ReadonlySet<string> = new Set([
  'QuotaExceededError',
  'InvalidStateError',
  'UnknownError',
  'AbortError',
  'VersionError',
  // On a full disk Chromium cannot count on, and says that the key generator has reached its end.
  'ConstraintError',
])

const isStorageError = (error: unknown): error is Error =>
  error instanceof Error && STORAGE_ERRORS.has(error.name)

export function failureCodeOf(error: unknown): FailureCode {
  if (error instanceof AppError) return error.code
  return isStorageError(error) ? 'storage-failed' : 'unexpected'
}

/** What may be said of it beside its code. */
export function failureDetailOf(error: unknown): string | null {
  if (error instanceof AppError) return error.detail
  return isStorageError(error) ? withoutSecrets(`${error.name}: ${error.message}`) : null
}

/** `retry`: later, by itself. `sign-in`: once the same person is back. `park`: a person must decide. */
export type FailureClass = 'retry' | 'sign-in' | 'park'

const RETRIED: ReadonlySet<FailureCode> = new Set([
  'offline',
  'timed-out',
  'server-error',
  'rate-limited',
  'bad-answer',
  'issuer-unreachable',
  'issuer-error',
  'captive-portal',
  'storage-failed',
  'unexpected',
])
const NEEDS_SIGN_IN: ReadonlySet<FailureCode> = new Set([
  'signed-out',
  'session-expired',
  'not-configured',
  'issuer-misconfigured',
  'sign-in-cancelled',
  'sign-in-denied',
  'sign-in-page-failed',
  'sign-in-window-failed',
  'private-window',
  'sign-in-refused',
  'clock-wrong',
  'token-refused',
])

export function classOfFailure(code: FailureCode): FailureClass {
  if (RETRIED.has(code)) return 'retry'
  return NEEDS_SIGN_IN.has(code) ? 'sign-in' : 'park'
}

/** What only the people who run the servers, or this device, can mend: they need the technical details. */
const FOR_IT: ReadonlySet<FailureCode> = new Set([
  'sign-in-denied',
  'sign-in-page-failed',
  'sign-in-refused',
  'issuer-unreachable',
  'issuer-error',
  'issuer-misconfigured',
  'captive-portal',
  'clock-wrong',
  'bad-answer',
  'token-refused',
  'storage-failed',
  'unexpected',
])

export function isForIt(code: FailureCode): boolean {
  return FOR_IT.has(code)
}
