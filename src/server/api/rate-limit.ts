import { ApiProblem } from './problem.ts'

const WINDOW_MS = 60_000

/** Counts requests per user in windows of a minute; `too-many-requests` above the limit. */
export function createRateLimit(requestsPerMinute: number): (user: string, now: Date) => void {
  let windowEndsMs = 0
  let counts = new Map<string, number>()
  return (user, now) => {
    const nowMs = now.getTime()
    if (nowMs >= windowEndsMs) {
      windowEndsMs = nowMs + WINDOW_MS
      counts = new Map()
    }
    const count = (counts.get(user) ?? 0) + 1
    counts.set(user, count)
    if (count <= requestsPerMinute) return
    const seconds = Math.max(1, Math.ceil((windowEndsMs - nowMs) / 1000))
    throw new ApiProblem('too-many-requests', { headers: { 'Retry-After': String(seconds) } })
  }
}
