import type { Tombstone } from '../../contract/entry.ts'
import type { Entry } from '../../domain/entry.ts'

/** Where the pull of an account goes on. Without one it begins with everything. */
export interface PullPosition {
  readonly account: string
  /** Of the page to ask for next. */
  readonly query: Readonly<Record<string, string>>
  /** Taken so far of the walk from page to page that is under way; 0 between two walks. */
  readonly pages: number
  /** Entries that were here before a walk through everything and have not come in it so far. */
  readonly unseen: readonly string[]
  /** When the first page of the walk was asked for, epoch milliseconds; absent between two walks. */
  readonly walkedFromMs?: number
}

/** What a pull brought for an entry while a change of this device waited; it is taken when none does any more. */
export interface HeldChange {
  readonly account: string
  readonly id: string
  readonly change: Entry | Tombstone
}
