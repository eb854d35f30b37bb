import { batch, effect, type ReadonlySignal, type Signal, untracked } from '@preact/signals'
import type { Snapshot } from '../../contract/snapshot.ts'
import type { Entry } from '../../domain/entry.ts'
import { type LocalDate, weekOf } from '../../domain/local-date.ts'
import type { FormDraft } from '../../platform/draft-store.ts'

/** Which form stands open, and where. */
export interface OpenForms {
  readonly show: (view: 'week' | 'approvals') => void
  /** The week on screen; null for this one. */
  readonly shownMonday: Signal<LocalDate | null>
  readonly openDay: Signal<LocalDate | null>
  readonly editing: Signal<string | null>
  readonly rejecting: Signal<string | null>
  /** The timer that is being changed. */
  readonly timing: Signal<string | null>
  readonly snapshot: ReadonlySignal<Snapshot | null>
  readonly takeUp: (words: string) => void
}

export type KeepTyped = (
  form: FormDraft['form'],
  entry: Pick<Entry, 'id' | 'date'>,
  fields: FormDraft['fields'],
) => void

export interface FormDrafts {
  /** What was typed into this form and not saved; null for nothing. */
  readonly typed: (form: FormDraft['form'], entryId: string) => FormDraft['fields'] | null
  /** Comes with each keystroke. */
  readonly keep: (draft: FormDraft) => void
  /** Opens the form that was left open, where its entry is; nobody sees the form of somebody else. */
  readonly reopen: (draft: FormDraft | null, snapshot: Snapshot | null, today: LocalDate) => void
}

/** Keeps what is typed into a form until that is saved or closed: popup and browser can end at any moment. */
export function createFormDrafts(open: OpenForms, save: (draft: FormDraft | null) => void): FormDrafts {
  let current: FormDraft | null = null

  effect(() => {
    const ids = { edit: open.editing.value, reject: open.rejecting.value, timer: open.timing.value }
    if (!current || ids[current.form] === current.entryId) return
    current = null
    save(null)
  })

  effect(() => {
    const { account, timer } = open.snapshot.value ?? {}
    const draft = current
    if (draft?.form !== 'timer' || draft.account !== account?.key || draft.entryId === timer?.id) return
    untracked(() => moveToLine(draft))
  })

  /** A timer that was stopped elsewhere takes no words any more. */
  function moveToLine({ fields }: FormDraft): void {
    open.takeUp(fields.line ?? '')
    current = null
    open.timing.value = null
    save(null)
  }

  function reopen(draft: FormDraft | null, snapshot: Snapshot | null, today: LocalDate): void {
    if (!draft || draft.account !== snapshot?.account?.key) return
    if (draft.form === 'timer') {
      if (draft.entryId === snapshot.timer?.id) {
        current = draft
        open.timing.value = draft.entryId
      } else moveToLine(draft)
      return
    }
    const rows = draft.form === 'edit' ? snapshot.entries : (snapshot.approvals ?? [])
    const entry = rows.find(({ id }) => id === draft.entryId)
    const date = entry?.date ?? (draft.form === 'edit' ? draft.date : undefined)
    if (date === undefined) return
    const isOfThisWeek = weekOf(today).includes(date)
    batch(() => {
      current = draft
      if (draft.form === 'reject') {
        open.rejecting.value = draft.entryId
        open.show('approvals')
        return
      }
      open.editing.value = draft.entryId
      // What the snapshot has of other weeks is there to be settled, and stands beside today.
      if (date === today || (entry && !isOfThisWeek)) return
      open.shownMonday.value = isOfThisWeek ? null : (weekOf(date)[0] ?? null)
      open.openDay.value = date
      open.show('week')
    })
  }

  return {
    typed: (form, entryId) => (current?.form === form && current.entryId === entryId ? current.fields : null),
    keep: (draft) => {
      current = draft
      save(draft)
    },
    reopen,
  }
}
