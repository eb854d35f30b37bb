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
  readonly unreachable: FailureCode
}

/**
 * A fetch that always ends: no redirects (a token or proof would follow them), no cookies, no cache,
 * at most 25 s and `maxBytes` of answer, read in full before it returns.
 *
 * Throws `timed-out`, `bad-answer` (too large), or the given code when the network fails.
 */
export function boundedFetch({ fetch, maxBytes, unreachable }: Bounds): Fetch {
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
      const body = await readBounded(response, maxBytes)
      const { status, statusText, headers } = response
      return new Response(WITHOUT_BODY.has(status) ? null : body, { status, statusText, headers })
    } catch (cause) {
      if (cause instanceof AppError) throw cause
      return fail(timeout.aborted ? 'timed-out' : unreachable, { cause })
    }
  }
}

async function readBounded(response: Response, maxBytes: number): Promise<Blob> {
  if (!response.body) return new Blob()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return new Blob(chunks)
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      return fail('bad-answer', { detail: `more than ${maxBytes} bytes` })
    }
    chunks.push(value)
  }
}
