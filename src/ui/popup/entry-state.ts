import type { EntryView, SyncState } from '../../contract/snapshot.ts'

/** The one thing about an entry's way that its mark shows, the most pressing first. */
export type EntryState = SyncState | 'submitted' | 'rejected' | 'approved'

export function stateOf({ sync, status }: Pick<EntryView, 'sync' | 'status'>): EntryState {
  if (sync !== 'sent') return sync
  return status === 'draft' ? 'sent' : status
}
