import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { Snapshot } from '../../contract/snapshot.ts'
import type { AmbiguousProject, CaptureFault, TaskFault } from '../../domain/capture-fault.ts'
import {
  type CaptureReading,
  chooseBooking,
  contentOf,
  keepInNote,
  markedWordAt,
  readCaptureLine,
} from '../../domain/capture-line.ts'
import { captureWordsFor } from '../../domain/capture-words.ts'
import type { EntryContent, Project } from '../../domain/entry.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import { projectUsesOf } from '../../domain/past-work.ts'
import { findProjects, projectSlug, resolveProject } from '../../domain/project-search.ts'
import type { TimerWork } from '../../domain/timer.ts'
import { type TimerLineFault, timerWorkOf } from '../../domain/timer-line.ts'
import type { Draft } from '../../platform/draft-store.ts'

export interface CaptureDeps {
  readonly snapshot: ReadonlySignal<Snapshot | null>
  readonly today: ReadonlySignal<LocalDate>
  readonly language: string
  readonly newId: () => string
  /** Resolves when the snapshot has its projects and entries, which the first frame is drawn without. */
  readonly listsRead: Promise<void>
  /** Resolves when it is stored, or when it cannot be, which is said then. */
  readonly saveDraft: (draft: Draft) => Promise<void>
  /** True once the entry is kept. */
  readonly saveEntry: (id: string, content: EntryContent) => Promise<boolean>
  /** True once the timer runs. */
  readonly startTimer: (id: string, work: TimerWork) => Promise<boolean>
}

export interface CaptureModel {
  readonly line: ReadonlySignal<string>
  readonly cursor: ReadonlySignal<number>
  readonly reading: ReadonlySignal<CaptureReading>
  /** The words that stand for a project without `@`, or may stand for several; null when none do. */
  readonly plainProject: ReadonlySignal<string | null>
  /** What to tell the user now: not the part that is still being typed. */
  readonly faults: ReadonlySignal<readonly CaptureFault[]>
  readonly suggestions: ReadonlySignal<readonly Project[]>
  /** Index of the highlighted suggestion, -1 for none. */
  readonly active: ReadonlySignal<number>
  readonly type: (line: string, cursor: number) => void
  readonly moveCursor: (cursor: number) => void
  readonly moveActive: (step: 1 | -1) => void
  readonly closeSuggestions: () => void
  readonly accept: (project: Project) => void
  /** Puts what was chosen in the place of the words that could mean several. */
  readonly choose: (fault: AmbiguousProject | TaskFault, project: Project, task: string | null) => void
  /** Gives the words that were taken for a project without `@` back to the note. */
  readonly keepInNote: () => void
  /** Saves the line; answers whether it is kept. The text goes only then. */
  readonly save: () => Promise<boolean>
  /** Starts a timer for what the line says; answers whether it runs. The text goes only then. */
  readonly startTimer: () => Promise<boolean>
  /** Why the line as it stands was no timer's, once that was tried. */
  readonly timerFault: ReadonlySignal<TimerLineFault | null>
  /** Takes up the draft of the account that has just appeared; nobody sees the line of somebody else. */
  readonly useAccount: (account: string | null, draft: Draft | null) => void
  /** Goes on with what another page has made of `before`; a line that is another by now stays as it is. */
  readonly follow: (draft: Draft, before: string) => void
  /** Puts the line of an entry that was taken back into the empty field. */
  readonly restore: () => void
}

const MAX_SUGGESTIONS = 6

