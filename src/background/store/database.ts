import type { DBSchema, IDBPDatabase } from 'idb'
import type { Account, DecisionRefusal, KnownFailure, UndoOffer } from '../../contract/snapshot.ts'
import type { Flag } from '../../domain/approval-flags.ts'
import type { Conflict } from '../../domain/conflict.ts'
import type { Entry, EntryContent, Project } from '../../domain/entry.ts'
import type { FailureCode } from '../../domain/failure.ts'
import type { IsoWeek } from '../../domain/iso-week.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import type { Favourite } from '../../domain/past-work.ts'
import type { ApiProfile, UserScope } from '../../domain/permissions.ts'
import type { Timer } from '../../domain/timer.ts'
import type { WeekTargets } from '../../domain/week-check.ts'
import type { StoredPage } from './stored-page.ts'
import type { HeldChange, PullPosition } from './stored-pull.ts'

/** An entry as this device knows it. */
export interface LocalEntry {
  readonly account: string
  readonly id: string
  /** The one that was made here, where the server has given another: a page may still know it by this one. */
  readonly formerId?: string
  readonly entry: Entry
  /** As last confirmed by the server; null before the first confirmation. */
  readonly confirmed: Entry | null
  /** Whether it is in the outbox, and whether it waits there for a person. */
  readonly sync: 'waiting' | 'sent' | 'attention'
  readonly failure: FailureCode | null
  readonly failureDetail: string | null
  /** What a refused act ran into; `confirmed` stays what the act was made on. Absent in records of before. */
  readonly conflict?: Conflict | null
  /** Deleted here; the server may not know yet. */
  readonly deleted: boolean
  /** Of a new entry that was refused and then deleted: its deletion, which is sent should it have arrived after all. */
  readonly unsentDeletion?: Operation
  /** Epoch milliseconds; a list that was asked for earlier must not overwrite this. */
  readonly changedAtMs: number
}

/** Another person's entry that waits for a decision. */
export interface LocalApproval {
  readonly account: string
  readonly id: string
  readonly entry: Entry
  readonly userName: string | null
  readonly flags: readonly Flag[]
  readonly weekTargetMinutes: number | null
  /** Why a decision of this device came to nothing. */
  readonly refusal: DecisionRefusal | null
  readonly changedAtMs: number
}

/** What was decided from here and the server knows, until a list that was asked for later; the rest is in the outbox. */
export interface DecidedMarks {
  readonly account: string
  readonly marks: readonly { readonly ids: readonly string[]; readonly atMs: number }[]
}

export type OperationAct =
  | { readonly kind: 'create' | 'update'; readonly content: EntryContent }
  | { readonly kind: 'delete' }
  | {
      readonly kind: 'decide'
      readonly decision: 'approved' | 'rejected'
      readonly comment: string | null
      /** What is left to decide, each in the version that was on screen. */
      readonly items: readonly SeenVersion[]
      /** How many there were. */
      readonly total: number
    }
  | SubmitWeek
  | { readonly kind: 'recall-week'; readonly week: IsoWeek }

export interface SeenVersion {
  readonly id: string
  readonly version: number
}

export interface SubmitWeek {
  readonly kind: 'submit-week'
  readonly week: IsoWeek
  /** Entries of that week that were not sent when it was submitted: it follows them. */
  readonly after: readonly string[]
}

/** One thing to tell the server. It leaves the outbox when the server has answered for good, never before. */
export interface Operation {
  readonly seq?: number
  /** UUID; the `Idempotency-Key`. */
  readonly operationId: string
  readonly account: string
  /**
   * Of a week's submission or recall, the week's key in its place, of decisions on several entries the operation's id:
   * what concerns one thing goes in order.
   */
  readonly entryId: string
  readonly act: OperationAct
  /** Epoch milliseconds until which it can be taken back and is not sent. */
  readonly heldUntilMs: number
  /** Counted before each try, so that a try whose outcome is unknown still shows. */
  readonly attempts: number
  /** How often it went on by itself for a newer version of the server's; absent for never. */
  readonly followed?: number
  /** Of a new entry, or of its deletion: other contents with which it may have been stored, its outcome being unknown. */
  readonly tried?: readonly EntryContent[]
  /** Whether it was sent with an earlier content, and refused. */
  readonly wasRefused?: boolean
  /** Whether the entry was first sent as a draft: the same key must never come with another body. */
  readonly asDraft?: boolean
  /** Why a person must decide; a parked operation is not sent again by itself. */
  readonly parked: { readonly code: FailureCode; readonly detail: string | null } | null
}

/** What an act did to one entry. */
export interface UndoStep {
  readonly operationId: string
  readonly entryId: string
  /** The day on which it was before it was moved. */
  readonly movedFrom?: LocalDate
}

