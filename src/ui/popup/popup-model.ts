import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals'
import type { CommandInput, CommandName, CommandOutput } from '../../contract/commands.ts'
import type { ApprovalView, EntryView, Snapshot, UndoOffer } from '../../contract/snapshot.ts'
import type { EntryContent } from '../../domain/entry.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import type { Draft } from '../../platform/draft-store.ts'
import { type Attempt, attempt, type Failure } from '../attempt.ts'
import type { Formats } from '../formats.ts'
import { type CaptureModel, createCaptureModel } from './capture-model.ts'

export type View = 'today' | 'week' | 'approvals' | 'settings'

/** What the last act led to; the words are chosen where it is shown. */
export type Outcome =
  | { readonly kind: 'saved' | 'changed' | 'deleted'; readonly entry: EntryContent }
  | { readonly kind: 'approved' | 'rejected'; readonly entry: ApprovalView }
  | { readonly kind: 'undone' | 'undo-too-late' | 'signed-out' | 'signed-out-not-revoked' }

export interface PopupDeps {
  readonly snapshot: Snapshot | null
  readonly draft: Draft | null
  readonly language: string
  readonly formats: Formats
  readonly nowMs: () => number
  readonly dayAt: (epochMs: number) => LocalDate
  readonly newId: () => string
  readonly send: <Name extends CommandName>(
    command: Name,
    input: CommandInput<Name>,
  ) => Promise<CommandOutput<Name>>
  readonly saveDraft: (draft: Draft) => Promise<void>
  readonly openSettings: () => Promise<void>
}

export interface PopupModel {
  readonly formats: Formats
  readonly snapshot: ReadonlySignal<Snapshot | null>
  readonly today: ReadonlySignal<LocalDate>
  readonly view: ReadonlySignal<View>
  /** How much is drawn so far: the line can be used before the list stands, and what is out of sight comes last. */
  readonly drawn: Signal<'line' | 'in-sight' | 'all'>
  /** The day that stands open in the week. */
  readonly openDay: Signal<LocalDate | null>
  /** The entry whose fields are open. */
  readonly editing: Signal<string | null>
  /** The waiting entry whose rejection is being written. */
  readonly rejecting: Signal<string | null>
  readonly capture: CaptureModel
  /** Of the last command, else of the last synchronisation. */
  readonly failure: ReadonlySignal<Failure | null>
  readonly outcome: ReadonlySignal<Outcome | null>
  /** Said to screen readers when the view changes. */
  readonly announcement: ReadonlySignal<View | null>
  readonly undoOffer: ReadonlySignal<UndoOffer | null>
  readonly show: (view: View) => void
  readonly publish: (snapshot: Snapshot) => void
  readonly tick: () => void
  readonly synchronise: () => Promise<boolean>
  readonly signIn: () => Promise<boolean>
  readonly signOut: () => Promise<boolean>
  readonly editEntry: (id: string, content: EntryContent) => Promise<boolean>
  readonly deleteEntry: (entry: EntryView) => Promise<boolean>
  readonly decide: (
    approval: ApprovalView,
    decision: 'approved' | 'rejected',
    comment: string | null,
  ) => Promise<boolean>
  readonly undo: () => Promise<boolean>
  readonly dismissFailure: () => Promise<boolean>
  readonly openSettings: () => Promise<boolean>
}

const OUTCOME_SHOWN_MS = 8_000

