import type { Entry, Project } from '../domain/entry.ts'
import type { FailureCode } from '../domain/failure.ts'
import type { LocalDate } from '../domain/local-date.ts'
import type { Capabilities } from '../domain/permissions.ts'

/** Raise it when the shape changes: a page ignores a snapshot of another version and asks for a new one. */
export const SNAPSHOT_VERSION = 1

/** How far an entry has come from this device. */
export type SyncState = 'waiting' | 'sent' | 'attention'

export interface EntryView extends Entry {
  readonly sync: SyncState
  /** Why it needs attention. */
  readonly failure: FailureCode | null
  /** The server's own words for that, where it gave some. */
  readonly failureDetail: string | null
}

export interface ApprovalView extends EntryView {
  readonly userName: string | null
}

export interface Account {
  /** Issuer and `sub`, the key of everything local. */
  readonly key: string
  readonly name: string
  readonly email: string | null
}

/** An act that can be taken back until `untilMs` (epoch). An addition may have been sent; it is deleted then. */
export interface UndoOffer {
  readonly operationId: string
  readonly kind: 'added' | 'deleted' | 'approved' | 'rejected'
  readonly untilMs: number
}

export type SessionState =
  /** No connection is set up. */
  | 'unconfigured'
  | 'signed-out'
  | 'signing-in'
  | 'signed-in'
  /** The session ended by itself; everything local is kept for the same person. */
  | 'expired'

/** Everything a page may know; free of tokens. Written by the background worker alone, watched by pages. */
export interface Snapshot {
  readonly version: typeof SNAPSHOT_VERSION
  readonly session: SessionState
  /** Why the last sign-in, sign-out or synchronisation broke; null when it did not. */
  readonly failure: { readonly code: FailureCode; readonly detail: string | null } | null
  readonly account: Account | null
  readonly can: Capabilities
  /** This week's entries and older ones to settle, newest day first; `truncated` when there were too many to carry. */
  readonly entries: readonly EntryView[]
  readonly truncated: boolean
  readonly projects: readonly Project[]
  /** Null without `approve:timesheets`, and before the first list has arrived. */
  readonly approvals: readonly ApprovalView[] | null
  readonly undo: UndoOffer | null
  readonly sync: {
    readonly state: 'never' | 'sending' | 'done' | 'offline'
    readonly waiting: number
    readonly attention: number
    /** Epoch milliseconds of the last complete synchronisation. */
    readonly doneAtMs: number | null
    /** Epoch milliseconds since which the server cannot be reached. */
    readonly offlineSinceMs: number | null
  }
  /** The first day that `entries` cover: the Monday of this week. */
  readonly from: LocalDate
}
