import { type Choice, choicesOf, versionOf } from '../../domain/conflict.ts'
import type { Entry } from '../../domain/entry.ts'
import { fail } from '../../domain/failure.ts'
import { accountOnScreen, type Database, type LocalEntry, type Operation } from '../store/database.ts'
import { type Author, localEntry, newEntry, UNDO_WINDOW_MS, UNTROUBLED } from './operations.ts'
import type { OutboxDeps } from './writing.ts'

export type ConflictChoices = ReturnType<typeof createConflictChoices>

/**
 * The choices between two versions of an entry, each one transaction. They throw `version-conflict` when theirs is not
 * the version that was on screen: nobody decides about what they have not seen.
 */
export function createConflictChoices({ database, now, newOperationId }: OutboxDeps) {
  return {
    /** Sends mine again, for the version of theirs; a deletion can be taken back for a while, as any. */
    async keepMine(author: Author, id: string, version: number): Promise<void> {
      const { transaction, local, operation, theirs } = await openConflict(
        database,
        author,
        id,
        'mine',
        version,
      )
      const isDeletion = operation.act.kind === 'delete'
      const operationId = newOperationId()
      const untilMs = now() + (isDeletion ? UNDO_WINDOW_MS : 0)
      await transaction
        .objectStore('outbox')
        .put({ ...operation, operationId, heldUntilMs: untilMs, attempts: 0, parked: null })
      await transaction.objectStore('entries').put({
        ...local,
        ...UNTROUBLED,
        entry: isDeletion ? (theirs ?? local.entry) : local.entry,
        confirmed: theirs,
        sync: isDeletion ? 'sent' : 'waiting',
        deleted: isDeletion,
        changedAtMs: now(),
      })
      if (isDeletion) {
        const undo = { account: author.account, operationId, entryId: id, kind: 'deleted', untilMs } as const
        await transaction.objectStore('singletons').put(undo, 'undo')
      }
      await transaction.done
    },

    /** Lets mine go; what was typed can be had back for a while. */
    async takeTheirs(author: Author, id: string, version: number): Promise<void> {
      const opened = await openConflict(database, author, id, 'theirs', version)
      const { transaction, local, operation } = opened
      await showTheirs(opened, now())
      if (operation.act.kind === 'update') {
        const { operationId } = operation
        const letGo = { local, operation }
        const untilMs = now() + UNDO_WINDOW_MS
        await transaction
          .objectStore('singletons')
          .put({ account: author.account, operationId, entryId: id, kind: 'let-go', untilMs, letGo }, 'undo')
      }
      await transaction.done
    },

    /** Logs mine under an id that the page made; theirs stays as it is. The same id again changes nothing. */
    async logMineAsNew(author: Author, id: string, version: number, newId: string): Promise<void> {
      if (await database.get('entries', [author.account, newId])) return
      const opened = await openConflict(database, author, id, 'new', version)
      const { transaction, operation } = opened
      if (operation.act.kind !== 'update') return fail('not-found')
      const { content } = operation.act
      await showTheirs(opened, now())
      const account = await accountOnScreen(transaction.objectStore('singletons'), author.account)
      const logged = localEntry(author, newEntry(author, newId, content, account?.profile), null, now())
      await transaction.objectStore('entries').put(logged)
      await transaction.objectStore('outbox').add({
        operationId: newOperationId(),
        account: author.account,
        entryId: newId,
        act: { kind: 'create', content },
        heldUntilMs: now(),
        attempts: 0,
        parked: null,
      })
      await transaction.done
    },
  }
}

interface OpenConflict {
  readonly transaction: Awaited<ReturnType<typeof begin>>
  readonly local: LocalEntry
  readonly operation: Operation
  /** Null when the server no longer has the entry. */
  readonly theirs: Entry | null
}

const begin = (database: Database) =>
  database.transaction(['entries', 'outbox', 'singletons'], 'readwrite', { durability: 'strict' })

/** The conflict that a choice is about, in the transaction that settles it. */
async function openConflict(
  database: Database,
  { account }: Author,
  id: string,
  choice: Choice,
  version: number,
): Promise<OpenConflict> {
  const transaction = begin(database)
  const local = await transaction.objectStore('entries').get([account, id])
  const operations = await transaction.objectStore('outbox').index('entry').getAll([account, id])
  const operation = operations.find(({ parked }) => parked !== null)
  if (!local?.conflict || local.deleted || !operation) return fail('not-found')
  const { theirs } = local.conflict
  if (versionOf(theirs) !== version) return fail('version-conflict')
  if (!choicesOf(local.conflict).includes(choice)) return fail('bad-command')
  if (theirs === 'gone') return { transaction, local, operation, theirs: null }
  return { transaction, local, operation, theirs: theirs === 'unknown' ? local.confirmed : theirs }
}

/** The entry is what the server has; until it has said what that is, what it last confirmed. */
async function showTheirs({ transaction, local, operation, theirs }: OpenConflict, nowMs: number) {
  await transaction.objectStore('outbox').delete(operation.seq ?? -1)
  const entries = transaction.objectStore('entries')
  if (!theirs) return await entries.delete([local.account, local.id])
  await entries.put({
    ...local,
    ...UNTROUBLED,
    entry: theirs,
    confirmed: theirs,
    sync: 'sent',
    changedAtMs: nowMs,
  })
}