export function createCaptureModel(deps: CaptureDeps): CaptureModel {
  const line = signal('')
  const cursor = signal(0)
  const tried = signal(false)
  const closedFor = signal<string | null>(null)
  const chosen = signal<number | null>(null)
  const timerFault = signal<TimerLineFault | null>(null)
  let attempted: { text: string; id: string } | null = null
  let isFollowing = false
  let saved = ''
  let saving = false

  const read = (text: string) =>
    readCaptureLine(text, {
      today: deps.today.value,
      words: captureWordsFor(deps.language),
      projects: deps.snapshot.value?.projects ?? [],
      uses: uses.value,
    })
  const reading = computed(() => read(line.value))
  const plainProject = computed(() => {
    const { isProjectPlain, parts, faults } = reading.value
    const part = parts.find((each) => each.part === 'project')
    const isAsked = faults.some(
      (fault) => fault.reason === 'ambiguous' && fault.part === 'project' && fault.isPlain,
    )
    return part && (isProjectPlain || isAsked) ? line.value.slice(part.from, part.to) : null
  })
  const uses = computed(() => projectUsesOf(deps.snapshot.value?.entries ?? [], deps.today.value))
  const query = computed(() => {
    const word = markedWordAt(line.value, cursor.value)
    return word?.mark === '@' && closedFor.value !== line.value ? word : null
  })
  const suggestions = computed(() => {
    if (!query.value) return []
    const projects = deps.snapshot.value?.projects ?? []
    return findProjects(query.value.query, projects, uses.value).slice(0, MAX_SUGGESTIONS)
  })
  // Enter takes a suggestion only while the word means no project by itself: `2h @acme` + Enter saves.
  const active = computed(() => {
    if (suggestions.value.length === 0 || !query.value) return -1
    if (chosen.value !== null) return Math.min(chosen.value, suggestions.value.length - 1)
    return resolveProject(query.value.query, deps.snapshot.value?.projects ?? []) ? -1 : 0
  })
  const faults = computed(() =>
    reading.value.faults.filter((fault) => {
      if (fault.part === 'duration' && fault.reason === 'missing') return tried.value
      return !(fault.part === 'project' && suggestions.value.length > 0)
    }),
  )

  function type(text: string, at: number): void {
    isFollowing = false
    if (text !== line.value) {
      tried.value = false
      timerFault.value = null
    }
    line.value = text
    moveCursor(at)
    const account = deps.snapshot.value?.account
    if (account) void deps.saveDraft({ account: account.key, text, entryId: null })
  }

  function moveCursor(at: number): void {
    cursor.value = at
    chosen.value = null
  }

  function moveActive(step: 1 | -1): void {
    const count = suggestions.value.length
    const from = active.value === -1 && step === -1 ? 0 : active.value
    if (count > 0) chosen.value = (from + step + count) % count
  }

  function accept(project: Project): void {
    const word = query.value
    if (!word) return
    const before = `${line.value.slice(0, word.from)}@${projectSlug(project)} `
    type(before + line.value.slice(word.to).trimStart(), before.length)
  }

  function replaceLine(text: string): void {
    type(text, text.length)
  }

  async function finish(keep: (text: string) => Promise<boolean>): Promise<boolean> {
    if (saving) return false
    saving = true
    const text = line.value
    const kept = await keep(text)
    saving = false
    if (!kept) return false
    saved = text
    attempted = null
    const typedMeanwhile = line.value.startsWith(text) ? line.value.slice(text.length) : line.value
    type(typedMeanwhile, typedMeanwhile.length)
    tried.value = false
    return true
  }

  async function saveLine(text: string): Promise<boolean> {
    // Keys that were pressed while the popup opened arrive before the projects do: `@acme` must not be a word then.
    await deps.listsRead
    const content = contentOf(read(text))
    const account = deps.snapshot.value?.account
    if (!content || !account) return false
    if (attempted?.text !== text) attempted = { text, id: deps.newId() }
    // The popup can close at any moment, and the browser be killed: the id is kept beside the text before anything is
    // stored under it, so that Enter after that saves no twin.
    await deps.saveDraft({ account: account.key, text, entryId: attempted.id })
    return await deps.saveEntry(attempted.id, content)
  }

  async function startLine(text: string): Promise<boolean> {
    await deps.listsRead
    const work = timerWorkOf(read(text), deps.today.value)
    if (!work.ok) timerFault.value = work.reason
    const account = deps.snapshot.value?.account
    if (!work.ok || !account) return false
    const id = deps.newId()
    if (text !== '') await deps.saveDraft({ account: account.key, text, entryId: id })
    return await deps.startTimer(id, work.value)
  }

  /** The line was stored although nobody heard of it, as when the browser was killed in between: it is done. */
  function settle(): void {
    const isStored = deps.snapshot.peek()?.entries.some(({ id }) => id === attempted?.id)
    if (saving || !isStored || line.peek() !== attempted?.text) return
    saved = line.peek()
    attempted = null
    // What it follows is the other page's to clear: there the next line may have begun.
    if (isFollowing) show('')
    else type('', 0)
  }
  effect(() => {
    if (deps.snapshot.value) untracked(settle)
  })

  function useAccount(account: string | null, stored: Draft | null): void {
    const draft = stored?.account === account ? stored : null
    // The popup was closed after Enter and before the answer: the entry is there, so the draft is done.
    const { entries = [], timer = null } = deps.snapshot.peek() ?? {}
    const isKept = [...entries, timer].some((kept) => kept?.id === draft?.entryId)
    const text = draft && !isKept ? draft.text : ''
    attempted = draft?.entryId && text !== '' ? { text, id: draft.entryId } : null
    show(text)
  }

  /** Without storing it, as it is stored already. */
  function show(text: string): void {
    tried.value = false
    line.value = text
    moveCursor(text.length)
    closedFor.value = text
  }

  function follow({ account, text, entryId }: Draft, before: string): void {
    const isOwn = account === deps.snapshot.peek()?.account?.key
    if (!isOwn || saving || line.peek() !== before) return
    isFollowing = true
    attempted = entryId && text !== '' ? { text, id: entryId } : null
    show(text)
  }

  return {
    line,
    cursor,
    reading,
    plainProject,
    faults,
    suggestions,
    active,
    type,
    moveCursor,
    moveActive,
    closeSuggestions: () => {
      closedFor.value = line.value
    },
    accept,
    choose: (fault, project, task) => replaceLine(chooseBooking(line.value, fault, project, task)),
    keepInNote: () => replaceLine(keepInNote(line.value, reading.value)),
    save: () => {
      tried.value = true
      return finish(saveLine)
    },
    startTimer: () => finish(startLine),
    timerFault,
    useAccount,
    follow,
    restore: () => {
      if (line.value === '') type(saved, saved.length)
    },
  }
}