export function createPopupModel(deps: PopupDeps): PopupModel {
  const snapshot = signal(deps.snapshot)
  const nowMs = signal(deps.nowMs())
  const today = computed(() => deps.dayAt(nowMs.value))
  const commandFailure = signal<Failure | null>(null)
  const lastOutcome = signal<{ outcome: Outcome; untilMs: number } | null>(null)
  const view = signal<View>('today')
  const drawn = signal<'line' | 'in-sight' | 'all'>('line')
  const announcement = signal<View | null>(null)
  const openDay = signal<LocalDate | null>(null)
  const editing = signal<string | null>(null)
  const rejecting = signal<string | null>(null)

  const failure = computed(() => commandFailure.value ?? snapshot.value?.failure ?? null)
  const outcome = computed(() => {
    const last = lastOutcome.value
    return last && last.untilMs > nowMs.value ? last.outcome : null
  })
  const undoOffer = computed(() => {
    const offer = snapshot.value?.undo ?? null
    return offer && offer.untilMs > nowMs.value ? offer : null
  })

  /** Runs one act; its failure is shown, its success clears the failure before it. */
  async function act<Value>(run: () => Promise<Value>, told: (value: Value) => Outcome | null) {
    const answer: Attempt<Value> = await attempt(run)
    batch(() => {
      commandFailure.value = answer.ok ? null : answer.failure
      const result = answer.ok ? told(answer.value) : null
      if (result) {
        nowMs.value = deps.nowMs()
        lastOutcome.value = { outcome: result, untilMs: deps.nowMs() + OUTCOME_SHOWN_MS }
      }
    })
    return answer.ok
  }

  /** Each keystroke comes here: a success says nothing, and must not wipe the failure of a command. */
  async function keepDraft(draft: Draft): Promise<void> {
    const answer = await attempt(() => deps.saveDraft(draft))
    if (!answer.ok) commandFailure.value = { ...answer.failure, code: 'storage-failed' }
  }

  const capture = createCaptureModel({
    snapshot,
    today,
    language: deps.language,
    draft: deps.draft,
    newId: deps.newId,
    saveDraft: (draft) => void keepDraft(draft),
    saveEntry: (id, content) =>
      act(
        () => deps.send('capture-entry', { id, content: forCommand(content) }),
        () => ({ kind: 'saved', entry: content }),
      ),
  })

  /** Nothing that one person had open stays open for the next. */
  function startAnew(account: string | null): void {
    batch(() => {
      view.value = 'today'
      openDay.value = null
      editing.value = null
      rejecting.value = null
      capture.useAccount(account)
    })
  }

  const accountKey = computed(() => snapshot.value?.account?.key ?? null)
  effect(() => {
    const key = accountKey.value
    untracked(() => startAnew(key))
  })

  async function undo(): Promise<boolean> {
    const offer = undoOffer.value
    if (!offer) return false
    return await act(
      () => deps.send('undo', { operationId: offer.operationId }),
      ({ undone }) => {
        if (undone && offer.kind === 'added') capture.restore()
        return { kind: undone ? 'undone' : 'undo-too-late' }
      },
    )
  }

  return {
    formats: deps.formats,
    snapshot,
    today,
    view,
    drawn,
    announcement,
    show: (next) => {
      view.value = next
      announcement.value = next
    },
    openDay,
    editing,
    rejecting,
    capture,
    failure,
    outcome,
    undoOffer,
    publish: (next) => {
      snapshot.value = next
    },
    tick: () => {
      nowMs.value = deps.nowMs()
    },
    synchronise: () => act(() => deps.send('synchronise', {}), noOutcome),
    signIn: () => act(() => deps.send('sign-in', {}), noOutcome),
    signOut: () =>
      act(
        () => deps.send('sign-out', {}),
        ({ revoked }) => ({ kind: revoked ? 'signed-out' : 'signed-out-not-revoked' }),
      ),
    editEntry: (id, content) =>
      act(
        () => deps.send('edit-entry', { id, content: forCommand(content) }),
        () => ({ kind: 'changed', entry: content }),
      ),
    deleteEntry: (entry) =>
      act(
        () => deps.send('delete-entry', { id: entry.id }),
        () => ({ kind: 'deleted', entry }),
      ),
    decide: (approval, decision, comment) =>
      act(
        () => deps.send('decide-approval', { id: approval.id, version: approval.version, decision, comment }),
        () => ({ kind: decision, entry: approval }),
      ),
    undo,
    dismissFailure: () => act(() => deps.send('dismiss-failure', {}), noOutcome),
    openSettings: () => act(deps.openSettings, noOutcome),
  }
}

const noOutcome = () => null

/** A command's input is its own copy. */
const forCommand = (content: EntryContent) => ({ ...content, tags: [...content.tags] })
