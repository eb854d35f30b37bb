import type { Fault, Problem, ProblemCode } from '../../contract/problem.ts'

interface ProblemDetails {
  readonly detail?: string
  readonly faults?: readonly Fault[]
  readonly current?: unknown
  readonly decided?: { readonly by: string; readonly at: string }
  readonly headers?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

const PROBLEMS: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
  'invalid-token': [401, 'Unauthorized'],
  'insufficient-scope': [403, 'Forbidden'],
  'not-found': [404, 'Not Found'],
  'method-not-allowed': [405, 'Method Not Allowed'],
  'invalid-json': [400, 'The body is not JSON'],
  'invalid-body': [422, 'The body has faults'],
  'invalid-query': [422, 'The query has faults'],
  'updates-expired': [410, 'Too long ago: begin anew, without updated_since'],
  'day-full': [409, 'A day has 24 hours'],
  'entry-locked': [409, 'The entry is approved and never changes again'],
  'version-conflict': [412, 'The entry has changed meanwhile'],
  'version-required': [428, 'If-Match is required'],
  'id-taken': [409, 'The id is taken'],
  'own-entry': [403, 'Nobody decides on their own entries'],
  'already-decided': [409, 'The entry was decided on already'],
  'not-submitted': [409, 'The entry does not wait for approval'],
  'week-empty': [409, 'There is nothing in the week'],
  'week-reviewed': [409, 'Something of the week was reviewed'],
  'idempotency-key-reused': [422, 'The Idempotency-Key came with another body before'],
  'too-large': [413, 'Content Too Large'],
  'unsupported-media-type': [415, 'Unsupported Media Type'],
  'too-many-requests': [429, 'Too Many Requests'],
  'internal-error': [500, 'Internal Server Error'],
  unavailable: [503, 'Service Unavailable'],
}

/** An answer other than success (RFC 9457). Thrown anywhere in a request; it also rolls a transaction back. */
export class ApiProblem extends Error {
  readonly code: ProblemCode
  readonly details: ProblemDetails

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code, { cause: details.cause })
    this.name = 'ApiProblem'
    this.code = code
    this.details = details
  }

  toDocument(): ProblemDocument {
    const [status, title] = PROBLEMS[this.code]
    const { headers: _headers, cause: _cause, ...members } = this.details
    return { type: 'about:blank', title, status, code: this.code, ...members }
  }

  toResponse(): Response {
    const body = this.toDocument()
    return new Response(JSON.stringify(body), {
      status: body.status,
      headers: { 'Content-Type': 'application/problem+json', ...this.details.headers },
    })
  }
}

export type ProblemDocument = Omit<Problem, 'faults'> & { readonly faults?: readonly Fault[] }

export function invalidQuery(faults: readonly Fault[]): ApiProblem {
  return new ApiProblem('invalid-query', { faults })
}

export function invalidBody(faults: readonly Fault[]): ApiProblem {
  return new ApiProblem('invalid-body', { faults })
}
