import type { Entry, EntryContent } from '../../domain/entry.ts'
import { isLocked } from '../../domain/entry.ts'
import { fail } from '../../domain/failure.ts'
import { type ApiProfile, capabilitiesOf } from '../../domain/permissions.ts'
import type {
  Database,
  LocalApproval,
  LocalEntry,
  Operation,
  OperationAct,
  StoredAccount,
  StoredUndo,
} from '../store/database.ts'
import { takeBackTimer } from '../timer/take-back.ts'

/** How long an act can be taken back. It is not sent before, but for additions that can be deleted again. */
export const UNDO_WINDOW_MS = 5_000

/** Of an entry as it was created; one that has arrived unseen has it. */
export const FIRST_VERSION = 1

/** Nothing stands in an entry's way. */
export const UNTROUBLED = { failure: null, failureDetail: null, conflict: null } as const

export interface OutboxDeps {
  readonly database: Database
  readonly now: () => number
  readonly newOperationId: () => string
}

export interface Author {
  readonly account: string
  readonly userId: string
}

export type Outbox = ReturnType<typeof createOutbox>

/**
 * Acts of the user. Each is one transaction: what the lists show and what the server must be told change
 * together or not at all, and have become durable when the promise resolves.
 */
export function createOutbox(deps: OutboxDeps) {
  const { database, now, newOperationId } = deps

  const writing = () =>
    database.transaction(['entries', 'approvals', 'outbox', 'singletons', 'timers'], 'readwrite', {
      durability: 'strict',
    })
  type Writing = ReturnType<typeof writing>

  const operationsOf = async (transaction: Writing, account: string, entryId: string) => {
    const all = await transaction.objectStore('outbox').index('account').getAll(account)
    return all.filter((operation) => operation.entryId === entryId)
  }

  /** A page that was told of the server's id too late asks for an entry by the one that it had made. */
  const findEntry = async (transaction: Writing, account: string, id: string) => {
    const entries = transaction.objectStore('entries')
    const found = await entries.get([account, id])
    return found ?? (await entries.index('account').getAll(account)).find(({ formerId }) => formerId === id)
  }

  const enqueue = async (
    transaction: Writing,
    author: Author,
    entryId: string,
    act: OperationAct,
    heldForMs: number,
  ): Promise<string> => {
    const operationId = newOperationId()
    await transaction.objectStore('outbox').add({
      operationId,
      account: author.account,
      entryId,
      act,
      heldUntilMs: now() + heldForMs,
      attempts: 0,
      parked: null,
    })
    return operationId
  }

  const offerUndo = async (transaction: Writing, undo: Omit<StoredUndo, 'untilMs'>) => {
    await transaction.objectStore('singletons').put({ ...undo, untilMs: now() + UNDO_WINDOW_MS }, 'undo')
  }

  const accountIn = async (transaction: Writing) =>
    (await transaction.objectStore('singletons').get('account')) as StoredAccount | undefined

  return {
    /**
     * Stores a new entry under the id that the page made; the same id again changes nothing. It is sent at once,
     * unless it could not be taken back then.
     */
    async capture(author: Author, id: string, content: EntryContent): Promise<void> {
      const transaction = writing()
      const entries = transaction.objectStore('entries')
      if (!(await entries.get([author.account, id]))) {
        const account = await accountIn(transaction)
        await entries.put(localEntry(author, newEntry(author, id, content, account?.profile), null, now()))
        const canBeDeleted = capabilitiesOf(account?.scopes ?? [], account?.profile).delete
        const heldForMs = canBeDeleted ? 0 : UNDO_WINDOW_MS
        const operationId = await enqueue(transaction, author, id, { kind: 'create', content }, heldForMs)
        await offerUndo(transaction, { account: author.account, operationId, entryId: id, kind: 'added' })
      }
      await transaction.done
    },

    /** `seenVersion`: the server's version that stood beside this one when the edit was made, in a conflict. */
    async edit(author: Author, shownId: string, content: EntryContent, seenVersion?: number): Promise<void> {
      const transaction = writing()
      const entries = transaction.objectStore('entries')
      const local = await findEntry(transaction, author.account, shownId)
      if (!local || local.deleted) return fail('not-found')
      const { id } = local
      if (isLocked(local.entry)) return fail('entry-locked')
      const pending = (await operationsOf(transaction, author.account, id)).filter(isOpen)
      const profile = (await accountIn(transaction))?.profile
      const [open, ...later] = pending.filter(({ act }) => act.kind === 'create' || act.kind === 'update')
      if (!open && profile?.change === false) return fail('not-offered')
      // What is parked blocks what comes after it: the new content takes the first place, the rest is superseded.
      const superseded = [...later, ...pending.filter(({ act }) => act.kind === 'delete')]
      for (const { seq } of superseded) await transaction.objectStore('outbox').delete(seq ?? -1)
      if (open && (open.act.kind === 'create' || open.act.kind === 'update')) {
        // A body that changes needs a key of its own; the old one may have been seen with the old body.
        const act = { kind: open.act.kind, content }
        const attempts = mayHaveArrived(open) ? 1 : 0
        await transaction
          .objectStore('outbox')
          .put({ ...open, act, operationId: newOperationId(), attempts, parked: null })
      } else await enqueue(transaction, author, id, { kind: 'update', content }, 0)
      const entry: Entry = { ...local.entry, ...content, ...(profile?.submit && reopened(local.entry)) }
      await entries.put({
        ...local,
        entry,
        confirmed: seenByPerson(local, seenVersion),
        sync: 'waiting',
        ...UNTROUBLED,
        changedAtMs: now(),
      })
      await transaction.done
    },

    async remove(author: Author, shownId: string, heldForMs: number = UNDO_WINDOW_MS): Promise<void> {
      const transaction = writing()
      const entries = transaction.objectStore('entries')
      const local = await findEntry(transaction, author.account, shownId)
      if (!local || local.deleted) return await transaction.done
      const { id } = local
      if (isLocked(local.entry)) return fail('entry-locked')
      const pending = await operationsOf(transaction, author.account, id)
      if (!hasNeverArrived(pending) && (await accountIn(transaction))?.profile?.delete === false)
        return fail('not-offered')
      const operationId = await enqueue(transaction, author, id, { kind: 'delete' }, heldForMs)
      await entries.put({ ...local, deleted: true, changedAtMs: now() })
      if (heldForMs > 0) {
        await offerUndo(transaction, { account: author.account, operationId, entryId: id, kind: 'deleted' })
      }
      await transaction.done
    },

    async decide(author: Author, id: string, act: Extract<OperationAct, { kind: 'decide' }>): Promise<void> {
      if (act.decision === 'rejected' && !act.comment) return fail('invalid-entry')
      const transaction = writing()
      const approvals = transaction.objectStore('approvals')
      const local: LocalApproval | undefined = await approvals.get([author.account, id])
      if (!local) return fail('not-found')
      if (local.decided) return await transaction.done
      if (local.entry.version !== act.version) return fail('version-conflict')
      const operationId = await enqueue(transaction, author, id, act, UNDO_WINDOW_MS)
      await approvals.put({ ...local, decided: true, failure: null, failureDetail: null, changedAtMs: now() })
      await offerUndo(transaction, { account: author.account, operationId, entryId: id, kind: act.decision })
      await transaction.done
    },

    /** Takes an act back; false when it is too late. An entry that has been sent already is deleted instead. */
    async undo(author: Author, operationId: string): Promise<boolean> {
      const transaction = writing()
      const singletons = transaction.objectStore('singletons')
      const undo = (await singletons.get('undo')) as StoredUndo | undefined
      if (undo?.operationId !== operationId || undo.account !== author.account || undo.untilMs <= now())
        return false
      const pending = await operationsOf(transaction, author.account, undo.entryId)
      const operation = pending.find((candidate) => candidate.operationId === operationId)
      await singletons.delete('undo')
      if (undo.kind === 'added') {
        await takeBackAddition(transaction, undo, pending)
      } else if (undo.kind === 'let-go') {
        if (!(await reopenConflict(transaction, undo, pending))) return false
      } else if (undo.timer) {
        const takeBackEntry = async (entryId: string) => {
          const ofEntry = await operationsOf(transaction, author.account, entryId)
          await takeBackAddition(transaction, { ...undo, entryId }, ofEntry)
        }
        if (!(await takeBackTimer(undo, transaction.objectStore('timers'), takeBackEntry))) return false
      } else {
        if (!operation || operation.attempts > 0) return false
        await transaction.objectStore('outbox').delete(operation.seq ?? -1)
        await restore(transaction, undo)
      }
      await transaction.done
      return true
    },
  }

  async function takeBackAddition(transaction: Writing, undo: StoredUndo, pending: readonly Operation[]) {
    const { account, entryId } = undo
    const entries = transaction.objectStore('entries')
    if (hasNeverArrived(pending)) {
      for (const operation of pending) await transaction.objectStore('outbox').delete(operation.seq ?? -1)
      await entries.delete([account, entryId])
      return
    }
    const local = await entries.get([account, entryId])
    if (!local) return
    if ((await accountIn(transaction))?.profile?.delete === false) return fail('not-offered')
    await enqueue(transaction, { account, userId: local.entry.userId }, entryId, { kind: 'delete' }, 0)
    await entries.put({ ...local, deleted: true, changedAtMs: now() })
  }

  /** Both versions wait for a choice again, unless the entry has been changed since. */
  async function reopenConflict(transaction: Writing, undo: StoredUndo, pending: readonly Operation[]) {
    if (!undo.letGo || pending.length > 0) return false
    await transaction.objectStore('outbox').put(undo.letGo.operation)
    await transaction.objectStore('entries').put({ ...undo.letGo.local, changedAtMs: now() })
    return true
  }

  async function restore(transaction: Writing, undo: StoredUndo) {
    const key: [string, string] = [undo.account, undo.entryId]
    // Where a week stands follows from its entries, which nothing has touched yet.
    if (undo.kind === 'submitted' || undo.kind === 'recalled') return
    if (undo.kind === 'deleted') {
      const entries = transaction.objectStore('entries')
      const local = await entries.get(key)
      if (local) await entries.put({ ...local, deleted: false, changedAtMs: now() })
      return
    }
    const approvals = transaction.objectStore('approvals')
    const local = await approvals.get(key)
    if (local) await approvals.put({ ...local, decided: false, changedAtMs: now() })
  }
}

