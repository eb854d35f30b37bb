import type { CaptureContext } from './capture-context.ts'
import { type CaptureReading, readCaptureLine } from './capture-line.ts'

const ANY_DURATION = '1h'
const NOTE_SIGN = '--'

/**
 * The line with words from elsewhere behind its note. They mean nothing else, now and once a duration is typed before
 * them: where `#42` would be a tag, `12` hours or `monday` a day, the sign `--` stands before the note. What a page
 * says must book nothing that nobody typed.
 */
export function addNote(line: string, words: string, context: CaptureContext): string {
  const before = line.trim()
  const reading = readCaptureLine(before, context)
  const note = joined(reading.note, words.trim())
  const plain = joined(before, words.trim())
  if (meansNoMore(plain, before, note, context)) return plain
  const head = reading.parts.map(({ from, to }) => before.slice(from, to))
  return joined(...head, NOTE_SIGN, note)
}

function meansNoMore(line: string, before: string, note: string, context: CaptureContext): boolean {
  const hasDuration = readCaptureLine(before, context).minutes !== null
  return (hasDuration ? [''] : ['', ANY_DURATION]).every((duration) => {
    const [after, was] = [line, before].map((text) => readCaptureLine(joined(duration, text), context))
    return after && was && after.note === note && bookingOf(after) === bookingOf(was)
  })
}

function bookingOf({ minutes, start, date, dateGiven, project, task, tags, faults }: CaptureReading): string {
  return JSON.stringify([minutes, start, date, dateGiven, project, task, tags, faults.length])
}

function joined(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ')
}
