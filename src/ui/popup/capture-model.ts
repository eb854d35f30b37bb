import { batch, computed, effect, signal, untracked } from '@preact/signals'
import type { CaptureContext } from '../../domain/capture-context.ts'
import { completeLine } from '../../domain/capture-format.ts'
import { chooseBooking, contentOf, keepInNote, readCaptureLine } from '../../domain/capture-line.ts'
import { isSeveralLines } from '../../domain/capture-lines.ts'
import { bookingWord } from '../../domain/capture-project.ts'
import { captureWordsFor } from '../../domain/capture-words.ts'
import { projectUsesOf } from '../../domain/past-work.ts'
import { prepareProjects } from '../../domain/project-search.ts'
import { readTimerLine, type TimerLineFault, timerLine } from '../../domain/timer-line.ts'
import type { Draft } from '../../platform/draft-store.ts'
import type { CaptureDeps, CaptureModel } from './capture-interface.ts'
import { createPaste } from './capture-paste.ts'
import { createSuggestions, type Suggestion } from './capture-suggestions.ts'
import { createPageModel } from './page-model.ts'

/** Resolves to whether the text of the line is kept elsewhere now. */
type Keep = (text: string) => Promise<boolean>

export function createCaptureModel(deps: CaptureDeps): CaptureModel {
  const line = signal('')
  const cursor = signal(0)
  const tried = signal(false)
  const timerFault = signal<TimerLineFault | null>(null)
  const starred = signal<'kept' | 'let-go' | null>(null)
  let attempted: { text: string; id: string } | null = null
  let isFollowing = false
  let saved = ''
  let saving = false
  /** Enter that was pressed while the line before was being saved: it counts if nothing is typed after it. */
  let next: { readonly text: string; readonly keep: Keep } | null = null
  let isWarm = false

  const words = captureWordsFor(deps.language)
  const { projects } = deps
  effect(() => void prepareProjects(projects.value, deps.whenIdle))
  const ownUses = computed(() => projectUsesOf(deps.snapshot.value?.entries ?? [], deps.today.value))
  const uses = computed(() => new Map([...ownUses.value, ...(suggestions.latestUses.value ?? [])]))
  const context = computed(
    (): CaptureContext => ({
      today: deps.today.value,
      words,
      projects: projects.value,
      uses: uses.value,
    }),
  )
  const reading = computed(() => readCaptureLine(line.value, context.value))
  const plainProject = computed(() => {
    const { isProjectPlain, parts, faults } = reading.value
    const isAsked = faults.some((fault) => 'isPlain' in fault && fault.isPlain)
    const part = parts.find((each) => each.part === 'project')
    return part && (isProjectPlain || isAsked) ? line.value.slice(part.from, part.to) : null
  })
  const suggestions = createSuggestions({ line, cursor, reading, projects, uses, ask: deps.suggest })
  const faults = computed(() =>
    reading.value.faults.filter((fault) => {
      if (fault.part === 'duration' && fault.reason === 'missing') return tried.value
      return !((fault.part === 'project' || fault.part === 'task') && suggestions.isBooking.value)
    }),
  )
  const paste = createPaste({
    context,
    newId: deps.newId,
    saveEntry: (id, content, act) => deps.saveEntry(id, content, null, act),
    keep: () => keepDraft(line.peek(), null),
    tell: deps.tellSaved,
  })

  const page = createPageModel({ snapshot: deps.snapshot, line, reading, context: () => context.value, type })

  async function keepDraft(text: string, entryId: string | null): Promise<void> {
    const account = deps.snapshot.peek()?.account
    if (!account) return
    const lines = paste.shown.peek().map((pasted) => ({ id: pasted.id, text: pasted.text }))
    await deps.saveDraft({ account: account.key, text, entryId, ...(lines.length > 0 && { lines }) })
  }

  function type(text: string, at: number): void {
    isFollowing = false
    if (text !== line.value) {
      tried.value = false
      timerFault.value = null
    }
    if (!isWarm && text !== '' && deps.snapshot.peek()?.account) {
      isWarm = true
      suggestions.warmUp()
    }
    batch(() => {
      line.value = text
      moveCursor(at)
    })
    void keepDraft(text, null)
  }

  function addLine(added: string, id: string): void {
    const text = [line.value.trim(), added].filter((part) => part !== '').join(' ')
    type(text, text.length)
    // Alone it may be stored already, where the worker was stopped before it could say so.
    if (text === added) attempted = { text, id }
  }

  function moveCursor(at: number): void {
    cursor.value = at
    suggestions.onTyped()
  }

  function replaceLine(text: string): void {
    type(text, text.length)
  }

  function replaceWord(word: string): void {
    const { from, to } = suggestions.stretch()
    const before = `${line.value.slice(0, from)}${word} `
    type(before + line.value.slice(to).trimStart(), before.length)
  }

  function accept(suggestion: Suggestion): void {
    switch (suggestion.kind) {
      case 'project':
        replaceWord(bookingWord(suggestion.project, null))
        break
      case 'task':
        replaceWord(bookingWord(suggestion.project, suggestion.task))
        break
      case 'tag':
        replaceWord(`#${suggestion.tag}`)
        break
      case 'work':
        replaceLine(completeLine(line.value, suggestion.work, context.value))
        suggestions.close()
        break
      default:
        suggestion satisfies never
    }
  }

  async function star(suggestion: Suggestion): Promise<void> {
    if (suggestion.kind !== 'work') return
    const isFavourite = !suggestion.work.isFavourite
    if (!(await deps.keepFavourite(suggestion.work, isFavourite))) return
    suggestions.showFavourite(suggestion.work, isFavourite)
    starred.value = isFavourite ? 'kept' : 'let-go'
  }

  function takePaste(text: string): boolean {
    if (!isSeveralLines(text)) return false
    const typed = line.peek()
    // What stood in the line is the first of them.
    batch(() => {
      paste.open(typed.trim() === '' ? text : `${typed}\n${text}`)
      type('', 0)
    })
    return true
  }

  async function finish(keep: Keep): Promise<boolean> {
    if (saving) {
      next = { text: line.value, keep }
      return false
    }
    saving = true
    const text = line.value
    const kept = await keep(text)
    saving = false
    const asked = next
    next = null
    if (!kept) return false
    const isAsked = asked?.text === line.value
    saved = text
    attempted = null
    const typedMeanwhile = line.value.startsWith(text) ? line.value.slice(text.length) : line.value
    type(typedMeanwhile, typedMeanwhile.length)
    tried.value = false
    return asked && isAsked && typedMeanwhile.trim() !== '' ? await finish(asked.keep) : true
  }

  async function saveLine(text: string): Promise<boolean> {
    // Keys that were pressed while the popup opened arrive before the projects do: `@acme` must not be a word then.
    await deps.listsRead
    const content = contentOf(readCaptureLine(text, context.value))
    if (!content || !deps.snapshot.value?.account) return false
    if (attempted?.text !== text) attempted = { text, id: deps.newId() }
    // The popup can close at any moment, and the browser be killed: the id is kept beside the text before anything is
    // stored under it, so that Enter after that saves no twin.
    await keepDraft(text, attempted.id)
    return await deps.saveEntry(attempted.id, page.complete(content), page.keys())
  }

  async function startLine(text: string): Promise<boolean> {
    await deps.listsRead
    const { work } = readTimerLine(text, context.value)
    if (!work.ok) timerFault.value = work.reason
    if (!work.ok || !deps.snapshot.value?.account) return false
    const id = deps.newId()
    if (text !== '') await keepDraft(text, id)
    return await deps.startTimer(id, page.complete(work.value))
  }

  /** Under this id or, where the server has given the entry another one, under what was this one. */
  function isKept(madeId: string | null): boolean {
    const { entries = [], timer = null } = deps.snapshot.peek() ?? {}
    return timer?.id === madeId || entries.some(({ id, formerId }) => id === madeId || formerId === madeId)
  }

  /** The line was stored although nobody heard of it, as when the browser was killed in between: it is done. */
  function settle(): void {
    const isStored = isKept(attempted?.id ?? null)
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
    const text = draft && !isKept(draft.entryId) ? draft.text : ''
    attempted = draft?.entryId && text !== '' ? { text, id: draft.entryId } : null
    isWarm = false
    page.recall(null)
    suggestions.reset()
    paste.reopen((draft?.lines ?? []).filter(({ id }) => !isKept(id)))
    show(text)
  }

  /** Without storing it, as it is stored already. */
  function show(text: string): void {
    tried.value = false
    batch(() => {
      line.value = text
      moveCursor(text.length)
      suggestions.close()
    })
  }

  function follow({ account, text, entryId, lines = [] }: Draft, before: string): void {
    const isOwn = account === deps.snapshot.peek()?.account?.key
    if (!isOwn || saving || paste.saving.peek() || line.peek() !== before) return
    isFollowing = true
    attempted = entryId && text !== '' ? { text, id: entryId } : null
    paste.reopen(lines)
    show(text)
  }

  return {
    line,
    cursor,
    reading,
    plainProject,
    faults,
    suggestions: suggestions.shown,
    active: suggestions.active,
    starred,
    paste,
    page,
    type,
    addLine,
    takeUp: (words) => {
      if (!line.peek().endsWith(words)) addLine(words, deps.newId())
    },
    moveCursor,
    takePaste,
    moveActive: suggestions.moveActive,
    openSuggestions: () => {
      if (line.peek().trim() === '') suggestions.openLatest()
    },
    closeSuggestions: suggestions.close,
    accept,
    star,
    choose: (fault, project, task) => replaceLine(chooseBooking(line.value, fault, project, task)),
    keepInNote: () => replaceLine(keepInNote(line.value, reading.value)),
    save: () => {
      if (line.value.trim() === '' && paste.shown.peek().length > 0) return paste.save()
      tried.value = true
      return finish(saveLine)
    },
    startTimer: () => finish(startLine),
    timerLine: (work) => timerLine(work, context.peek()),
    readTimerLine: (text) => readTimerLine(text, context.peek()),
    timerFault,
    useAccount,
    follow,
    restore: () => {
      if (line.value === '') type(saved, saved.length)
    },
  }
}
