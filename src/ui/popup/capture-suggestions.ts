import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { CommandInput } from '../../contract/commands.ts'
import type { Suggested } from '../../contract/suggested.ts'
import { type CaptureReading, markedWordAt } from '../../domain/capture-line.ts'
import { findTasks, splitTask } from '../../domain/capture-project.ts'
import type { Project } from '../../domain/entry.ts'
import type { PastWork } from '../../domain/past-work.ts'
import { findProjects, type ProjectUses } from '../../domain/project-search.ts'

export type Suggestion =
  | { readonly kind: 'project'; readonly project: Project }
  | { readonly kind: 'task'; readonly project: Project; readonly task: string }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'work'; readonly work: PastWork }

export interface SuggestionDeps {
  readonly line: ReadonlySignal<string>
  readonly cursor: ReadonlySignal<number>
  readonly reading: ReadonlySignal<CaptureReading>
  readonly projects: ReadonlySignal<readonly Project[]>
  readonly uses: ReadonlySignal<ProjectUses>
  /** What was done before is known to the worker alone; what it answers comes a little later. */
  readonly ask: (input: CommandInput<'suggest'>) => Promise<Suggested>
}

/** The stretch of the line that a suggestion is for. */
interface Wanted {
  readonly kind: 'booking' | CommandInput<'suggest'>['kind']
  readonly query: string
  readonly from: number
  readonly to: number
}

export type Suggestions = ReturnType<typeof createSuggestions>

const MAX_SHOWN = 6
const MAX_QUERY_LENGTH = 200
const FEWEST_NOTE_LETTERS = 2