/** The last act that can be taken back. */
export interface StoredUndo extends UndoStep {
  readonly account: string
  /** What the same act did to other entries: all of it is taken back together. */
  readonly others?: readonly UndoStep[]
  /** Of several additions that are one act: what they have in common. */
  readonly act?: string
  /** How many entries it was about, where one step stands for all of them. */
  readonly count?: number
  readonly kind: UndoOffer['kind']
  readonly untilMs: number
  /** What a choice between two versions has let go. */
  readonly letGo?: { readonly local: LocalEntry; readonly operation: Operation }
  /** What an act on the timer has ended, which timer it left, and what it has booked. */
  readonly timer?: {
    readonly before: Timer
    readonly afterId: string | null
    readonly entryIds: readonly string[]
    readonly minutes: number | null
  }
}

/** What the server says of a week beside its entries. */
export interface LocalWeek extends WeekTargets {
  readonly account: string
  readonly week: IsoWeek
  readonly receivedAtMs: number
}

export interface StoredProject extends Project {
  readonly account: string
}

export interface StoredAccount extends Omit<Account, 'pictureHost'> {
  readonly sub: string
  readonly scopes: readonly string[]
  /** When this session was let in, after which refused work was tried anew: absent until then. Epoch milliseconds. */
  readonly admittedAtMs?: number
  /** From which the entries come; absent in what a version before this field has stored. */
  readonly apiUrl?: string
  /** What the server offers; absent until it has been asked. */
  readonly profile?: ApiProfile & { readonly learnedAtMs: number }
  /** Where the profile says that the picture is; absent in what a version before this field has stored. */
  readonly pictureUrl?: string | null | undefined
}

/** A picture that its person asked for, drawn anew. */
export interface StoredPicture {
  readonly account: string
  /** A `data:` URL. */
  readonly image: string
}

export interface SyncReport {
  readonly doneAtMs: number | null
  readonly offlineSinceMs: number | null
  readonly failures: number
  /** Epoch milliseconds before which nothing is tried again by itself. */
  readonly retryAtMs: number
}

/** Permissions that this account had and has no more, and of which nobody has taken note. */
export interface EndedScopes {
  readonly account: string
  readonly scopes: readonly UserScope[]
}

/** A person has one timer or none: the key alone forbids a second. */
export interface StoredTimer {
  readonly account: string
  readonly timer: Timer
}

/** By account: the work that each person keeps at hand. It is nowhere else, so it stays when its owner signs out. */
export type Favourites = Readonly<Record<string, readonly Favourite[]>>

/** What this person wrote to reject something, the latest first. */
export interface RecentComments {
  readonly account: string
  readonly comments: readonly string[]
}

interface Singletons {
  recentComments: RecentComments
  favourites: Favourites
  account: StoredAccount
  decided: DecidedMarks
  /** Counts the changes of the stored approvals. */
  approvalsRevision: number
  undo: StoredUndo
  sync: SyncReport
  failure: KnownFailure
  endedScopes: EndedScopes
  picture: StoredPicture
  /** The user signed out by hand: the next sign-in asks who it is. */
  chooseAccount: true
}

export interface TimejotSchema extends DBSchema {
  entries: {
    key: [string, string]
    value: LocalEntry
    indexes: { account: string; day: [string, string]; sync: [string, string]; status: [string, string] }
  }
  approvals: { key: [string, string]; value: LocalApproval; indexes: { account: string } }
  projects: { key: [string, string]; value: StoredProject; indexes: { account: string } }
  outbox: { key: number; value: Operation; indexes: { account: string; entry: [string, string] } }
  singletons: { key: string; value: Singletons[keyof Singletons] }
  positions: { key: string; value: PullPosition }
  held: { key: [string, string]; value: HeldChange; indexes: { account: string } }
  timers: { key: string; value: StoredTimer }
  weeks: { key: [string, string]; value: LocalWeek; indexes: { account: string } }
  pages: { key: [string, string]; value: StoredPage; indexes: { account: string; used: [string, number] } }
}

export type Database = IDBPDatabase<TimejotSchema>

export async function readSingleton<Key extends keyof Singletons>(
  database: Database,
  key: Key,
): Promise<Singletons[Key] | null> {
  return await singletonIn({ get: (name) => database.get('singletons', name) }, key)
}

/** Inside a transaction of the caller's. */
export async function singletonIn<Key extends keyof Singletons>(
  singletons: Pick<SingletonStore, 'get'>,
  key: Key,
): Promise<Singletons[Key] | null> {
  const value = await singletons.get(key)
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
  delete(key: string): Promise<void>
}

/** What is known of this account, null where another is on screen; asked inside the transaction that writes for it. */
export async function accountOnScreen(
  singletons: Pick<SingletonStore, 'get'>,
  account: string,
): Promise<StoredAccount | null> {
  const onScreen = await singletonIn(singletons, 'account')
  return onScreen?.key === account ? onScreen : null
}

export async function isOnScreen(singletons: Pick<SingletonStore, 'get'>, account: string): Promise<boolean> {
  return (await accountOnScreen(singletons, account)) !== null
}
