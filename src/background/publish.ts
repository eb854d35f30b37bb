import {
  type Account,
  type EntryView,
  type SessionState,
  SNAPSHOT_VERSION,
  type Snapshot,
  type UndoOffer,
} from '../contract/snapshot.ts'
import type { TimerView } from '../contract/timer.ts'
import { newestFirst, type Project } from '../domain/entry.ts'
import { type LocalDate, mondayOf } from '../domain/local-date.ts'
import { capabilitiesOf, NO_CAPABILITIES } from '../domain/permissions.ts'
import { fitting } from '../platform/stored-bytes.ts'
import { isDue } from './outbox/drain.ts'
import { entriesOf, isDecision } from './outbox/operations.ts'
import type {
  Database,
  LocalApproval,
  LocalEntry,
  Operation,
  StoredAccount,
  StoredProject,
  StoredTimer,
  StoredUndo,
} from './store/database.ts'
import { approvalView } from './store/open-approvals.ts'
import { readScreen } from './store/screen.ts'
import { badgeText } from './timer/badge-text.ts'
import { weekStates } from './week-states.ts'

/** What a snapshot carries of each list, which must stay quick to read; with the rest all three fit into its 10 MB. */
const MOST = {
  entries: { rows: 1_000, bytes: 3_000_000 },
  approvals: { rows: 1_000, bytes: 3_000_000 },
  projects: { rows: Number.POSITIVE_INFINITY, bytes: 4_000_000 },
} as const

export interface PublishDeps {
  readonly database: Database
  readonly today: () => LocalDate
  readonly sessionState: () => Promise<SessionState>
  readonly logoutUntilMs: () => Promise<number | null>
  readonly now: () => number
  readonly isSending: () => boolean
  /** Operations that the sending which goes on has told the server. */
  readonly sentCount: () => number
  readonly write: (snapshot: Snapshot) => Promise<void>
  readonly showBadge: (text: string) => Promise<void>
}

/**
 * Returns `publish`: it writes a new snapshot and resolves when one is stored that shows everything done before
 * the call. Calls that arrive while one is written share the next one.
 */
export function createPublisher(deps: PublishDeps): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve()
  let waiting: Promise<void> | null = null

  const write = async () => {
    waiting = null
    const snapshot = await buildSnapshot(deps)
    await deps.write(snapshot)
    await deps.showBadge(badgeText(snapshot, deps.now()))
  }
  return () => {
    // One after the other, or an older snapshot could be stored over a newer one. Whether one failed is for its caller.
    waiting ??= last.then(write, write)
    last = waiting
    return waiting
  }
}

async function buildSnapshot(deps: PublishDeps): Promise<Snapshot> {
  const { database } = deps
  const from = mondayOf(deps.today())
  // Read while it is found out whether anybody is on screen at all, which takes as long.
  const [session, stored] = await Promise.all([deps.sessionState(), readScreen(database, from)])
  const { failure, report, own } = stored
  const logoutUntilMs = session === 'signed-out' ? await deps.logoutUntilMs() : null
  const frame = { version: SNAPSHOT_VERSION, session, failure, logoutUntilMs, from } as const
  const isSomebodyOnScreen = session !== 'signed-out' && session !== 'unconfigured'
  if (!own || !isSomebodyOnScreen) return { ...frame, ...NOBODY }

  const { account, entries, approvals, projects, outbox, undo, ended, picture, timer, weeks, comments } = own
  const can = capabilitiesOf(account.scopes, account.profile)
  const state = syncState(deps.isSending(), report)
  const underWay = state === 'sending' ? outbox.filter((operation) => isUnderWay(operation, deps.now())) : []
  const isPulled = can.approve && report?.doneAtMs != null
  const shown = { entries, projects, approvals: isPulled ? approvals : null }
  return {
    ...frame,
    account: accountView(account),
    can,
    weeks: can.submit ? weekStates(weeks, outbox, deps.today()) : [],
    endedScopes: ended?.account === account.key ? ended.scopes : [],
    ...(picture?.account === account.key && { picture: picture.image }),
    ...carryLists(shown, new Set(underWay.map(({ entryId }) => entryId))),
    recentComments: can.reject && comments?.account === account.key ? comments.comments : [],
    undo: undo && undo.account === account.key ? undoOffer(undo) : null,
    timer: timer ? timerView(timer, projects) : null,
    sync: {
      state,
      ...countOutbox(outbox),
      progress: underWay.length > 0 ? progressOf(underWay, deps.sentCount()) : null,
      doneAtMs: report?.doneAtMs ?? null,
      offlineSinceMs: report?.offlineSinceMs ?? null,
    },
  }
}

/** Of decisions on many entries, those that are told count too: one record stands for all of them. */
function progressOf(underWay: readonly Operation[], sentOperations: number): Snapshot['sync']['progress'] {
  const told = underWay.filter(isDecision).map(({ act }) => act.total - act.items.length)
  const sent = told.reduce((sum, count) => sum + count, sentOperations)
  return { sent, total: sent + countOf(underWay) }
}