/** What can be chosen for what is being typed, as in a combobox of the ARIA practices. */
export function createSuggestions(deps: SuggestionDeps) {
  const { line, cursor, reading, projects, uses } = deps
  const closedFor = signal<string | null>(null)
  /** For an empty line they are shown when somebody asks for them, not over the day each time the popup opens. */
  const isAskedFor = signal(false)
  const chosen = signal<number | null>(null)
  const answer = signal<{ readonly kind: Wanted['kind']; readonly suggested: Suggested } | null>(null)
  const latestUses = signal<ProjectUses | null>(null)

  const wanted = computed((): Wanted | null => {
    if (closedFor.value === line.value) return null
    if (line.value.trim() === '')
      return isAskedFor.value ? { kind: 'latest', query: '', from: 0, to: 0 } : null
    const word = markedWordAt(line.value, cursor.value)
    if (word) return { ...word, kind: word.mark === '@' ? 'booking' : 'tags' }
    return wantedWork(line.value, cursor.value, reading.value)
  })
  const shown = computed((): readonly Suggestion[] => {
    const now = wanted.value
    if (!now) return []
    if (now.kind === 'booking') return bookingsFor(now.query, projects.value, uses.value)
    const { kind, suggested } = answer.value ?? {}
    if (kind !== now.kind || !suggested) return []
    return now.kind === 'tags' ? tagsOf(suggested, now, reading.value) : workOf(suggested, reading.value)
  })
  // Enter takes a suggestion by itself only for a project or task that the word does not name yet: `2h @acme` saves.
  const active = computed(() => {
    const count = shown.value.length
    if (count === 0) return -1
    if (chosen.value !== null) return Math.min(chosen.value, count - 1)
    if (wanted.value?.kind !== 'booking') return -1
    const isOpen = reading.value.faults.some(({ part }) => part === 'project' || part === 'task')
    return isOpen || wanted.value.query === '' ? 0 : -1
  })

  /** Grows with each person: an answer for the one before is nobody's. */
  let person = 0
  let underWay = false
  let next: CommandInput<'suggest'> | null = null

  /** One question at a time; of those that come meanwhile the last one is asked. */
  async function ask(input: CommandInput<'suggest'>): Promise<void> {
    next = input
    if (underWay) return
    underWay = true
    while (next) {
      const question: CommandInput<'suggest'> = next
      const askedFor = person
      next = null
      try {
        const suggested = await deps.ask(question)
        if (askedFor !== person) continue
        answer.value = { kind: question.kind, suggested }
        if (question.kind === 'latest') latestUses.value = new Map(suggested.uses)
      } catch (error) {
        // The line works without them; whatever is wrong is told by the next act.
        console.error(error)
      }
    }
    underWay = false
  }

  effect(() => {
    const now = wanted.value
    if (!now || now.kind === 'booking') return
    const input = { kind: now.kind, query: now.query.slice(0, MAX_QUERY_LENGTH) }
    untracked(() => void ask(input))
  })

  return {
    shown,
    active,
    /** By id, of everything that was ever done; null until the worker has said so. */
    latestUses: latestUses as ReadonlySignal<ProjectUses | null>,
    /** Whether projects or tasks are being chosen from. */
    isBooking: computed(() => shown.value.length > 0 && wanted.value?.kind === 'booking'),
    /** The stretch that a project, task or tag replaces. */
    stretch: (): Pick<Wanted, 'from' | 'to'> => wanted.peek() ?? { from: 0, to: 0 },
    /** Lets the worker get ready for the first question. */
    warmUp: () => void ask({ kind: 'latest', query: '' }),
    openLatest: () => {
      closedFor.value = null
      isAskedFor.value = true
    },
    close: () => {
      closedFor.value = line.peek()
      isAskedFor.value = false
      chosen.value = null
    },
    /** Somebody else is at work, or nobody. */
    reset: () => {
      person += 1
      next = null
      answer.value = null
      latestUses.value = null
      isAskedFor.value = false
      closedFor.value = line.peek()
    },
    onTyped: () => {
      chosen.value = null
      if (line.peek() !== '') isAskedFor.value = false
    },
    moveActive: (step: 1 | -1) => {
      const count = shown.peek().length
      const from = active.peek()
      if (count > 0) chosen.value = from === -1 ? (step === 1 ? 0 : count - 1) : (from + step + count) % count
    },
    showFavourite: (work: PastWork, isFavourite: boolean) => {
      const { kind, suggested } = answer.peek() ?? {}
      if (!kind || !suggested) return
      const changed = suggested.work.map((each) => (each === work ? { ...each, isFavourite } : each))
      answer.value = { kind, suggested: { ...suggested, work: changed } }
    },
  }
}

/** While the note is being typed: the cursor is behind its last word. */
function wantedWork(line: string, cursor: number, { note, parts }: CaptureReading): Wanted | null {
  const end = line.trimEnd().length
  const isInNote = cursor >= end && (parts.at(-1)?.to ?? 0) < end
  if (!isInNote || note.length < FEWEST_NOTE_LETTERS) return null
  return { kind: 'work', query: note, from: 0, to: line.length }
}

function bookingsFor(query: string, projects: readonly Project[], uses: ProjectUses): readonly Suggestion[] {
  const found = findProjects(query, projects, MAX_SHOWN, uses)
  if (found.length > 0) return found.map((project) => ({ kind: 'project', project }))
  const split = splitTask(query, projects)
  if (!split) return []
  const { project } = split
  return findTasks(split.task, project)
    .slice(0, MAX_SHOWN)
    .map((task) => ({ kind: 'task', project, task }))
}

function tagsOf({ tags }: Suggested, { query }: Wanted, reading: CaptureReading): readonly Suggestion[] {
  return tags
    .filter((tag) => tag !== query && !reading.tags.includes(tag))
    .slice(0, MAX_SHOWN)
    .map((tag) => ({ kind: 'tag', tag }))
}

function workOf({ work }: Suggested, { note, project }: CaptureReading): readonly Suggestion[] {
  const isThere = (each: PastWork) => each.note === note && (project !== null || each.project === null)
  return work
    .filter((each) => !isThere(each))
    .slice(0, MAX_SHOWN)
    .map((each) => ({ kind: 'work', work: each }))
}
