import { type CaptureWords, WORDS_OF_ALL_LANGUAGES } from './capture-words.ts'
import { type Result, refuse, succeed } from './result.ts'

export const MAX_ENTRY_MINUTES = 24 * 60

export type DurationFault = 'empty' | 'not-a-duration' | 'too-short' | 'too-long'

type Units = Pick<CaptureWords, 'hours' | 'minutes'>

/** A length of time inside a text: what it says, and where it ends. */
export interface FoundDuration {
  readonly to: number
  readonly result: Result<number, DurationFault>
}

const BARE_HOURS = /^(?:\d{1,9}(?:[.,]\d{1,9})?|[.,]\d{1,9})$/
/** What can only be meant as a length of time, and is none. */
const MISSHAPEN = /^-?\d{1,9}(?::\d{1,9})+$|^-\d{1,9}(?:[.,]\d{1,9})?(?:h|m)?$/i

/**
 * Reads a length of time and returns whole minutes, 1 to 1440.
 *
 * `2h` `1.5h` `1,5h` `90m` `1h30` `1h 30` `1h 30m` `1:30`; a bare number means hours. Never throws.
 */
export function parseDuration(
  text: string,
  units: Units = WORDS_OF_ALL_LANGUAGES,
): Result<number, DurationFault> {
  const trimmed = text.trim()
  if (trimmed === '') return refuse('empty')
  if (isBareNumber(trimmed)) return checkMinutes(minutesOfHours(trimmed))
  const found = readWhole(trimmed, units) ?? readWhole(trimmed.replace(/\s+/g, ''), units)
  return found ?? refuse('not-a-duration')
}

function readWhole(text: string, units: Units): Result<number, DurationFault> | null {
  const found = findDurationAt(text, 0, units)
  return found?.to === text.length ? found.result : null
}

/**
 * The length of time that begins at `from` and says its unit (`2h`, `1h 30m`, `1:30`), as against a bare number that may
 * belong to a note. Null where none begins.
 */
export function findDurationAt(text: string, from: number, units: Units): FoundDuration | null {
  for (const { pattern, minutesOf } of patternsFor(units)) {
    pattern.lastIndex = from
    const match = pattern.exec(text)
    if (!match) continue
    const minutes = minutesOf(match[1] ?? '', match[2] ?? '')
    return {
      to: pattern.lastIndex,
      result: minutes === null ? refuse('not-a-duration') : checkMinutes(minutes),
    }
  }
  return null
}

export function isBareNumber(text: string): boolean {
  return BARE_HOURS.test(text)
}

/** True for `1:75` or `-2h`: nobody writes that for another purpose. */
export function isMisshapenDuration(text: string): boolean {
  return MISSHAPEN.test(text)
}

/** `90` → `1:30`. The form used in lists and totals, where figures stand under each other. */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  return `${hours}:${String(minutes % 60).padStart(2, '0')}`
}

interface Pattern {
  readonly pattern: RegExp
  readonly minutesOf: (first: string, second: string) => number | null
}

const patterns = new WeakMap<Units, readonly Pattern[]>()

function patternsFor(units: Units): readonly Pattern[] {
  const known = patterns.get(units)
  if (known) return known
  const made = makePatterns(units)
  patterns.set(units, made)
  return made
}

/** Each begins where it is told to (sticky) and ends with its word. A space before the minutes asks for their unit. */
function makePatterns({ hours, minutes }: Units): readonly Pattern[] {
  const end = '(?!\\S)'
  const h = `\\s?(?:${hours})\\.?`
  const m = `\\s?(?:${minutes})\\.?`
  const number = '(\\d{1,9}(?:[.,]\\d{1,9})?|[.,]\\d{1,9})'
  const make = (source: string) => new RegExp(source + end, 'iuy')
  return [
    { pattern: make(`(\\d{1,9})${h}\\s{0,2}(\\d{1,2})${m}`), minutesOf: hoursAndMinutes },
    { pattern: make(`(\\d{1,9})${h}(\\d{1,2})`), minutesOf: hoursAndMinutes },
    { pattern: make('(\\d{1,9}):([0-5]\\d)'), minutesOf: hoursAndMinutes },
    { pattern: make(number + h), minutesOf: minutesOfHours },
    { pattern: make(`(\\d{1,9})${m}`), minutesOf: Number },
  ]
}

function hoursAndMinutes(hours: string, minutes: string): number | null {
  return Number(minutes) < 60 ? Number(hours) * 60 + Number(minutes) : null
}

function minutesOfHours(hours: string): number {
  return Math.round(Number(hours.replace(',', '.')) * 60)
}

function checkMinutes(minutes: number): Result<number, DurationFault> {
  if (minutes < 1) return refuse('too-short')
  return minutes > MAX_ENTRY_MINUTES ? refuse('too-long') : succeed(minutes)
}
