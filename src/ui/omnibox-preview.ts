import { formatDuration } from '../domain/duration.ts'
import type { EntryContent, Project } from '../domain/entry.ts'
import type { TypedLine } from '../domain/typed-line.ts'
import { text } from '../platform/texts.ts'
import { captureSentence } from './capture-sentence.ts'
import { bookingOf, bookingText, type Formats, isolate } from './formats.ts'

/** Longer than the address bar shows. */
const NOTE_SHOWN = 200

/** What Enter does with the line that is typed behind the keyword, in one line of plain text. */
export function omniboxPreview(typed: TypedLine, formats: Pick<Formats, 'day'>): string {
  switch (typed.kind) {
    case 'nobody':
      return text('omniboxSignIn')
    case 'not-allowed':
      return text('captureNotAllowed')
    case 'empty':
      return text('omniboxStart')
    case 'read': {
      const [fault] = typed.reading.faults
      if (typed.content) return text('omniboxSave', entryWords(typed.content, typed.projects, formats))
      return text('omniboxContinue', fault ? captureSentence(fault, false) : '')
    }
    default:
      return typed satisfies never
  }
}

/** As the chips under the popup's line say it. */
function entryWords(
  entry: EntryContent,
  projects: readonly Project[],
  formats: Pick<Formats, 'day'>,
): string {
  const booking = bookingOf(entry, projects)
  const parts = [
    formatDuration(entry.minutes),
    formats.day(entry.date),
    booking && bookingText(booking),
    ...entry.tags.map((tag) => `#${isolate(tag)}`),
    entry.note && isolate(entry.note.slice(0, NOTE_SHOWN)),
  ]
  return parts.filter(Boolean).join(' · ')
}