function undoOffer({
  operationId,
  kind,
  untilMs,
  others = [],
  count = others.length + 1,
}: StoredUndo): UndoOffer {
  return { operationId, kind, untilMs, ...(count > 1 && { count }) }
}

function accountView({ key, name, email, pictureUrl }: StoredAccount): Account {
  return { key, name, email, ...(pictureUrl && { pictureHost: new URL(pictureUrl).host }) }
}

interface Lists {
  readonly entries: readonly LocalEntry[]
  readonly projects: readonly StoredProject[]
  /** The oldest day first; null where there are none to decide on, or none are known of yet. */
  readonly approvals: readonly LocalApproval[] | null
}

/** As much of each list as fits, what matters most first, and whether that is not all. */
function carryLists(
  lists: Lists,
  beingSent: ReadonlySet<string>,
): Pick<Snapshot, 'entries' | 'projects' | 'approvals' | 'truncated'> {
  const { approvals: open } = lists
  const entries = carryEntries(lists.entries, beingSent)
  const projects = carry('projects', lists.projects.toSorted(archivedLast), projectView)
  const approvals = open && carry('approvals', open, approvalView)
  return {
    entries,
    projects,
    approvals,
    truncated: {
      entries: entries.length < lists.entries.length,
      projects: projects.length < lists.projects.length,
      approvals: approvals !== null && approvals.length < (open?.length ?? 0),
    },
  }
}

/** As pages see them, newest day first. */
export function carryEntries(
  entries: readonly LocalEntry[],
  beingSent: ReadonlySet<string> = new Set(),
): readonly EntryView[] {
  return carry(
    'entries',
    entries.toSorted((a, b) => newestFirst(a.entry, b.entry)),
    (local) => entryView(local, beingSent),
  )
}

/** The rows from the first on that a snapshot can carry, as pages see them. */
function carry<Row, View>(
  list: keyof typeof MOST,
  rows: readonly Row[],
  view: (row: Row) => View,
): readonly View[] {
  return fitting(rows.slice(0, MOST[list].rows).map(view), MOST[list].bytes)
}

const NOBODY: Omit<Snapshot, 'version' | 'session' | 'failure' | 'logoutUntilMs' | 'from'> = {
  account: null,
  can: NO_CAPABILITIES,
  endedScopes: [],
  weeks: [],
  entries: [],
  projects: [],
  approvals: null,
  recentComments: [],
  truncated: { entries: false, projects: false, approvals: false },
  undo: null,
  timer: null,
  sync: {
    ...{ state: 'never', waiting: 0, progress: null, attention: 0, forbidden: false },
    ...{ doneAtMs: null, offlineSinceMs: null },
  },
}

function syncState(
  isSending: boolean,
  report: { doneAtMs: number | null; offlineSinceMs: number | null } | null,
): Snapshot['sync']['state'] {
  if (report?.offlineSinceMs) return 'offline'
  if (isSending) return 'sending'
  return report?.doneAtMs ? 'done' : 'never'
}

/** Operations that wait to be sent, and entries that wait for a person. */
function countOutbox(
  outbox: readonly Operation[],
): Pick<Snapshot['sync'], 'waiting' | 'attention' | 'forbidden'> {
  const parked = outbox.filter((operation) => operation.parked !== null)
  return {
    waiting: countOf(outbox) - countOf(parked),
    attention: new Set(parked.flatMap(entriesOf)).size,
    forbidden: parked.some(({ parked }) => parked?.code === 'insufficient-scope'),
  }
}

function countOf(outbox: readonly Operation[]): number {
  return outbox.flatMap(entriesOf).length
}

/** What the sending that goes on has before it: not what can still be taken back or waits for a person. */
function isUnderWay(operation: Operation, nowMs: number): boolean {
  return operation.parked === null && isDue(operation, nowMs)
}

function entryView(
  { entry, sync, failure, failureDetail, formerId, conflict = null }: LocalEntry,
  beingSent: ReadonlySet<string>,
): EntryView {
  const isBeingSent = sync === 'waiting' && beingSent.has(entry.id)
  const shown = conflict ? 'conflict' : isBeingSent ? 'sending' : sync
  return {
    ...{ ...entry, sync: shown, failure, failureDetail, conflict },
    ...(formerId !== undefined && { formerId }),
  }
}

function projectView({ account: _, ...project }: StoredProject): Project {
  return project
}

function timerView({ timer }: StoredTimer, projects: readonly StoredProject[]): TimerView {
  return { ...timer, client: projects.find(({ id }) => id === timer.work.projectId)?.client ?? null }
}

/** Nobody books on an archived project: it is needed for no more than its client's name. */
function archivedLast(a: Project, b: Project): number {
  return Number(a.archived) - Number(b.archived)
}
