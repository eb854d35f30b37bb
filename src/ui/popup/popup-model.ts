import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals'
import type { Snapshot, UndoOffer } from '../../contract/snapshot.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import type { Draft, FormDraft } from '../../platform/draft-store.ts'
import { type Attempt, attempt, type Failure } from '../attempt.ts'
import { type Circumstances, createCircumstances, type Running } from '../failure-report.ts'
import type { Formats } from '../formats.ts'
import type { Outcome } from '../outcome.ts'
import type { Send } from '../send.ts'
import type { Act } from './act.ts'
import type { CaptureDeps, CaptureModel } from './capture-interface.ts'
import { createCaptureModel } from './capture-model.ts'
import { type ConflictActs, createConflictActs } from './conflict-acts.ts'
import { captureOf, createEntryActs, type EntryActs, entryAsStored } from './entry-acts.ts'
import { createFormDrafts, type FormDrafts, type KeepTyped } from './form-drafts.ts'
import { createPastWorkActs } from './past-work-acts.ts'
import { createRoomActs, type Room, type RoomActs } from './room.ts'
import { createSessionActs, type SessionActs } from './session-acts.ts'
import { createShownSnapshot, type ShownSnapshot } from './shown-snapshot.ts'
import { type Stage, stageOf } from './stage.ts'
import { createTimerModel, type TimerModel } from './timer-model.ts'
import { createUndoOffer } from './undo-offer.ts'
import type { View } from './view.ts'
import { createWeekModel, type WeekModel } from './week-model.ts'

export interface PopupDeps
  extends Pick<CaptureDeps, 'language' | 'newId' | 'listsRead' | 'whenIdle' | 'saveDraft'> {
  /** What the first frame shows, before anything was read. */
  readonly expected: Stage
  readonly formats: Formats
  readonly nowMs: () => number
  readonly dayAt: (epochMs: number) => LocalDate
  readonly send: Send
  readonly saveFormDraft: (draft: FormDraft | null) => Promise<void>
  /** Notes what the next first frame is to show. */
  readonly noteStage: (stage: Stage) => void
  /** Asks the browser to keep for good what is stored. */
  readonly askToKeep: () => Promise<void>
  readonly openSettings: () => Promise<void>
  readonly room: Room
  readonly about: () => Running
}

export interface PopupModel extends SessionActs, EntryActs, RoomActs, ShownSnapshot {
  readonly formats: Formats
  readonly stage: ReadonlySignal<Stage>
  readonly today: ReadonlySignal<LocalDate>
  readonly nowMs: ReadonlySignal<number>
  readonly view: ReadonlySignal<View>
  /** What is out of sight is drawn last. */
  readonly isWhole: Signal<boolean>
  /** The Monday of the week on screen; null for this week. */
  readonly shownMonday: Signal<LocalDate | null>
  /** The day that stands open in the week. */
  readonly openDay: Signal<LocalDate | null>
  /** The entry whose fields are open. */
  readonly editing: Signal<string | null>
  /** The waiting entry whose rejection is being written. */
  readonly rejecting: Signal<string | null>
  /** What was typed into the open form. */
  readonly typedInto: FormDrafts['typed']
  readonly keepTyped: KeepTyped
  readonly capture: CaptureModel
  readonly conflicts: ConflictActs
  readonly timers: TimerModel
  readonly weeks: WeekModel
  /** Of the last command, else of the last synchronisation. */
  readonly failure: ReadonlySignal<Failure | null>
  readonly circumstances: Circumstances
  readonly outcome: ReadonlySignal<Outcome | null>
  /** Said to screen readers when the view changes. */
  readonly announcement: ReadonlySignal<View | null>
  readonly undoOffer: ReadonlySignal<UndoOffer | null>
  /** Whether the person who has just signed out here can do so at the issuer too. */
  readonly isLogoutOffered: ReadonlySignal<boolean>
  readonly show: (view: View) => void
  /** Takes up what was stored when the popup opened. */
  readonly open: (snapshot: Snapshot | null, draft: Draft | null, form?: FormDraft | null) => void
  /** What was stored cannot be read: what is on screen stays, with what was typed into it, and the reason. */
  readonly failToRead: () => void
  readonly tick: () => void
  readonly synchronise: () => Promise<boolean>
  readonly undo: () => Promise<boolean>
  readonly dismissFailure: () => Promise<boolean>
  readonly dismissEndedScopes: () => Promise<boolean>
  readonly openSettings: () => Promise<boolean>
  /** For the acts whose code is loaded after the first frame. */
  readonly send: Send
  readonly act: Act
  readonly newId: () => string
}

