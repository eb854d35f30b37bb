import type { Flag } from '../domain/approval-flags.ts'
import type { Conflict } from '../domain/conflict.ts'
import type { Entry, Project } from '../domain/entry.ts'
import type { FailureCode } from '../domain/failure.ts'
import type { IsoWeek } from '../domain/iso-week.ts'
import type { LocalDate } from '../domain/local-date.ts'
import type { Capabilities, UserScope } from '../domain/permissions.ts'
import type { WeekTargets } from '../domain/week-check.ts'
import type { TimerView } from './timer.ts'

/** Raise it when the shape changes: a page ignores a snapshot of another version and asks for a new one. */
export const SNAPSHOT_VERSION = 7

/** How far an entry has come from this device. In a conflict two versions wait for a choice. */
export type SyncState = 'waiting' | 'sending' | 'sent' | 'attention' | 'conflict'

export interface EntryView extends Entry {
  readonly sync: SyncState
  /** Why it needs attention. */
  readonly failure: FailureCode | null
  /** The server's own words for that, where it gave some. */
  readonly failureDetail: string | null
  /** In a conflict, what stands against the entry as it is here. */
  readonly conflict: Conflict | null
  /** The id that a page made for it, where the server has given it another one. */
  readonly formerId?: string | undefined
}

/** Why a decision of this device came to nothing. */
export interface DecisionRefusal {
  readonly code: FailureCode
  /** The server's own words, where it gave some. */
  readonly detail: string | null
  readonly decision: 'approved' | 'rejected'
  /** The entry as it was on screen, where it has changed since. */
  readonly seen: Entry | null
  /** Who was first, and when (RFC 3339). */
  readonly decided: { readonly by: string; readonly at: string } | null
}

/** Another person's entry that waits for a decision. */
export interface ApprovalView extends Entry {
  readonly userName: string | null
  /** What speaks for a look at it. */
  readonly flags: readonly Flag[]
  /** What a full week of its owner holds, where the server says so. */
  readonly weekTargetMinutes: number | null
  readonly refusal: DecisionRefusal | null
}

/** What is known of a week beside its entries. */
export interface WeekState extends WeekTargets {
  readonly week: IsoWeek
  /** An act of this device that the server does not have yet. */
  readonly pending: 'submit' | 'recall' | null
  /** Entries that wait for a person, and the submission for them. */
  readonly waitsFor: readonly string[]
  /** Why the submission was refused; it waits for a person. */
  readonly failure: FailureCode | null
  readonly failureDetail: string | null
}

export interface Account {
  /** Issuer and `sub`, the key of everything local. */
  readonly key: string
  readonly name: string
  readonly email: string | null
  /** The host that has a picture of this person; absent where the profile names none. */
  readonly pictureHost?: string | undefined
}

/**
 * An act that can be taken back until `untilMs` (epoch). An addition may have been sent; it is deleted then. `let-go`:
 * of two versions, the one of this device. Of a timer: it runs again as before, and what it was booked as is gone.
 */
export interface UndoOffer {
  readonly operationId: string
  readonly kind:
    | 'added'
    | 'copied'
    | 'moved'
    | 'deleted'
    | 'approved'
    | 'rejected'
    | 'let-go'
    | 'submitted'
    | 'recalled'
    | TimerUndo
  /** How many entries it was about; absent for one. */
  readonly count?: number | undefined
  readonly untilMs: number
}

/** `timer-split`: booked until the last activity, and gone on with. */
export type TimerUndo = 'timer-stopped' | 'timer-discarded' | 'timer-switched' | 'timer-split'

/** `atMs` (epoch) is absent in what a version before this field has stored. */
export interface KnownFailure {
  readonly code: FailureCode
  readonly detail: string | null
  readonly atMs?: number | undefined
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
  readonly failure: KnownFailure | null
  readonly account: Account | null
  readonly can: Capabilities
  /** Permissions that have ended and of which nobody has taken note. */
  readonly endedScopes: readonly UserScope[]
  /** Epoch milliseconds until which the person who signed out here can do so at the issuer too; null when not. */
  readonly logoutUntilMs: number | null
  /** This week's entries and older ones to settle, newest day first. */
  readonly entries: readonly EntryView[]
  /** This week and the last ones, as far as there is something to say of them, the latest first. */
  readonly weeks: readonly WeekState[]
  readonly projects: readonly Project[]
  /** Oldest day first. Null without `approve:timesheets`, and before the first list has arrived. */
  readonly approvals: readonly ApprovalView[] | null
  /** What this person wrote to reject something, the latest first. */
  readonly recentComments: readonly string[]
  /** The person's picture as a `data:` URL, drawn by the background worker; absent until the person asks for it. */
  readonly picture?: string | undefined
  /** Of each list, whether it had more than a snapshot can carry: the last of it are left out. */
  readonly truncated: Readonly<Record<'entries' | 'projects' | 'approvals', boolean>>
  readonly undo: UndoOffer | null
  readonly timer: TimerView | null
  readonly sync: {
    readonly state: 'never' | 'sending' | 'done' | 'offline'
    readonly waiting: number
    /** How far the sending that goes on has come; null when none does. */
    readonly progress: { readonly sent: number; readonly total: number } | null
    /** Entries that wait for a person, those in conflict included. */
    readonly attention: number
    /** Whether something waits for a permission that a new sign-in may bring. */
    readonly forbidden: boolean
    /** Epoch milliseconds of the last complete synchronisation. */
    readonly doneAtMs: number | null
    /** Epoch milliseconds since which the server cannot be reached. */
    readonly offlineSinceMs: number | null
  }
  /** The first day that `entries` cover: the Monday of this week. */
  readonly from: LocalDate
}
