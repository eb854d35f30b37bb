import type { ApprovalView, EntryView } from '../../contract/snapshot.ts'
import type { EntryContent } from '../../domain/entry.ts'
import type { Send } from '../send.ts'
import type { Act } from './act.ts'

export interface EntryActs {
  /** `seenVersion` is the server's version that stood beside it in a conflict; null where there was none. */
  readonly editEntry: (id: string, content: EntryContent, seenVersion: number | null) => Promise<boolean>
  readonly deleteEntry: (entry: EntryView) => Promise<boolean>
  readonly decide: (
    approval: ApprovalView,
    decision: 'approved' | 'rejected',
    comment: string | null,
  ) => Promise<boolean>
}

export function createEntryActs({ send, act }: { readonly send: Send; readonly act: Act }): EntryActs {
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
    decide: (approval, decision, comment) =>
      act(
        () => send('decide-approval', { id: approval.id, version: approval.version, decision, comment }),
        () => ({ kind: decision, entry: approval }),
      ),
  }
}

/** A command's input is its own copy. */
export const forCommand = (content: EntryContent) => ({ ...content, tags: [...content.tags] })
