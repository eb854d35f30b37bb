import { type Result, refuse, succeed } from './result.ts'

export const MAX_ENTRY_MINUTES = 24 * 60

export type DurationFault = 'empty' | 'not-a-duration' | 'too-short' | 'too-long'

const HOURS = /^(\d{1,4}(?:[.,]\d{1,4})?)\s*(?:h|hrs?|hours?|std|stunden?)\.?$/i
const MINUTES = /^(\d{1,5})\s*(?:m|mins?|minutes?|minuten?)\.?$/i
const HOURS_AND_MINUTES = /^(\d{1,4})\s*h\s*(\d{1,2})\s*(?:m|min)?$/i
const CLOCK = /^(\d{1,4}):([0-5]\d)$/
const BARE_HOURS = /^\d{1,4}(?:[.,]\d{1,4})?$/

/**
 * Reads a length of time and returns whole minutes, 1 to 1440.
 *
 * `2h` `1.5h` `1,5h` `90m` `1h30` `1h 30m` `1:30`; a bare number means hours. Never throws.
 */
export function parseDuration(text: string): Result<number, DurationFault> {
  const trimmed = text.trim()
  if (trimmed === '') return refuse('empty')
  const minutes = readMinutes(trimmed)
  if (minutes === null) return refuse('not-a-duration')
  if (minutes < 1) return refuse('too-short')
  if (minutes > MAX_ENTRY_MINUTES) return refuse('too-long')
  return succeed(minutes)
}

/** True for text that says its unit (`2h`, `1:30`), as against a bare number that may belong to a note. */
export function hasDurationUnit(text: string): boolean {
  return readMinutes(text) !== null && !isBareNumber(text)
}

export function isBareNumber(text: string): boolean {
  return BARE_HOURS.test(text)
}

/** `90` → `1:30`. The form used in lists and totals, where figures stand under each other. */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  return `${hours}:${String(minutes % 60).padStart(2, '0')}`
}

function readMinutes(text: string): number | null {
  const hours = HOURS.exec(text) ?? (isBareNumber(text) ? [text, text] : null)
  if (hours) return Math.round(Number((hours[1] ?? '').replace(',', '.')) * 60)
  const minutes = MINUTES.exec(text)
  if (minutes) return Number(minutes[1])
  const both = HOURS_AND_MINUTES.exec(text)
  if (both && Number(both[2]) < 60) return Number(both[1]) * 60 + Number(both[2])
  const clock = CLOCK.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  return null
}
