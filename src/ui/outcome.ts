import type { EntryContent } from '../domain/entry.ts'
import type { TimerWork } from '../domain/timer.ts'

export type SignOut = 'signed-out' | 'signed-out-not-revoked' | 'signed-out-at-issuer'

/** `work` is what the timer was for that was there before; `minutes` what was booked, null for nothing. */
export interface TimerOutcome {
  readonly kind: 'timer'
  readonly did:
    | 'started'
    | 'switched'
    | 'changed'
    | 'paused'
    | 'resumed'
    | 'stopped'
    | 'split'
    | 'kept'
    | 'discarded'
  readonly work: TimerWork | null
  readonly minutes: number | null
}

/** What the last act led to; the words are chosen where it is shown. */
export type Outcome =
  | { readonly kind: 'saved' | 'changed' | 'deleted'; readonly entry: EntryContent }
  /** Of acts on one entry or several. A copy or a move says where it went. */
  | { readonly kind: 'copied' | 'moved'; readonly entries: readonly EntryContent[] }
  | { readonly kind: 'deleted-many'; readonly entries: readonly EntryContent[] }
  /** Of two versions: this device's deletion or change was let go, or theirs was taken in its place. */
  | { readonly kind: 'kept' | 'let-go' | 'took-theirs'; readonly entry: EntryContent }
  | { readonly kind: 'approved' | 'rejected'; readonly entries: readonly EntryContent[] }
  | TimerOutcome
  /** Nothing was done: another page was faster, or a question comes first. */
  | { readonly kind: 'timer-changed' | 'timer-unanswered' }
  | { readonly kind: 'submitted' | 'recalled' }
  | { readonly kind: 'undone' | 'undo-too-late' | SignOut }
  /** Pasted lines. */
  | { readonly kind: 'saved-several'; readonly count: number }
