import { AppError, type FailureCode, fail } from '../domain/failure.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const TIME_LIMIT_MS = 25_000

/** Statuses that the Fetch standard gives no body. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([101, 103, 204, 205, 304])

interface Bounds {
  readonly fetch: Fetch
  /** Counted after decompression. */
  readonly maxBytes: number
  /** What to say when nobody answers: whose server this is. */
  readonly unreachable: keyof typeof FAILURES_OF
}

/** By whose server it is, since the words differ: what waits for the API is sent later by itself, a sign-in is not. */
const FAILURES_OF = {
  offline: { timedOut: 'timed-out', tooLarge: 'bad-answer' },
  'issuer-unreachable': { timedOut: 'issuer-unreachable', tooLarge: 'issuer-error' },
  'picture-unavailable': { timedOut: 'picture-unavailable', tooLarge: 'picture-unreadable' },
} as const satisfies Partial<Record<FailureCode, Readonly<Record<string, FailureCode>>>>

/**
 * A fetch that always ends: no redirects (a token or proof would follow them), no cookies, no cache,
 * at most 25 s and `maxBytes` of answer, read in full before it returns.
 *
 * Throws `timed-out` and `bad-answer` (too large) for the API, `issuer-unreachable` and `issuer-error` for the issuer,
 * `picture-unavailable` and `picture-unreadable` for a picture, or the given code when the network fails.
 */
export function boundedFetch({ fetch, maxBytes, unreachable }: Bounds): Fetch {
  const { timedOut, tooLarge } = FAILURES_OF[unreachable]
  return async (url, init) => {
    const timeout = AbortSignal.timeout(TIME_LIMIT_MS)
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout
    try {
      const response = await fetch(url, {
        ...init,
        signal,
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      })
      const body = await readBounded(response, maxBytes, tooLarge)
      const { status, statusText, headers } = response
      return new Response(WITHOUT_BODY.has(status) ? null : body, { status, statusText, headers })
    } catch (cause) {
      if (cause instanceof AppError) throw cause
      if (timeout.aborted)
        return fail(timedOut, {
          cause,
          detail: `no answer from ${url} within ${TIME_LIMIT_MS / 1000} seconds`,
        })
      // Browsers do not tell a page why: no network, no TLS, a redirect or no permission by CORS.
      return fail(unreachable, { cause, detail: `no readable answer from ${url}` })
    }
  }
}

async function readBounded(
  response: Response,
  maxBytes: number,
  tooLarge: FailureCode,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.body) return new Uint8Array()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return joined(chunks, size)
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      return fail(tooLarge, { detail: `the answer has more than ${maxBytes} bytes` })
    }
    chunks.push(value)
  }
}

/** Not as a Blob, whose bytes would go to the browser and back. */
function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
