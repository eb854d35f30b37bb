import type { CaptureContext } from './capture-context.ts'
import { readDate } from './capture-date.ts'
import type { CaptureFault } from './capture-fault.ts'
import { isMarked, plainWords, type TypedLine, takeStretch, type Word } from './capture-text.ts'
import { findDurationAt, isBareNumber, isMisshapenDuration, parseDuration } from './duration.ts'
import { findTimeRangeAt } from './time-range.ts'

type LengthFault = Exclude<(CaptureFault & { part: 'duration' })['reason'], 'missing' | 'second'>

interface Found {
  readonly from: number
  readonly to: number
  readonly result:
    | { readonly ok: true; readonly minutes: number; readonly start: string | null }
    | { readonly ok: false; readonly reason: LengthFault }
}

export interface Length {
  readonly minutes: number | null
  /** `HH:MM` where a time range was given. */
  readonly start: string | null
}

const NO_LENGTH: Length = { minutes: null, start: null }
/** `9 bis 11`, `9 am - 11 am`. */
const MOST_WORDS_OF_A_RANGE = 5

/**
 * Takes the duration or the time range. What says its unit (`2h`, `9:00-11`) counts anywhere; a bare number or `9-11` at
 * either end alone, and only where nothing else says a unit.
 */
export function takeLength(line: TypedLine, faults: CaptureFault[], context: CaptureContext): Length {
  const explicit = findExplicit(line, context)
  const found = explicit ?? findVague(line, context)
  if (!found) {
    faults.push({ part: 'duration', reason: 'missing', text: '' })
    return NO_LENGTH
  }
  takeStretch(line, 'duration', found.from, found.to)
  if (explicit) refuseSecond(line, faults, context)
  if (found.result.ok) return { minutes: found.result.minutes, start: found.result.start }
  faults.push({ part: 'duration', reason: found.result.reason, text: line.text.slice(found.from, found.to) })
  return NO_LENGTH
}

function findExplicit(line: TypedLine, context: CaptureContext): Found | null {
  for (const word of line.words) {
    const found = isMarked(word) ? null : explicitAt(line.text, word.from, context)
    if (found) return found
  }
  return null
}

function explicitAt(text: string, from: number, context: CaptureContext): Found | null {
  const range = rangeAt(text, from, context)
  if (range?.isExplicit) return range.found
  const duration = findDurationAt(text, from, context.words)
  if (!duration) return null
  const { to, result } = duration
  return { from, to, result: result.ok ? { ok: true, minutes: result.value, start: null } : result }
}

function rangeAt(
  text: string,
  from: number,
  context: CaptureContext,
): { readonly isExplicit: boolean; readonly found: Found } | null {
  const range = findTimeRangeAt(text, from, context.words)
  if (!range) return null
  const { to, isExplicit, result } = range
  return { isExplicit, found: { from, to, result: result.ok ? { ok: true, ...result.value } : result } }
}

/** One at either end of the line; what can be read is preferred to what cannot. */
function findVague(line: TypedLine, context: CaptureContext): Found | null {
  const words = plainWords(line).filter(({ text }) => !readDate(text, context.today, context.words))
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last) return null
  const ranges = [first, ...words.slice(-MOST_WORDS_OF_A_RANGE)]
    .map(({ from }) => rangeAt(line.text, from, context)?.found)
    .filter((found) => found != null)
    .filter((found) => found.from === first.from || found.to === last.to)
  const isInRange = ({ from, to }: Word) => ranges.some((range) => from >= range.from && to <= range.to)
  const numbers = [first, last].map((word) => (isInRange(word) ? null : readBare(word)))
  const candidates = [...ranges, ...numbers.filter((found) => found !== null)]
  return candidates.find(({ result }) => result.ok) ?? candidates[0] ?? null
}

function readBare({ text, from, to }: Word): Found | null {
  if (isMisshapenDuration(text)) return { from, to, result: { ok: false, reason: 'not-a-duration' } }
  if (!isBareNumber(text)) return null
  const result = parseDuration(text)
  return { from, to, result: result.ok ? { ok: true, minutes: result.value, start: null } : result }
}

/** A second length beside the first or at an end of the line is no note but a mistake; inside it may be one. */
function refuseSecond(line: TypedLine, faults: CaptureFault[], context: CaptureContext): void {
  const rest = plainWords(line)
  for (const word of [rest[0], rest.at(-1)]) {
    const second = word && explicitAt(line.text, word.from, context)
    if (!second) continue
    takeStretch(line, 'duration', second.from, second.to)
    const text = line.text.slice(second.from, second.to)
    faults.push({ part: 'duration', reason: 'second', text })
    return
  }
}
