import type { Entry, EntryContent } from '../domain/entry.ts'
import type { FailureCode } from '../domain/failure.ts'
import type { Favourite } from '../domain/past-work.ts'
import type { CopiedTimer } from '../domain/timer-copy.ts'

/** Why a person must decide: the code, and the server's own words where it gave some. */
export interface Reason {
  readonly code: FailureCode
  readonly detail: string | null
}

export interface CopiedEntry extends Entry {
  /** `unsent` waits on this device alone, `parked` waits for a person and says why. */
  readonly state: 'sent' | 'unsent' | 'parked'
  readonly reason: Reason | null
  /** Deleted here; the server may not know yet. */
  readonly deleted: boolean
}

/** Something that the server has not been told yet, oldest first. */
export interface CopiedOperation {
  readonly operationId: string
  /** `week:2026-W48` where it is about a week. */
  readonly entryId: string
  readonly kind: 'create' | 'update' | 'delete' | 'decide' | 'submit-week' | 'recall-week'
  readonly content: EntryContent | null
  /** Of a decision on another person's entry. */
  readonly decision: 'approved' | 'rejected' | null
  readonly comment: string | null
  readonly attempts: number
  readonly parked: Reason | null
}

/** All that this device holds of one person's work; free of tokens and of other people's entries. */
export interface LocalCopy {
  readonly account: string
  /** `snapshot` when the database could not be read: what was last on screen, which is this week and what is to settle. */
  readonly source: 'database' | 'snapshot'
  readonly entries: readonly CopiedEntry[]
  readonly outbox: readonly CopiedOperation[]
  readonly timer: CopiedTimer | null
  /** They are on this device alone. */
  readonly favourites: readonly Favourite[]
}

/** The JSON file. */
export interface LocalCopyFile extends LocalCopy {
  readonly format: 'timejot-local-copy'
  /** Raise it when the shape changes. */
  readonly version: 2
  /** RFC 3339, UTC. */
  readonly exportedAt: string
}
