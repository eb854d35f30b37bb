import { readDateWord, readExplicitDate } from './capture-date.ts'
import type { CaptureWords } from './capture-words.ts'
import { type DurationFault, hasDurationUnit, isBareNumber, parseDuration } from './duration.ts'
import {
  type EntryContent,
  MAX_NAME_LENGTH,
  MAX_NOTE_LENGTH,
  MAX_TAG_LENGTH,
  MAX_TAGS,
  type Project,
} from './entry.ts'
import type { LocalDate } from './local-date.ts'
import { findProjects, projectSlug, resolveProject } from './project-search.ts'

export interface CaptureContext {
  readonly today: LocalDate
  readonly words: readonly CaptureWords[]
  /** Empty while no list has been fetched: then any `@name` is kept as typed. */
  readonly projects: readonly Project[]
}

export type CaptureFault =
  | { readonly part: 'duration'; readonly reason: 'missing' | DurationFault; readonly text: string }
  | { readonly part: 'date'; readonly reason: 'in-the-future'; readonly text: string }
  | { readonly part: 'project'; readonly reason: 'unknown' | 'too-long' | 'second'; readonly text: string }
  | {
      readonly part: 'project'
      readonly reason: 'ambiguous'
      readonly text: string
      readonly choices: readonly Project[]
    }
  | { readonly part: 'tag'; readonly reason: 'too-many' | 'too-long'; readonly text: string }
  | { readonly part: 'note'; readonly reason: 'too-long'; readonly text: string }

/** A capture line as understood so far: what each part means, and what keeps it from being an entry. */
export interface CaptureReading {
  readonly minutes: number | null
  readonly date: LocalDate
  /** True when the line names a day itself; otherwise `date` is today. */
  readonly dateGiven: boolean
  readonly project: string | null
  readonly projectId: string | null
  readonly tags: readonly string[]
  readonly note: string
  readonly faults: readonly CaptureFault[]
}

interface Word {
  readonly text: string
  readonly from: number
  readonly to: number
}

const MAX_CHOICES = 5

/**
 * Reads one capture line (`2h @acme design review yesterday #workshop`). Total: any text gives a reading.
 *
 * Words that can stand in a note as well (a weekday, a bare number) count only at either end of the line,
 * so that `2h fix 3 bugs` keeps its note whole.
 */
export function readCaptureLine(line: string, context: CaptureContext): CaptureReading {
  const words = splitWords(line)
  const taken = new Set<Word>()
  const faults: CaptureFault[] = []

  const minutes = takeDuration(words, taken, faults, context)
  const day = takeDate(words, taken, faults, context)
  const booked = takeProject(words, taken, faults, context.projects)
  const tags = takeTags(words, taken, faults)
  const note = noteOf(line, words, taken)
  if (note.length > MAX_NOTE_LENGTH) faults.push({ part: 'note', reason: 'too-long', text: '' })

  return { minutes, date: day ?? context.today, dateGiven: day !== null, ...booked, tags, note, faults }
}

/** The entry that Enter saves, or null while the reading has a fault. */
export function contentOf(reading: CaptureReading): EntryContent | null {
  if (reading.minutes === null || reading.faults.length > 0) return null
  const { date, minutes, project, projectId, tags, note } = reading
  return { date, start: null, minutes, project, projectId, task: null, tags, note, billable: true }
}

/** The `@…` word under the cursor (an offset into `line`), for suggestions; null when there is none. */
export function projectQueryAt(line: string, cursor: number): (Word & { readonly query: string }) | null {
  const word = splitWords(line).find(({ from, to }) => from < cursor && cursor <= to)
  return word?.text.startsWith('@') ? { ...word, query: word.text.slice(1) } : null
}

/** `line` with the `@…` word that could not be resolved replaced by the project chosen for it. */
export function chooseProject(line: string, query: string, project: Project): string {
  const word = splitWords(line).find(({ text }) => text === `@${query}`)
  return word ? `${line.slice(0, word.from)}@${projectSlug(project)}${line.slice(word.to)}` : line
}

function splitWords(line: string): Word[] {
  return [...line.matchAll(/\S+/g)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }))
}

