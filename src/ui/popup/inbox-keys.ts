import type { ApprovalView } from '../../contract/snapshot.ts'
import { isOver } from '../../domain/refusals.ts'
import type { InboxModel, InboxRow } from './inbox-model.ts'
import type { PopupModel } from './popup-model.ts'

export type InboxKeys = (event: KeyboardEvent) => void

interface KeyDeps {
  readonly inbox: InboxModel
  readonly popup: Pick<PopupModel, 'undo' | 'rejecting' | 'can'>
  readonly focusSearch: () => void
}

/** The entries that a row is about: of a person's week all of them. */
export function approvalsOf(row: InboxRow): readonly ApprovalView[] {
  return row.kind === 'group' ? row.group.approvals : [row.approval]
}

/** What still waits of these. */
export function decidable(approvals: readonly ApprovalView[]): readonly ApprovalView[] {
  return approvals.filter(({ refusal }) => refusal === null || !isOver(refusal))
}

/** Triage by keyboard. Keys of a field, and those with a modifier that is the browser's, are left alone. */
export function createInboxKeys({ inbox, popup, focusSearch }: KeyDeps): InboxKeys {
  const { active, rows, selected, unflagged, rejectingAll, isHelpOpen } = inbox
  const current = () => rows.value.find(({ key }) => key === active.value) ?? rows.value[0]
  const goTo = (index: number) => {
    active.value = rows.value.at(index)?.key ?? null
  }
  const move = (by: number) => {
    const index = rows.value.findIndex(({ key }) => key === active.value)
    goTo(index === -1 ? 0 : Math.min(Math.max(index + by, 0), rows.value.length - 1))
  }
  /** The selection where there is one, else the row that the keyboard is on. */
  const aimedAt = () => {
    const row = current()
    return decidable(selected.value.length > 0 ? selected.value : row ? approvalsOf(row) : [])
  }
  const approve = async (approvals: readonly ApprovalView[]) => {
    if (approvals.length === 0) return
    if (await inbox.decide(approvals, 'approved', null)) inbox.endSelection()
  }
  const reject = () => {
    const approvals = aimedAt()
    const [only] = approvals
    if (!only || !popup.can.value?.reject) return
    if (approvals.length > 1) rejectingAll.value = approvals
    else popup.rejecting.value = only.id
  }
  const fold = (isOpen: boolean) => {
    const row = current()
    if (!row) return
    if (row.kind === 'entry' && isOpen) return
    inbox.toggle(row.group, isOpen)
    active.value = row.group.key
  }

  const acts: Readonly<Record<string, () => void>> = {
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    Home: () => goTo(0),
    End: () => goTo(-1),
    ArrowRight: () => fold(true),
    ArrowLeft: () => fold(false),
    e: () => {
      const row = current()
      if (row) fold(!inbox.isOpen(row.group))
    },
    x: () => {
      const row = current()
      if (row) inbox.select(decidable(approvalsOf(row)))
    },
    a: () => void approve(aimedAt()),
    A: () => void approve(unflagged.value),
    r: reject,
    u: () => void popup.undo(),
    '/': focusSearch,
    '?': () => {
      isHelpOpen.value = !isHelpOpen.value
    },
    Escape: () => {
      isHelpOpen.value = false
      inbox.endSelection()
    },
  }

  return (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (isTyping(event.target)) return
    if (!Object.hasOwn(acts, event.key)) return
    // A key that is held down would decide on row after row, unread.
    const isStep = /^[jk]$|^Arrow/.test(event.key)
    if (event.repeat && !isStep) return
    event.preventDefault()
    acts[event.key]?.()
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}
