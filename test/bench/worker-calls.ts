/** A call that the background worker made, with epoch milliseconds of its clock. */
export interface WorkerCall {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly startedMs: number
  readonly status: number
}

export interface Replayed {
  readonly elapsedMs: number
  /** Of the token endpoint's answer, for the next one. */
  readonly refreshToken: string
}

interface Scope {
  benchCalls?: WorkerCall[]
  benchFetch?: typeof fetch
  benchShiftMs?: number
}

/** Runs in the worker: from now on its calls are noted, and its clock can be put forward. */
export function recordCalls(): void {
  const scope = globalThis as Scope
  if (scope.benchCalls) return
  const calls: WorkerCall[] = []
  scope.benchCalls = calls
  const original = globalThis.fetch
  scope.benchFetch = original
  globalThis.fetch = async (url, init) => {
    const startedMs = performance.timeOrigin + performance.now()
    const response = await original(url, init)
    calls.push({
      method: init?.method ?? 'GET',
      url: String(url),
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: init?.body == null ? null : String(init.body),
      startedMs,
      status: response.status,
    })
    return response
  }
  const realNow = Date.now
  Date.now = () => realNow() + (scope.benchShiftMs ?? 0)
}

/** Runs in the worker: gives what was noted and forgets it. */
export function takeCalls(): WorkerCall[] {
  return (globalThis as Scope).benchCalls?.splice(0) ?? []
}

/** Runs in the worker. Its clock is then this far ahead, which makes tokens end early. */
export function shiftClock(ms: number): void {
  const scope = globalThis as Scope
  scope.benchShiftMs = ms
}

/** Runs in the worker: the same calls in the same order and nothing else, each answer read to its end. */
export async function replayCalls(calls: readonly WorkerCall[]): Promise<Replayed> {
  const { benchFetch = fetch } = globalThis as Scope
  let tokens: { access_token?: string; refresh_token?: string } = {}
  const startedMs = performance.now()
  for (const { method, url, headers, body } of calls) {
    const { dpop: _, ...kept } = headers
    const response = await benchFetch(url, {
      method,
      headers: { ...kept, ...(kept.authorization && { authorization: `Bearer ${tokens.access_token}` }) },
      body,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`)
    if (method === 'POST' && text.includes('"access_token"')) tokens = JSON.parse(text)
  }
  return { elapsedMs: performance.now() - startedMs, refreshToken: tokens.refresh_token ?? '' }
}
