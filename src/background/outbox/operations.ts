import type { Entry, EntryContent } from '../../domain/entry.ts'
import type { ApiProfile } from '../../domain/permissions.ts'
import type { LocalEntry, Operation, OperationAct } from '../store/database.ts'
import { mayHaveArrived } from './tries.ts'

/** How long an act can be taken back. It is not sent before, but for additions that can be deleted again. */
export const UNDO_WINDOW_MS = 5_000

/** Of an entry as it was created; one that has arrived unseen has it. */
export const FIRST_VERSION = 1

/** Nothing stands in an entry's way. */
export const UNTROUBLED = { failure: null, failureDetail: null, conflict: null } as const

export interface Author {
  readonly account: string
  readonly userId: string
  /** Of the session in which something is sent (`StoredAccount`). */
  readonly admittedAtMs?: number | undefined
}

/** What was never sent, or was refused, can be changed in place; what may have arrived cannot. */
export function isOpen(operation: Operation): boolean {
  return operation.attempts === 0 || operation.parked !== null
}

/** A change of the same entry that was made after this operation. */
export function isLaterUpdate(of: Operation, { entryId, act, seq }: Operation): boolean {
  return entryId === of.entryId && act.kind === 'update' && (seq ?? 0) > (of.seq ?? 0)
}

/** Whether the entry that these are about is nowhere but here. */
export function hasNeverArrived(pending: readonly Operation[]): boolean {
  return pending.some((operation) => operation.act.kind === 'create' && !mayHaveArrived(operation))
}

/** A draft, unless it is known that the server has none: there, what arrives waits for approval. */
export function newEntry(author: Author, id: string, content: EntryContent, profile?: ApiProfile): Entry {
  const status = profile && !profile.submit ? 'submitted' : 'draft'
  return { ...content, id, userId: author.userId, status, review: null, version: 0 }
}

/** A rejected entry that is changed waits to be submitted again. */
export function reopened({ status }: Entry): Partial<Entry> {
  return status === 'rejected' ? { status: 'draft', review: null } : {}
}

export function localEntry(
  author: Pick<Author, 'account'>,
  entry: Entry,
  confirmed: Entry | null,
  changedAtMs: number,
): LocalEntry {
  return {
    account: author.account,
    id: entry.id,
    entry,
    confirmed,
    sync: confirmed ? 'sent' : 'waiting',
    ...UNTROUBLED,
    deleted: false,
    changedAtMs,
  }
}

/** Decisions on their way, whose rest is still in the outbox. */
export type DecisionOperation = Operation & { readonly act: Extract<OperationAct, { kind: 'decide' }> }

export function isDecision(operation: Operation): operation is DecisionOperation {
  return operation.act.kind === 'decide'
}

/** The entries that are decided here, told or not: the others wait for a person. */
export function decidedHere(outbox: readonly Operation[]): ReadonlySet<string> {
  return new Set(outbox.filter(isDecision).flatMap(({ act }) => act.items.map(({ id }) => id)))
}

/** One record may be about many. */
export function entriesOf(operation: Operation): readonly string[] {
  return isDecision(operation) ? operation.act.items.map(({ id }) => id) : [operation.entryId]
}
