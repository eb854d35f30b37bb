import type { CaptureContext } from './capture-context.ts'
import { contentOf, readCaptureLine } from './capture-line.ts'
import { bookingWord } from './capture-project.ts'
import { formatDuration } from './duration.ts'
import type { EntryContent } from './entry.ts'
import type { Work } from './past-work.ts'
import { resolveProject } from './project-search.ts'
import { formatTimeRange } from './time-range.ts'

/**
 * The line that means `content`, as short as it can be: a note that would be taken for something else stands behind
 * `--`. Null where no line can say it, such as a note of several lines, or a project that is not among the known ones.
 */
export function formatCaptureLine(content: EntryContent, context: CaptureContext): string | null {
  const head = headOf(content, context)
  const lines = [
    [...head, content.note],
    [...head, '--', content.note],
  ].map((parts) => parts.filter((part) => part !== '').join(' '))
  return lines.find((line) => means(line, content, context)) ?? null
}

/**
 * `line` with the note of earlier work in the place of its own. What the line does not say itself is taken from that
 * work: its usual length, its project and task, its tags.
 */
export function completeLine(
  line: string,
  work: Work & { readonly minutes: number },
  context: CaptureContext,
): string {
  const reading = readCaptureLine(line, context)
  const typed = reading.parts
    .filter(({ part }) => part !== 'project' || !reading.isProjectPlain)
    .map(({ from, to }) => line.slice(from, to))
  const hasLength = reading.parts.some(({ part }) => part === 'duration')
  const hasProject = reading.parts.some(({ part }) => part === 'project') && !reading.isProjectPlain
  const head = [
    ...(hasLength ? [] : [formatDuration(work.minutes)]),
    ...typed,
    ...(hasProject ? [] : bookableOf(reading.isProjectPlain ? reading : work, context.projects)),
    ...work.tags.filter((tag) => !reading.tags.includes(tag)).map((tag) => `#${tag}`),
  ]
  const note = work.note.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
  const plain = [...head, note].join(' ').trim()
  const isRead = readCaptureLine(plain, context).note === note
  return isRead ? plain : [...head, '--', note].join(' ')
}

/** Nothing for what cannot be booked any more. */
function bookableOf(
  work: Pick<EntryContent, 'project' | 'projectId' | 'task'>,
  projects: CaptureContext['projects'],
): readonly string[] {
  if (projects.length === 0) return /\s/.test(work.project ?? '') ? [] : bookingOf(work, projects)
  // What was typed before there was a list has a name alone.
  const byName =
    work.projectId === null && work.project !== null ? resolveProject(work.project, projects) : null
  const known = projects.find(({ id, archived }) => id === work.projectId && !archived) ?? byName
  if (!known) return []
  return [bookingWord(known, work.task !== null && known.tasks.includes(work.task) ? work.task : null)]
}

function headOf(content: EntryContent, context: CaptureContext): string[] {
  const { date, start, minutes } = content
  const length = start === null ? formatDuration(minutes) : formatTimeRange(start, minutes)
  const day = date === context.today ? [] : [date]
  return [length, ...day, ...workWords(content, context)]
}

/** The words for its project and task, and for its tags. */
export function workWords(
  work: Pick<EntryContent, 'project' | 'projectId' | 'task' | 'tags'>,
  { projects }: Pick<CaptureContext, 'projects'>,
): string[] {
  return [...bookingOf(work, projects), ...work.tags.map((tag) => `#${tag}`)]
}

function bookingOf(
  { project, projectId, task }: Pick<EntryContent, 'project' | 'projectId' | 'task'>,
  projects: CaptureContext['projects'],
): readonly string[] {
  if (project === null) return []
  const known = projects.find(({ id }) => id === projectId)
  return [known ? bookingWord(known, task) : `@${project}`]
}

function means(line: string, content: EntryContent, context: CaptureContext): boolean {
  if (/[\r\n\u2028\u2029]/.test(line)) return false
  const read = contentOf(readCaptureLine(line, context))
  return read !== null && isSameContent(read, content)
}

function isSameContent(a: EntryContent, b: EntryContent): boolean {
  return (
    a.date === b.date &&
    a.start === b.start &&
    a.minutes === b.minutes &&
    a.project === b.project &&
    a.projectId === b.projectId &&
    a.task === b.task &&
    a.note === b.note &&
    a.billable === b.billable &&
    a.tags.length === b.tags.length &&
    a.tags.every((tag, index) => tag === b.tags[index])
  )
}
