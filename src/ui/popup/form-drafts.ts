import { batch, effect, type Signal } from '@preact/signals'
import type { Snapshot } from '../../contract/snapshot.ts'
import { type LocalDate, weekOf } from '../../domain/local-date.ts'
import type { FormDraft } from '../../platform/draft-store.ts'

/** Which form stands open, and where. */
export interface OpenForms {
  readonly show: (view: 'week' | 'approvals') => void
  readonly openDay: Signal<LocalDate | null>
  readonly editing: Signal<string | null>
  readonly rejecting: Signal<string | null>
}

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
    const ids = { edit: open.editing.value, reject: open.rejecting.value }
    if (!current || ids[current.form] === current.entryId) return
    current = null
    save(null)
  })

  function reopen(draft: FormDraft | null, snapshot: Snapshot | null, today: LocalDate): void {
    if (!draft || draft.account !== snapshot?.account?.key) return
    const rows = draft.form === 'edit' ? snapshot.entries : (snapshot.approvals ?? [])
    const entry = rows.find(({ id }) => id === draft.entryId)
    if (!entry) return
    batch(() => {
      current = draft
      if (draft.form === 'reject') {
        open.rejecting.value = entry.id
        open.show('approvals')
        return
      }
      open.editing.value = entry.id
      if (entry.date === today || !weekOf(today).includes(entry.date)) return
      open.openDay.value = entry.date
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