const OUTCOME_SHOWN_MS = 8_000

export function createPopupModel(deps: PopupDeps): PopupModel {
  const { saving, ...published } = createShownSnapshot()
  const { snapshot, projects } = published
  const isOpen = signal(false)
  const stage = computed(() => (isOpen.value ? stageOf(snapshot.value) : deps.expected))
  const nowMs = signal(deps.nowMs())
  const today = computed(() => deps.dayAt(nowMs.value))
  const commandFailure = signal<Failure | null>(null)
  const lastOutcome = signal<{ outcome: Outcome; untilMs: number } | null>(null)
  const view = signal<View>('today')
  const isWhole = signal(false)
  const announcement = signal<View | null>(null)
  const shownMonday = signal<LocalDate | null>(null)
  const openDay = signal<LocalDate | null>(null)
  const editing = signal<string | null>(null)
  const rejecting = signal<string | null>(null)

  const failure = computed(() => commandFailure.value ?? snapshot.value?.failure ?? null)
  const outcome = computed(() => {
    const last = lastOutcome.value
    return last && last.untilMs > nowMs.value ? last.outcome : null
  })
  const undoOffer = createUndoOffer(snapshot, nowMs)

  const isLogoutOffered = computed(() => (snapshot.value?.logoutUntilMs ?? 0) > nowMs.value)

  /** Runs one act; its failure is shown, its success clears the failure before it. */
  async function act<Value>(run: () => Promise<Value>, told: (value: Value) => Outcome | null) {
    const answer: Attempt<Value> = await attempt(run)
    batch(() => {
      commandFailure.value = answer.ok ? null : answer.failure
      const result = answer.ok ? told(answer.value) : null
      if (result) tell(result)
    })
    return answer.ok
  }

  function tell(outcome: Outcome): void {
    nowMs.value = deps.nowMs()
    lastOutcome.value = { outcome, untilMs: deps.nowMs() + OUTCOME_SHOWN_MS }
  }

  /** Each keystroke comes here: a success says nothing, and must not wipe the failure of a command. */
  async function keepDraft(save: () => Promise<void>): Promise<void> {
    const answer = await attempt(save)
    if (!answer.ok) commandFailure.value = { ...answer.failure, code: 'storage-failed' }
  }

  const timers = createTimerModel({ snapshot, nowMs, send: deps.send, act })

  const capture = createCaptureModel({
    snapshot,
    projects,
    today,
    language: deps.language,
    newId: deps.newId,
    listsRead: deps.listsRead,
    whenIdle: deps.whenIdle,
    saveDraft: (draft) => keepDraft(() => deps.saveDraft(draft)),
    startTimer: timers.start,
    saveEntry: (id, content, page, together) =>
      act(
        () =>
          saving(entryAsStored(id, content, snapshot.peek()), () =>
            deps.send('capture-entry', captureOf(id, content, page, together)),
          ),
        () => {
          void deps.askToKeep().catch((error: unknown) => console.error(error))
          return { kind: 'saved', entry: content }
        },
      ),
    ...createPastWorkActs({ send: deps.send, act }),
    tellSaved: (count) => tell({ kind: 'saved-several', count }),
  })

  const formDrafts = createFormDrafts(
    {
      show: (next) => {
        view.value = next
      },
      shownMonday,
      openDay,
      editing,
      rejecting,
      timing: timers.editing,
      snapshot,
      takeUp: capture.takeUp,
    },
    (draft) => void keepDraft(() => deps.saveFormDraft(draft)),
  )
  const conflicts = createConflictActs({ newId: deps.newId, send: deps.send, act })
  const weeks = createWeekModel({ send: deps.send, act })

  let storedDraft: Draft | null = null

  /** Nothing that one person had open stays open for the next. */
  function startAnew(account: string | null): void {
    batch(() => {
      view.value = 'today'
      shownMonday.value = null
      openDay.value = null
      editing.value = null
      rejecting.value = null
      timers.editing.value = null
      conflicts.comparing.value = null
      weeks.checking.value = null
      weeks.fixed.value = null
      capture.useAccount(account, storedDraft)
    })
  }

  const accountKey = computed(() => snapshot.value?.account?.key ?? null)
  effect(() => {
    const key = accountKey.value
    untracked(() => startAnew(key))
  })

  function open(stored: Snapshot | null, draft: Draft | null, form: FormDraft | null = null): void {
    const typedBefore = capture.line.peek()
    storedDraft = draft
    batch(() => {
      isOpen.value = true
      published.publish(stored)
    })
    formDrafts.reopen(form, stored, today.peek())
    const line = capture.line.peek() + typedBefore
    if (typedBefore !== '') capture.type(line, line.length)
  }

  effect(() => {
    if (!isOpen.value) return
    const isReadOnly = stage.value === 'work' && !snapshot.value?.can.create
    deps.noteStage(isReadOnly ? 'loading' : stage.value)
  })

  async function undo(): Promise<boolean> {
    const offer = undoOffer.shown.value
    if (!offer) return false
    return await act(
      () => deps.send('undo', { operationId: offer.operationId }),
      ({ undone }) => {
        if (undone && offer.kind === 'added' && offer.count) capture.paste.restore()
        else if (undone && (offer.kind === 'added' || offer.kind === 'timer-switched')) capture.restore()
        return { kind: undone ? 'undone' : 'undo-too-late' }
      },
    )
  }

  return {
    ...published,
    formats: deps.formats,
    stage,
    today,
    nowMs,
    view,
    isWhole,
    announcement,
    show: (next) => {
      view.value = next
      announcement.value = next
    },
    shownMonday,
    openDay,
    editing,
    rejecting,
    typedInto: formDrafts.typed,
    keepTyped: (form, { id, date }, fields) => {
      const account = accountKey.peek()
      if (account) formDrafts.keep({ account, form, entryId: id, date, fields })
    },
    capture,
    conflicts,
    timers,
    weeks,
    failure,
    circumstances: createCircumstances(deps.about, () => deps.send('read-connection', {})),
    outcome,
    undoOffer: undoOffer.shown,
    isLogoutOffered,
    open,
    failToRead: () => {
      commandFailure.value = { code: 'storage-failed', detail: null }
    },
    tick: () => {
      nowMs.value = deps.nowMs()
    },
    synchronise: () => act(() => deps.send('synchronise', {}), noOutcome),
    ...createSessionActs({ send: deps.send, act }),
    ...createEntryActs({
      send: deps.send,
      act,
      newOperationId: deps.newId,
      offerUndo: undoOffer.answer,
    }),
    ...createRoomActs({ room: deps.room, view, act }),
    undo,
    dismissFailure: () => act(() => deps.send('dismiss-failure', {}), noOutcome),
    dismissEndedScopes: () => act(() => deps.send('dismiss-ended-scopes', {}), noOutcome),
    openSettings: () => act(deps.openSettings, noOutcome),
    send: deps.send,
    act,
    newId: deps.newId,
  }
}

const noOutcome = () => null