/** What was never sent, or was refused, can be changed in place; what may have arrived cannot. */
export function isOpen(operation: Operation): boolean {
  return operation.attempts === 0 || operation.parked !== null
}

/** A change of the same entry that was made after this operation. */
export function isLaterUpdate(of: Operation, { entryId, act, seq }: Operation): boolean {
  return entryId === of.entryId && act.kind === 'update' && (seq ?? 0) > (of.seq ?? 0)
}

/** A refusal is about the last try alone: of those before it nobody knows. */
export function mayHaveArrived({ attempts, parked }: Operation): boolean {
  return attempts > (parked ? 1 : 0)
}

/** Whether the entry that these are about is nowhere but here. */
export function hasNeverArrived(pending: readonly Operation[]): boolean {
  return pending.some((operation) => operation.act.kind === 'create' && !mayHaveArrived(operation))
}

/** What the next change is meant for: theirs, once it has been seen beside mine. */
function seenByPerson({ conflict, confirmed }: LocalEntry, version: number | undefined): Entry | null {
  const theirs = conflict?.theirs
  return typeof theirs === 'object' && theirs.version === version ? theirs : confirmed
}

/** A draft, unless it is known that the server has none: there, what arrives waits for approval. */
export function newEntry(author: Author, id: string, content: EntryContent, profile?: ApiProfile): Entry {
  const status = profile && !profile.submit ? 'submitted' : 'draft'
  return { ...content, id, userId: author.userId, status, review: null, version: 0 }
}

/** A rejected entry that is changed waits to be submitted again. */
function reopened({ status }: Entry): Partial<Entry> {
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
