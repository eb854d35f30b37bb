import { z } from '../../contract/zod.ts'
import type { Fetch } from '../bounded-fetch.ts'

/** Answers travel, and `Date` counts in seconds: less than this is no difference. */
const NOTICEABLE_MS = 10_000
/** Some issuers date a token back by five minutes, for the sake of clocks that are behind. */
const DATED_BACK_MS = 6 * 60 * 1000
/** A server that is further off than this is the one that is wrong. */
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000

/** How far each server's time is from this device's. They may differ: one that is wrong must not mislead the others. */
export interface ServerClock {
  /** To be added to this device's time in what is signed for that address. */
  aheadSeconds(url: string): number
  /** From an answer's `Date`. */
  learnDate(url: string, dateMs: number): void
  /** From the `iat` of a new token of that address, which counts only until a `Date` of it could be read. */
  learnIssueTime(url: string, issuedAtSeconds: number): void
}

export interface ServerClockDeps {
  readonly now: () => number
  /** What a worker before this one saved, unchecked: without it the first proof of each would be refused. */
  readonly saved: unknown
  /** @param aheadMs by origin */
  readonly save: (aheadMs: Readonly<Record<string, number>>) => void
}

const savedSchema = z.record(z.string(), z.number().check(z.minimum(-MAX_AHEAD_MS), z.maximum(MAX_AHEAD_MS)))

export function createServerClock({ now, saved, save }: ServerClockDeps): ServerClock {
  const parsed = savedSchema.safeParse(saved)
  const aheadMs = new Map(Object.entries(parsed.success ? parsed.data : {}))
  const exact = new Set<string>()
  const learn = (origin: string, differenceMs: number) => {
    if (Math.abs(differenceMs - (aheadMs.get(origin) ?? Number.NaN)) < NOTICEABLE_MS) return
    aheadMs.set(origin, differenceMs)
    save(Object.fromEntries(aheadMs))
  }
  return {
    aheadSeconds(url) {
      // That of another server is the best guess for one that has not said anything yet.
      const differenceMs = aheadMs.get(new URL(url).origin) ?? [...aheadMs.values()].at(-1) ?? 0
      return Math.round(differenceMs / 1000)
    },
    learnDate(url, dateMs) {
      const { origin } = new URL(url)
      const differenceMs = dateMs - now()
      if (Math.abs(differenceMs) > MAX_AHEAD_MS) return
      exact.add(origin)
      learn(origin, Math.abs(differenceMs) < NOTICEABLE_MS ? 0 : differenceMs)
    },
    learnIssueTime(url, issuedAtSeconds) {
      const { origin } = new URL(url)
      const differenceMs = issuedAtSeconds * 1000 - now()
      const isPlausible = Math.abs(differenceMs) <= MAX_AHEAD_MS
      if (exact.has(origin) || !isPlausible) return
      const isNoticeable = differenceMs > NOTICEABLE_MS || differenceMs < -DATED_BACK_MS
      learn(origin, isNoticeable ? differenceMs : 0)
    },
  }
}

/** A fetch from whose answers the clock learns, where CORS lets their `Date` be read (RFC 9110, section 6.6.1). */
export function learningFrom(fetch: Fetch, clock: ServerClock): Fetch {
  return async (url, init) => {
    const response = await fetch(url, init)
    const dateMs = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(dateMs)) clock.learnDate(url, dateMs)
    return response
  }
}
