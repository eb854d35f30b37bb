import type { PageKeys } from '../../contract/commands.ts'
import type { ApprovalView, EntryView, Snapshot, UndoOffer } from '../../contract/snapshot.ts'
import type { EntryContent } from '../../domain/entry.ts'
import { fail } from '../../domain/failure.ts'
import type { Send } from '../send.ts'
import type { Act } from './act.ts'

export interface EntryActs {
  /** `seenVersion` is the server's version that stood beside it in a conflict; null where there was none. */
  readonly editEntry: (id: string, content: EntryContent, seenVersion: number | null) => Promise<boolean>
  readonly deleteEntry: (entry: EntryView) => Promise<boolean>
  /** Of all of them or none, each in the version that is on screen. */
  readonly decide: (
    approvals: readonly ApprovalView[],
    decision: 'approved' | 'rejected',
    comment: string | null,
  ) => Promise<boolean>
  /** Takes note of decisions that came to nothing. */
  readonly forgetRefusals: (approvals: readonly ApprovalView[]) => Promise<boolean>
}

interface EntryActDeps {
  readonly send: Send
  readonly act: Act
  readonly newOperationId: () => string
  /** Before any snapshot tells of it. */
  readonly offerUndo: (offer: UndoOffer) => void
}

export function createEntryActs({ send, act, newOperationId, offerUndo }: EntryActDeps): EntryActs {
  return {
    editEntry: (id, content, seenVersion) =>
      act(
        () =>
          send('edit-entry', {
            id,
            content: forCommand(content),
            ...(seenVersion !== null && { seenVersion }),
          }),
        () => ({ kind: 'changed', entry: content }),
      ),
    deleteEntry: (entry) =>
      act(
        () => send('delete-entry', { id: entry.id }),
        () => ({ kind: 'deleted', entry }),
      ),
    decide: (approvals, decision, comment) => {
      const operationId = newOperationId()
      const seen = approvals.map(({ id, version }) => ({ id, version }))
      return act(
        () => send('decide-approvals', { operationId, decision, comment, seen }),
        ({ undoUntilMs }) => {
          if (undoUntilMs !== null)
            offerUndo({ operationId, kind: decision, untilMs: undoUntilMs, count: approvals.length })
          return { kind: decision, entries: approvals }
        },
      )
    },
    forgetRefusals: (approvals) =>
      act(
        () => send('forget-refusals', { ids: approvals.map(({ id }) => id) }),
        () => null,
      ),
  }
}

/** `act`: what entries that are saved together have in common. */
export function captureOf(id: string, content: EntryContent, page?: PageKeys | null, act?: string) {
  return { id, content: forCommand(content), ...(page && { page }), ...(act !== undefined && { act }) }
}

/** A command's input is its own copy. */
export const forCommand = (content: EntryContent) => ({ ...content, tags: [...content.tags] })

/** A captured entry as the next snapshot has it. */
export function entryAsStored(id: string, content: EntryContent, snapshot: Snapshot | null): EntryView {
  const { account, can } = snapshot ?? fail('signed-out')
  return {
    ...content,
    id,
    userId: account?.key.slice(account.key.indexOf('|') + 1) ?? '',
    status: can.submit ? 'draft' : 'submitted',
    review: null,
    version: 0,
    sync: 'waiting',
    failure: null,
    failureDetail: null,
    conflict: null,
  }
}
