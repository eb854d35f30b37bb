import type { CaptureContext } from './capture-context.ts'
import type { CaptureFault, TaskFault } from './capture-fault.ts'
import { isMarked, type TypedLine, takeStretch, type Word } from './capture-text.ts'
import { MAX_NAME_LENGTH, type Project } from './entry.ts'
import { findProjects, projectSlug, projectsNamed, resolveProject, slugOf } from './project-search.ts'

export interface Booked {
  readonly project: string | null
  readonly projectId: string | null
  readonly task: string | null
  /** True when it was named by words without `@`. */
  readonly isProjectPlain: boolean
}

const NOTHING: Booked = { project: null, projectId: null, task: null, isProjectPlain: false }
const MAX_CHOICES = 5
/** Of a project's name without `@`. */
const MOST_PLAIN_WORDS = 6
const FEWEST_PLAIN_LETTERS = 2
/** `acme`, `acme:`; not `--acme` nor `@ acme`. */
const PLAIN_NAME = /^[\p{L}\p{N}].*?[\p{L}\p{N})][:,]?$/u

/** Takes the `@…` word, or else the first plain words where they are the whole name of a project. */
export function takeProject(line: TypedLine, faults: CaptureFault[], context: CaptureContext): Booked {
  const [word, second] = line.words.filter(({ text }) => text.startsWith('@') && text.length > 1)
  if (!word) return takePlainProject(line, faults, context)
  line.taken.set(word, 'project')
  if (second) {
    line.taken.set(second, 'project')
    faults.push({ part: 'project', reason: 'second', text: second.text })
  }
  const query = word.text.slice(1)
  if (query.length > MAX_NAME_LENGTH) {
    faults.push({ part: 'project', reason: 'too-long', text: query })
    return NOTHING
  }
  if (context.projects.length === 0) return { ...NOTHING, project: query }
  const read = readBooking(query, word, context)
  if (read.ok) return booked(read.project, read.task, false)
  faults.push(read.fault)
  return read.fault.part === 'task' ? booked(read.fault.project, null, false) : NOTHING
}

/** `@acme/website` or `@acme/website/design` for what was chosen. */
export function bookingWord(project: Project, task: string | null): string {
  const slug = projectSlug(project)
  return task === null ? `@${slug}` : `@${slug}/${slugOf(task)}`
}

/** The tasks of `project` whose names begin with `query`, else those that hold it. */
export function findTasks(query: string, project: Project): readonly string[] {
  const wanted = slugOf(query)
  const exact = project.tasks.filter((task) => slugOf(task) === wanted)
  if (exact.length > 0) return exact
  const begins = project.tasks.filter((task) => slugOf(task).startsWith(wanted))
  return begins.length > 0 ? begins : project.tasks.filter((task) => slugOf(task).includes(wanted))
}

/** The project before the last slash and what is typed behind it, where that is no project's own name. */
export function splitTask(
  query: string,
  projects: readonly Project[],
): { readonly project: Project; readonly task: string } | null {
  for (let at = query.lastIndexOf('/'); at > 0; at = query.lastIndexOf('/', at - 1)) {
    const project = resolveProject(query.slice(0, at), projects)
    if (project) return { project, task: query.slice(at + 1) }
  }
  return null
}

type ReadBooking =
  | { readonly ok: true; readonly project: Project; readonly task: string | null }
  | { readonly ok: false; readonly fault: CaptureFault & { part: 'project' | 'task' } }

function readBooking(query: string, { from, to }: Word, { projects, uses }: CaptureContext): ReadBooking {
  const project = resolveProject(query, projects)
  if (project) return { ok: true, project, task: null }
  const stretch = { text: query, from, to }
  const choices = findProjects(query, projects, MAX_CHOICES, uses)
  if (choices.length > 0)
    return { ok: false, fault: { part: 'project', reason: 'ambiguous', ...stretch, isPlain: false, choices } }
  const split = splitTask(query, projects)
  if (!split) return { ok: false, fault: { part: 'project', reason: 'unknown', text: query } }
  if (slugOf(split.task) === '') return { ok: true, project: split.project, task: null }
  const tasks = findTasks(split.task, split.project)
  const [task] = tasks
  if (task !== undefined && tasks.length === 1) return { ok: true, project: split.project, task }
  return { ok: false, fault: taskFault(split, tasks, { ...stretch, text: split.task }) }
}

function taskFault(
  { project }: { readonly project: Project },
  found: readonly string[],
  stretch: Pick<TaskFault, 'text' | 'from' | 'to'>,
): TaskFault {
  const reason = found.length === 0 ? 'unknown' : 'ambiguous'
  const choices = (found.length === 0 ? project.tasks : found).slice(0, MAX_CHOICES)
  return { part: 'task', reason, ...stretch, project, choices }
}

/** The longest run of words at the beginning of the note that is the whole name of a client, a project, or both. */
function takePlainProject(line: TypedLine, faults: CaptureFault[], context: CaptureContext): Booked {
  const run = firstPlainRun(line)
  for (let count = run.length; count > 0; count -= 1) {
    const [from, to] = [run[0]?.from ?? 0, run[count - 1]?.to ?? 0]
    const text = line.text.slice(from, to)
    const isName =
      text.length >= FEWEST_PLAIN_LETTERS && text.length <= MAX_NAME_LENGTH && PLAIN_NAME.test(text)
    const found = isName ? projectsNamed(text, context.projects) : []
    const [project, second] = found
    if (!project) continue
    takeStretch(line, 'project', from, to)
    if (!second) return booked(project, null, true)
    const choices = findProjects(text, found, MAX_CHOICES, context.uses)
    faults.push({ part: 'project', reason: 'ambiguous', text, from, to, isPlain: true, choices })
    return NOTHING
  }
  return NOTHING
}

/** Words next to each other: what stands on the other side of a tag or a date is not the same name. */
function firstPlainRun(line: TypedLine): readonly Word[] {
  const isPlain = (word: Word) => !line.taken.has(word) && !isMarked(word)
  const first = line.words.findIndex(isPlain)
  if (first === -1) return []
  const run = line.words.slice(first, first + MOST_PLAIN_WORDS)
  const end = run.findIndex((word) => !isPlain(word))
  return end === -1 ? run : run.slice(0, end)
}

function booked({ name, id }: Project, task: string | null, isProjectPlain: boolean): Booked {
  return { project: name, projectId: id, task, isProjectPlain }
}
