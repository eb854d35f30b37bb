import type { CaptureContext } from './capture-context.ts'
import { readCaptureLine } from './capture-line.ts'

const ANY_DURATION = '1h'
const MINUTES_OF_ANY_DURATION = 60
/** A day at the end hides one before it, and so on. */
const MOST_ROUNDS = 10

/**
 * Words from elsewhere, as a note: in a capture line, behind a duration, they mean nothing else. Marks before a word
 * are dropped (`#42` is no tag then), and words that would name a day are left out: what a page says must book nothing
 * on a day or project that nobody typed. Empty where nothing harmless is left.
 */
export function inertNote(words: string, context: CaptureContext): string {
  let note = words.replace(/(?<!\S)[@#]+(?=\S)/g, '').trim()
  for (let round = 0; round < MOST_ROUNDS && note !== ''; round += 1) {
    const reading = readCaptureLine(`${ANY_DURATION} ${note}`, context)
    const isWhole = reading.note === note && reading.minutes === MINUTES_OF_ANY_DURATION
    if (isWhole && !reading.dateGiven && reading.project === null && reading.tags.length === 0) return note
    if (reading.note === note) return ''
    note = reading.note
  }
  return ''
}
