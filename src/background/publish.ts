import {
  type ApprovalView,
  type EntryView,
  type SessionState,
  SNAPSHOT_VERSION,
  type Snapshot,
} from '../contract/snapshot.ts'
import { type LocalDate, weekOf } from '../domain/local-date.ts'
import { capabilitiesOf, NO_CAPABILITIES } from '../domain/permissions.ts'
import { type Database, type LocalApproval, type LocalEntry, readSingleton } from './store/database.ts'

/** More entries than this are left out of a snapshot, the oldest first; it must stay quick to read. */
const MAX_SNAPSHOT_ENTRIES = 1_000
const MAX_SNAPSHOT_APPROVALS = 1_000

export interface PublishDeps {
  readonly database: Database
  readonly today: () => LocalDate
  readonly sessionState: () => Promise<SessionState>
  readonly isSending: () => boolean
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
    await deps.showBadge(snapshot.sync.attention > 0 ? String(snapshot.sync.attention) : '')
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
  const [session, account, failure, report] = await Promise.all([
    deps.sessionState(),
    readSingleton(database, 'account'),
    readSingleton(database, 'failure'),
    readSingleton(database, 'sync'),
  ])
  const [from = ''] = weekOf(deps.today())
  const frame = { version: SNAPSHOT_VERSION, session, failure, from } as const
  const isSomebodyOnScreen = session !== 'signed-out' && session !== 'unconfigured'
  if (!account || !isSomebodyOnScreen) return { ...frame, ...NOBODY }

  const [entries, approvals, projects, outbox, undo] = await Promise.all([
    database.getAllFromIndex('entries', 'account', account.key),
    database.getAllFromIndex('approvals', 'account', account.key),
    database.getAllFromIndex('projects', 'account', account.key),
    database.getAllFromIndex('outbox', 'account', account.key),
    readSingleton(database, 'undo'),
  ])
  const shown = entries.filter((local) => isShown(local, from)).sort(newestFirst)
  const can = capabilitiesOf(account.scopes)
  const parked = outbox.filter((operation) => operation.parked !== null).length
  return {
    ...frame,
    account: { key: account.key, name: account.name, email: account.email },
    can,
    entries: shown.slice(0, MAX_SNAPSHOT_ENTRIES).map(entryView),
    truncated: shown.length > MAX_SNAPSHOT_ENTRIES,
    projects: projects.map(({ account: _, ...project }) => project),
    approvals:
      can.approve && report?.doneAtMs != null
        ? approvals
            .filter(({ decided }) => !decided)
            .sort(oldestFirst)
            .slice(0, MAX_SNAPSHOT_APPROVALS)
            .map(approvalView)
        : null,
    undo:
      undo && undo.account === account.key
        ? { operationId: undo.operationId, kind: undo.kind, untilMs: undo.untilMs }
        : null,
    sync: {
      state: syncState(deps.isSending(), report),
      waiting: outbox.length - parked,
      attention: parked,
      doneAtMs: report?.doneAtMs ?? null,
      offlineSinceMs: report?.offlineSinceMs ?? null,
    },
  }
}

const NOBODY: Omit<Snapshot, 'version' | 'session' | 'failure' | 'from'> = {
  account: null,
  can: NO_CAPABILITIES,
  entries: [],
  truncated: false,
  projects: [],
  approvals: null,
  undo: null,
  sync: { state: 'never', waiting: 0, attention: 0, doneAtMs: null, offlineSinceMs: null },
}

function syncState(
  isSending: boolean,
  report: { doneAtMs: number | null; offlineSinceMs: number | null } | null,
): Snapshot['sync']['state'] {
  if (report?.offlineSinceMs) return 'offline'
  if (isSending) return 'sending'
  return report?.doneAtMs ? 'done' : 'never'
}

/** What a person must settle is shown however old it is. */
function isShown(local: LocalEntry, from: LocalDate): boolean {
  const isToSettle = local.sync === 'attention' || local.entry.status === 'rejected'
  return !local.deleted && (local.entry.date >= from || isToSettle)
}

function entryView({ entry, sync, failure, failureDetail }: LocalEntry): EntryView {
  return { ...entry, sync, failure, failureDetail }
}

function approvalView({ entry, userName, failure, failureDetail }: LocalApproval): ApprovalView {
  return { ...entry, userName, sync: 'sent', failure, failureDetail }
}

/** Ids are made in order of time, so they order the entries of a day. */
function newestFirst(a: LocalEntry, b: LocalEntry): number {
  return compare(b.entry.date, a.entry.date) || compare(b.id, a.id)
}

function oldestFirst(a: LocalApproval, b: LocalApproval): number {
  return compare(a.entry.date, b.entry.date) || compare(a.id, b.id)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
