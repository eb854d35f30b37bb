import { receivedProblem } from '../../contract/problem.ts'
import type { ReceivedDecision } from '../../contract/received-approval.ts'
import { AppError, type FailureCode } from '../../domain/failure.ts'

const MAX_DETAIL_LENGTH = 300

/** What the API said when it refused: the code, and what a conflict needs to be settled. */
export class ApiRefusal extends AppError {
  /** The entry as the server has it now (unparsed), on a version conflict. */
  readonly current: unknown
  readonly decided: { readonly by: string; readonly at: string } | null
  /** Milliseconds that the server asks to wait, at most an hour. */
  readonly retryAfterMs: number | null

  constructor(
    code: FailureCode,
    detail: string | null,
    more: Pick<ApiRefusal, 'current' | 'decided' | 'retryAfterMs'>,
  ) {
    super(code, detail === null ? {} : { detail })
    this.current = more.current
    this.decided = more.decided
    this.retryAfterMs = more.retryAfterMs
  }
}

/** Throws the failure that an answer outside 2xx means (problem+json, RFC 9457, where the server sends it). */
export async function failWithAnswer(response: Response): Promise<never> {
  // A refusal without a readable body is still a refusal: the status decides.
  const body: unknown = await response.json().catch(() => null)
  const parsed = receivedProblem().safeParse(body)
  const problem = parsed.success ? parsed.data : {}
  const faults = problem.faults?.map(({ path, reason }) => `${path}: ${reason}`).join('; ')
  const detail = (faults || problem.detail || '').slice(0, MAX_DETAIL_LENGTH)
  const isPage = /^text\/html\b/i.test(response.headers.get('content-type') ?? '')
  throw new ApiRefusal(codeOf({ status: response.status, isPage }, problem.code), detail || null, {
    current: problem.current ?? null,
    decided: problem.decided ?? null,
    retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
  })
}

/** The refusal of one decision among others, which the answer to them all carries. */
export function refusalOf({ status, problem }: Pick<ReceivedDecision, 'status' | 'problem'>): ApiRefusal {
  const detail = problem?.detail?.slice(0, MAX_DETAIL_LENGTH) ?? null
  return new ApiRefusal(codeOf({ status, isPage: false }, problem?.code), detail, {
    current: problem?.current ?? null,
    decided: problem?.decided ?? null,
    retryAfterMs: null,
  })
}

interface Refused {
  readonly status: number
  readonly isPage: boolean
}

function codeOf({ status, isPage }: Refused, problemCode: string | undefined): FailureCode {
  switch (problemCode) {
    case 'day-full':
    case 'entry-locked':
    case 'id-taken':
    case 'own-entry':
    case 'already-decided':
    case 'not-submitted':
    case 'week-empty':
    case 'week-reviewed':
    case 'version-conflict':
      return problemCode
    case 'idempotency-key-reused':
      return 'id-taken'
  }
  if (status === 408 || status === 425) return 'timed-out'
  // A proxy or portal answered in the API's place.
  if (isPage && status >= 400 && status < 500 && status !== 401 && status !== 429) return 'bad-answer'
  if (status === 401) return 'token-refused'
  if (status === 403) return 'insufficient-scope'
  if (status === 404 || status === 410) return 'not-found'
  if (status === 409 || status === 412) return 'version-conflict'
  if (status === 413) return 'too-large'
  if (status === 429) return 'rate-limited'
  if (status >= 500) return 'server-error'
  return status >= 400 ? 'invalid-entry' : 'bad-answer'
}

const LONGEST_WAIT_MS = 60 * 60 * 1000

function retryAfterMs(header: string | null): number | null {
  if (header === null || !/^\d{1,9}$/.test(header)) return null
  return Math.min(Number(header) * 1000, LONGEST_WAIT_MS)
}