function takeDuration(
  words: readonly Word[],
  taken: Set<Word>,
  faults: CaptureFault[],
  context: CaptureContext,
): number | null {
  const found = findDuration(words, context)
  if (found.length === 0) {
    faults.push({ part: 'duration', reason: 'missing', text: '' })
    return null
  }
  for (const word of found) taken.add(word)
  const text = found.map((word) => word.text).join(' ')
  const parsed = parseDuration(text)
  if (parsed.ok) return parsed.value
  faults.push({ part: 'duration', reason: parsed.reason, text })
  return null
}

/** The words that make the duration, one or two (`1h 30m`, `2 h`); a bare number only where no other says a unit. */
function findDuration(words: readonly Word[], context: CaptureContext): Word[] {
  for (const [index, word] of words.entries()) {
    const next = words[index + 1]
    if (next && hasDurationUnit(`${word.text} ${next.text}`)) return [word, next]
    if (hasDurationUnit(word.text)) return [word]
  }
  const plain = words.filter((word) => !isMarked(word) && readDate(word.text, context) === null)
  const bare = [plain[0], plain.at(-1)].find((word) => word && isBareNumber(word.text))
  return bare ? [bare] : []
}

function takeDate(
  words: readonly Word[],
  taken: Set<Word>,
  faults: CaptureFault[],
  context: CaptureContext,
): LocalDate | null {
  const rest = words.filter((word) => !taken.has(word) && !isMarked(word))
  const explicit = rest.find((word) => readExplicitDate(word.text, context.today) !== null)
  const atEnd = [rest[0], rest.at(-1)].find((word) => word && readDate(word.text, context) !== null)
  const word = explicit ?? atEnd
  if (!word) return null
  taken.add(word)
  const date = readDate(word.text, context)
  if (date !== null && date > context.today)
    faults.push({ part: 'date', reason: 'in-the-future', text: word.text })
  return date
}

function takeProject(
  words: readonly Word[],
  taken: Set<Word>,
  faults: CaptureFault[],
  projects: readonly Project[],
): { project: string | null; projectId: string | null } {
  const [word, second] = words.filter(({ text }) => text.startsWith('@') && text.length > 1)
  if (!word) return { project: null, projectId: null }
  taken.add(word)
  if (second) {
    taken.add(second)
    faults.push({ part: 'project', reason: 'second', text: second.text })
  }
  const query = word.text.slice(1)
  if (query.length > MAX_NAME_LENGTH) {
    faults.push({ part: 'project', reason: 'too-long', text: query })
    return { project: null, projectId: null }
  }
  if (projects.length === 0) return { project: query, projectId: null }
  const project = resolveProject(query, projects)
  if (project) return { project: project.name, projectId: project.id }
  const choices = findProjects(query, projects).slice(0, MAX_CHOICES)
  faults.push(
    choices.length === 0
      ? { part: 'project', reason: 'unknown', text: query }
      : { part: 'project', reason: 'ambiguous', text: query, choices },
  )
  return { project: null, projectId: null }
}

function takeTags(words: readonly Word[], taken: Set<Word>, faults: CaptureFault[]): string[] {
  const tags = new Set<string>()
  for (const word of words) {
    if (!word.text.startsWith('#') || word.text.length === 1) continue
    taken.add(word)
    const tag = word.text.slice(1)
    if (tag.length > MAX_TAG_LENGTH) faults.push({ part: 'tag', reason: 'too-long', text: tag })
    tags.add(tag)
  }
  if (tags.size > MAX_TAGS) faults.push({ part: 'tag', reason: 'too-many', text: '' })
  return [...tags]
}

/** What is left, exactly as typed; only the white space around a taken word closes up. */
function noteOf(line: string, words: readonly Word[], taken: ReadonlySet<Word>): string {
  const stretches: string[] = []
  let from = 0
  for (const word of words) {
    if (!taken.has(word)) continue
    stretches.push(line.slice(from, word.from).trim())
    from = word.to
  }
  stretches.push(line.slice(from).trim())
  return stretches.filter((stretch) => stretch !== '').join(' ')
}

function readDate(text: string, context: CaptureContext): LocalDate | null {
  return readExplicitDate(text, context.today) ?? readDateWord(text, context.today, context.words)
}

function isMarked(word: Word): boolean {
  return word.text.length > 1 && (word.text.startsWith('@') || word.text.startsWith('#'))
}
