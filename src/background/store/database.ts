import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Account, SyncState } from '../../contract/snapshot.ts'
import type { Entry, EntryContent, Project } from '../../domain/entry.ts'
import { type FailureCode, fail } from '../../domain/failure.ts'

/** An entry as this device knows it. */
export interface LocalEntry {
  readonly account: string
  readonly id: string
  readonly entry: Entry
  /** As last confirmed by the server; null before the first confirmation. */
  readonly confirmed: Entry | null
  readonly sync: SyncState
  readonly failure: FailureCode | null
  readonly failureDetail: string | null
  /** Deleted here; the server may not know yet. */
  readonly deleted: boolean
  /** Epoch milliseconds; a list that was asked for earlier must not overwrite this. */
  readonly changedAtMs: number
}

/** Another person's entry that waits for a decision. */
export interface LocalApproval {
  readonly account: string
  readonly id: string
  readonly entry: Entry
  readonly userName: string | null
  /** A decision was made here; the server may not know yet. */
  readonly decided: boolean
  readonly failure: FailureCode | null
  readonly failureDetail: string | null
  readonly changedAtMs: number
}

export type OperationAct =
  | { readonly kind: 'create' | 'update'; readonly content: EntryContent }
  | { readonly kind: 'delete' }
  | {
      readonly kind: 'decide'
      readonly decision: 'approved' | 'rejected'
      readonly comment: string | null
      readonly version: number
    }

/** One thing to tell the server. It leaves the outbox when the server has answered for good, never before. */
export interface Operation {
  readonly seq?: number
  /** UUID; the `Idempotency-Key`. */
  readonly operationId: string
  readonly account: string
  readonly entryId: string
  readonly act: OperationAct
  /** Epoch milliseconds until which it can be taken back and is not sent. */
  readonly heldUntilMs: number
  /** Counted before each try, so that a try whose outcome is unknown still shows. */
  readonly attempts: number
  /** Why a person must decide; a parked operation is not sent again by itself. */
  readonly parked: { readonly code: FailureCode; readonly detail: string | null } | null
}

/** The last act that can be taken back. */
export interface StoredUndo {
  readonly account: string
  readonly operationId: string
  readonly entryId: string
  readonly kind: 'added' | 'deleted' | 'approved' | 'rejected'
  readonly untilMs: number
}

export interface StoredAccount extends Account {
  readonly sub: string
  readonly scopes: readonly string[]
}

export interface SyncReport {
  readonly doneAtMs: number | null
  readonly offlineSinceMs: number | null
  readonly failures: number
  /** Epoch milliseconds before which nothing is tried again by itself. */
  readonly retryAtMs: number
}

interface Singletons {
  account: StoredAccount
  undo: StoredUndo
  sync: SyncReport
  failure: { readonly code: FailureCode; readonly detail: string | null }
  /** The user signed out by hand: the next sign-in asks who it is. */
  chooseAccount: true
}

interface TimejotSchema extends DBSchema {
  entries: { key: [string, string]; value: LocalEntry; indexes: { account: string } }
  approvals: { key: [string, string]; value: LocalApproval; indexes: { account: string } }
  projects: { key: [string, string]; value: Project & { account: string }; indexes: { account: string } }
  outbox: { key: number; value: Operation; indexes: { account: string } }
  singletons: { key: string; value: Singletons[keyof Singletons] }
}

export type Database = IDBPDatabase<TimejotSchema>

const VERSION = 1

/** Opens this device's database. Throws `storage-failed` when the browser refuses. */
export async function openDatabase(name = 'timejot'): Promise<Database> {
  return await openDB<TimejotSchema>(name, VERSION, {
    upgrade(database) {
      for (const store of ['entries', 'approvals', 'projects'] as const) {
        database.createObjectStore(store, { keyPath: ['account', 'id'] }).createIndex('account', 'account')
      }
      database
        .createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true })
        .createIndex('account', 'account')
      database.createObjectStore('singletons')
    },
  }).catch((cause: unknown) => fail('storage-failed', { cause }))
}

export async function readSingleton<Key extends keyof Singletons>(
  database: Database,
  key: Key,
): Promise<Singletons[Key] | null> {
  const value = await database.get('singletons', key)
  return value === undefined ? null : (value as Singletons[Key])
}

export async function writeSingleton<Key extends keyof Singletons>(
  database: Database,
  key: Key,
  value: Singletons[Key] | null,
): Promise<void> {
  if (value === null) await database.delete('singletons', key)
  else await database.put('singletons', value, key)
}

/** The store of single values inside a transaction of the caller's. */
export interface SingletonStore {
  get(key: string): Promise<Singletons[keyof Singletons] | undefined>
  put(value: Singletons[keyof Singletons], key: string): Promise<string>
}

/** Whether this account is the one on screen; asked inside the transaction that writes for it. */
export async function isOnScreen(singletons: Pick<SingletonStore, 'get'>, account: string): Promise<boolean> {
  const onScreen = (await singletons.get('account')) as StoredAccount | undefined
  return onScreen?.key === account
}
