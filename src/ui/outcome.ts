import type { ApprovalView } from '../contract/snapshot.ts'
import type { EntryContent } from '../domain/entry.ts'

export type SignOut = 'signed-out' | 'signed-out-not-revoked' | 'signed-out-at-issuer'

/** What the last act led to; the words are chosen where it is shown. */
export type Outcome =
  | { readonly kind: 'saved' | 'changed' | 'deleted'; readonly entry: EntryContent }
  /** Of two versions: this device's deletion or change was let go, or theirs was taken in its place. */
  | { readonly kind: 'kept' | 'let-go' | 'took-theirs'; readonly entry: EntryContent }
  | { readonly kind: 'approved' | 'rejected'; readonly entry: ApprovalView }
  | { readonly kind: 'undone' | 'undo-too-late' | SignOut }
