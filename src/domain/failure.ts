/** Every way in which an operation can break. The interface has one sentence for each. */
export const FAILURE_CODES = [
  // the connection
  'not-configured',
  // sign-in and session
  'signed-out',
  'session-expired',
  'sign-in-cancelled',
  'sign-in-denied',
  'sign-in-refused',
  'issuer-unreachable',
  'issuer-misconfigured',
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
  'too-large',
  // this device
  'storage-failed',
  'bad-command',
  'unexpected',
] as const

export type FailureCode = (typeof FAILURE_CODES)[number]

/** A broken operation. `detail` may be shown to a person and never carries a secret; `cause` never leaves its process. */
export class AppError extends Error {
  readonly code: FailureCode
  readonly detail: string | null

  constructor(code: FailureCode, options: { cause?: unknown; detail?: string } = {}) {
    super(code, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.detail = options.detail ?? null
  }
}

export function fail(code: FailureCode, options?: { cause?: unknown; detail?: string }): never {
  throw new AppError(code, options)
}

export function failureCodeOf(error: unknown): FailureCode {
  return error instanceof AppError ? error.code : 'unexpected'
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
  'storage-failed',
  'unexpected',
])
const NEEDS_SIGN_IN: ReadonlySet<FailureCode> = new Set([
  'signed-out',
  'session-expired',
  'not-configured',
  'issuer-misconfigured',
  'sign-in-refused',
  'clock-wrong',
  'token-refused',
])

export function classOfFailure(code: FailureCode): FailureClass {
  if (RETRIED.has(code)) return 'retry'
  return NEEDS_SIGN_IN.has(code) ? 'sign-in' : 'park'
}
