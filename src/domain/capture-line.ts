import type { CaptureContext } from './capture-context.ts'
import { readDate } from './capture-date.ts'
import type { AmbiguousProject, CaptureFault, TaskFault } from './capture-fault.ts'
import { type Length, takeLength } from './capture-length.ts'
import { type Booked, bookingWord, takeProject } from './capture-project.ts'
import {
  type CapturePart,
  noteOf,
  partsOf,
  plainWords,
  splitWords,
  type TypedLine,
  type Word,
} from './capture-text.ts'
import { type EntryContent, MAX_NOTE_LENGTH, MAX_TAG_LENGTH, MAX_TAGS, type Project } from './entry.ts'
import type { LocalDate } from './local-date.ts'

/** A capture line as understood so far: what each part means, and what keeps it from being an entry. */
export interface CaptureReading extends Length, Booked {
  readonly date: LocalDate
  /** True when the line names a day itself; otherwise `date` is today. */
  readonly dateGiven: boolean
  readonly tags: readonly string[]
  readonly note: string
  readonly parts: readonly CapturePart[]
  readonly faults: readonly CaptureFault[]
}

/** What stands behind it is the note, whatever it says; `—` is what some keyboards make of it. */
const NOTE_SIGNS: readonly string[] = ['--', '—']
/** `so` or `do` are more often no days at all. */
const FEWEST_LETTERS_OF_SECOND_DAY = 3

/**
 * Reads one capture line (`2h @acme design review yesterday #workshop`). Total: any text gives a reading.
 *
 * Words that can stand in a note as well (a weekday, a bare number) count only at either end of the line,
 * so that `2h fix 3 bugs` keeps its note whole.
 */
export function readCaptureLine(text: string, context: CaptureContext): CaptureReading {
  const words = splitWords(text)
  const sign = words.find((word) => NOTE_SIGNS.includes(word.text))
  // Among other words of a note it is one of them.
  const head = sign && readWords(text.slice(0, sign.from), words.slice(0, words.indexOf(sign)), context)
  const reading =
    head?.note === '' ? { ...head, note: text.slice(sign?.to).trim() } : readWords(text, words, context)
  return { ...reading, faults: [...reading.faults, ...faultsOfText(text, reading.note)] }
}

function readWords(text: string, words: readonly Word[], context: CaptureContext): CaptureReading {
  const line: TypedLine = { text, words, taken: new Map() }
  const faults: CaptureFault[] = []
  const length = takeLength(line, faults, context)
  const day = takeDate(line, faults, context)
  const booked = takeProject(line, faults, context)
  const tags = takeTags(line, faults)
  const parts = partsOf(line)
  const note = noteOf(text, parts)
  const date = { date: day ?? context.today, dateGiven: day !== null }
  return { ...length, ...date, ...booked, tags, note, parts, faults }
}

function faultsOfText(text: string, note: string): readonly CaptureFault[] {
  if (!text.isWellFormed() || text.includes('\0')) return [{ part: 'line', reason: 'not-text', text: '' }]
  return note.length > MAX_NOTE_LENGTH ? [{ part: 'note', reason: 'too-long', text: '' }] : []
}

/** The entry that Enter saves, or null while the reading has a fault. */
export function contentOf(reading: CaptureReading): EntryContent | null {
  if (reading.minutes === null || reading.faults.length > 0) return null
  const { date, start, minutes, project, projectId, task, tags, note } = reading
  return { date, start, minutes, project, projectId, task, tags, note, billable: true }
}

/** The marked word under the cursor (an offset into `line`), for suggestions; null when there is none. */
export function markedWordAt(
  line: string,
  cursor: number,
): (Word & { readonly mark: '@' | '#'; readonly query: string }) | null {
  const word = splitWords(line).find(({ from, to }) => from < cursor && cursor <= to)
  const mark = word?.text[0]
  return word && (mark === '@' || mark === '#') ? { ...word, mark, query: word.text.slice(1) } : null
}

/** `line` with the words that could not be resolved replaced by what was chosen for them. */
export function chooseBooking(
  line: string,
  { from, to }: Pick<AmbiguousProject | TaskFault, 'from' | 'to'>,
  project: Project,
  task: string | null = null,
): string {
  return `${line.slice(0, from)}${bookingWord(project, task)}${line.slice(to)}`
}

/** `line` so that the words taken for a project without `@` belong to the note: `2h -- acme design review`. */
export function keepInNote(line: string, { parts }: Pick<CaptureReading, 'parts'>): string {
  const taken = parts.filter(({ part }) => part !== 'project')
  const head = taken.map(({ from, to }) => line.slice(from, to))
  return [...head, NOTE_SIGNS[0], noteOf(line, taken)].join(' ')
}

function takeDate(line: TypedLine, faults: CaptureFault[], context: CaptureContext): LocalDate | null {
  const read = ({ text }: Word) => readDate(text, context.today, context.words)
  const rest = plainWords(line)
  const explicit = rest.find((word) => read(word)?.isExplicit)
  const word = explicit ?? [rest[0], rest.at(-1)].find((end) => end && read(end) !== null)
  const found = word && read(word)
  if (!found) return null
  line.taken.set(word, 'date')
  const left = plainWords(line)
  const second = [left[0], left.at(-1)].find(
    (end) => end && end.text.length >= FEWEST_LETTERS_OF_SECOND_DAY && read(end) !== null,
  )
  if (second) {
    line.taken.set(second, 'date')
    faults.push({ part: 'date', reason: 'second', text: second.text })
  }
  if (found.result.ok) return found.result.value
  faults.push({ part: 'date', reason: found.result.reason, text: word.text })
  return null
}

function takeTags(line: TypedLine, faults: CaptureFault[]): readonly string[] {
  const tags = new Set<string>()
  for (const word of line.words) {
    if (!word.text.startsWith('#') || word.text.length === 1) continue
    line.taken.set(word, 'tag')
    const tag = word.text.slice(1)
    if (tag.length > MAX_TAG_LENGTH) faults.push({ part: 'tag', reason: 'too-long', text: tag })
    tags.add(tag)
  }
  if (tags.size > MAX_TAGS) faults.push({ part: 'tag', reason: 'too-many', text: '' })
  return [...tags]
}
