import type { CaptureWords } from './capture-words.ts'
import { type Result, refuse, succeed } from './result.ts'

export type TimeRangeFault = 'not-a-time' | 'no-length' | 'past-midnight'

export interface TimeRange {
  /** `HH:MM` */
  readonly start: string
  /** Whole minutes, 1 to 1440. */
  readonly minutes: number
}

/** A time range inside a text: what it says, and where it ends. */
export interface FoundTimeRange {
  readonly to: number
  /** True when it can mean nothing else (`9:00-11`, `9am-11`), as against `9-11`, which a note may hold too. */
  readonly isExplicit: boolean
  readonly result: Result<TimeRange, TimeRangeFault>
}

const DAY_MINUTES = 24 * 60
const DASHES = '[-\\u2012-\\u2015\\u2212]'

interface Clock {
  readonly hour: string
  readonly minute: string | undefined
  readonly half: 'am' | 'pm' | null
}

/** The time range that begins at `from`: `9-11:30` `9am-11am` `13.30-15` `from 9 to 11`. Null where none begins. */
export function findTimeRangeAt(text: string, from: number, words: CaptureWords): FoundTimeRange | null {
  const pattern = patternFor(words)
  pattern.lastIndex = from
  const found = pattern.exec(text)?.groups
  if (!found) return null
  const start: Clock = { hour: found.h1 ?? '', minute: found.m1, half: halfOf(found.x1) }
  const end: Clock = { hour: found.h2 ?? '', minute: found.m2, half: halfOf(found.x2) }
  const isExplicit = [found.m1, found.m2, found.x1, found.x2, found.from].some(Boolean)
  return { to: pattern.lastIndex, isExplicit, result: readRange(start, end) }
}

/** `09:00` and 150 → `9:00-11:30`. The end of the day is `24:00`. */
export function formatTimeRange(start: string, minutes: number): string {
  const from = minutesOf(start.slice(0, 2), start.slice(3)) ?? 0
  return `${clockText(from)}-${clockText(from + minutes)}`
}

function clockText(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

function readRange(start: Clock, end: Clock): Result<TimeRange, TimeRangeFault> {
  const from = timeOf(start, start.half)
  // `9am-5`, `9-11am`: one half of the day stands for both, unless the end came before the start then.
  const candidates = [timeOf(end, end.half ?? start.half)]
  if (start.half && !end.half) candidates.push(timeOf(end, 'pm'))
  const starts = start.half || !end.half ? [from] : [timeOf(start, end.half), timeOf(start, 'am')]
  const [firstStart, firstEnd] = [starts[0] ?? null, candidates[0] ?? null]
  if (firstStart === null || firstEnd === null || firstStart === DAY_MINUTES) return refuse('not-a-time')
  for (const begins of starts)
    for (const ends of candidates)
      if (begins !== null && ends !== null && begins < ends) return succeed(rangeFrom(begins, ends))
  return refuse(firstStart === firstEnd ? 'no-length' : 'past-midnight')
}

function rangeFrom(from: number, to: number): TimeRange {
  return { start: clockText(from).padStart(5, '0'), minutes: to - from }
}

/** Minutes since midnight, up to 1440; null for what no clock shows. */
function timeOf({ hour, minute }: Clock, half: 'am' | 'pm' | null): number | null {
  if (half === null) return minutesOf(hour, minute)
  if (Number(hour) < 1 || Number(hour) > 12) return null
  return minutesOf(String((Number(hour) % 12) + (half === 'pm' ? 12 : 0)), minute)
}

function minutesOf(hour: string, minute = '0'): number | null {
  const total = Number(hour) * 60 + Number(minute)
  return Number(minute) > 59 || total > DAY_MINUTES ? null : total
}

function halfOf(suffix: string | undefined): 'am' | 'pm' | null {
  if (/^a/i.test(suffix ?? '')) return 'am'
  return /^p/i.test(suffix ?? '') ? 'pm' : null
}

const patterns = new WeakMap<CaptureWords, RegExp>()

function patternFor(words: CaptureWords): RegExp {
  const known = patterns.get(words)
  if (known) return known
  const made = makePattern(words)
  patterns.set(words, made)
  return made
}

function makePattern({ from, until, oClock }: CaptureWords): RegExp {
  const clock = (index: 1 | 2) =>
    `(?<h${index}>\\d{1,2})(?:[:.](?<m${index}>\\d{2}))?(?:\\s?(?<x${index}>[ap]\\.?m\\.?|${oClock}))?`
  const between = `(?:\\s?${DASHES}\\s?|\\s(?:${until})\\s)`
  return new RegExp(`(?:(?<from>${from})\\s)?${clock(1)}${between}${clock(2)}(?!\\S)`, 'iuy')
}
