import {
  accountOnScreen,
  type Database,
  type LocalEntry,
  type Operation,
  type OperationAct,
  type StoredAccount,
  type StoredUndo,
} from '../store/database.ts'
import { wholeOrNot } from '../store/whole-or-not.ts'
import { type Author, UNDO_WINDOW_MS } from './operations.ts'

export interface OutboxDeps {
  readonly database: Database
  readonly now: () => number
  readonly newOperationId: () => string
}

const begin = (database: Database) =>
  database.transaction(['entries', 'approvals', 'outbox', 'singletons', 'timers'], 'readwrite', {
    durability: 'strict',
  })

/** One act under way: the transaction in which all of it is stored, or nothing. */
export interface Writing extends OutboxDeps {
  readonly transaction: ReturnType<typeof begin>
}

/** Runs one act: durable once it resolves. Where it throws, nothing of it is stored. */
export async function writeAtOnce<Value>(
  deps: OutboxDeps,
  act: (writing: Writing) => Promise<Value>,
): Promise<Value> {
  const transaction = begin(deps.database)
  return await wholeOrNot(transaction, () => act({ ...deps, transaction }))
}

/** A page that was told of the server's id too late asks for an entry by the one that it had made. */
export async function findEntry(
  { transaction }: Writing,
  account: string,
  id: string,
): Promise<LocalEntry | undefined> {
  const entries = transaction.objectStore('entries')
  const found = await entries.get([account, id])
  return found ?? (await entries.index('account').getAll(account)).find(({ formerId }) => formerId === id)
}

export async function operationsOf(
  { transaction }: Writing,
  account: string,
  entryId: string,
): Promise<readonly Operation[]> {
  return await transaction.objectStore('outbox').index('entry').getAll([account, entryId])
}

export async function enqueue(
  { transaction, now, newOperationId }: Writing,
  { account }: Pick<Author, 'account'>,
  entryId: string,
  act: OperationAct,
  heldForMs: number,
): Promise<string> {
  const operationId = newOperationId()
  await transaction.objectStore('outbox').add({
    operationId,
    account,
    entryId,
    act,
    heldUntilMs: now() + heldForMs,
    attempts: 0,
    parked: null,
  })
  return operationId
}

/** Returns until when, epoch milliseconds. */
export async function offerUndo(
  { transaction, now }: Writing,
  undo: Omit<StoredUndo, 'untilMs'>,
): Promise<number> {
  const untilMs = now() + UNDO_WINDOW_MS
  await transaction.objectStore('singletons').put({ ...undo, untilMs }, 'undo')
  return untilMs
}

export async function accountIn(
  { transaction }: Writing,
  { account }: Author,
): Promise<StoredAccount | null> {
  return await accountOnScreen(transaction.objectStore('singletons'), account)
}
