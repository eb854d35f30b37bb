import type { ConnectionReport } from '../contract/commands.ts'
import type { ResolvedConnection } from '../contract/connection.ts'
import { showBadge } from '../platform/badge.ts'
import { listenForCommands } from '../platform/command-listener.ts'
import {
  buildConnection,
  LOOPBACK_ALLOWED,
  readManagedConnection,
  readUserConnection,
  writeUserConnection,
} from '../platform/connection-store.ts'
import { wipeDraft } from '../platform/draft-store.ts'
import { writeSnapshot } from '../platform/snapshot-store.ts'
import { cancelWakeUp, onStart, onWakeUp, scheduleWakeUp } from '../platform/wake-up.ts'
import { openSignInWindow, redirectUrl } from '../platform/web-auth.ts'
import { createApiClient } from './api/client.ts'
import { createGate, type Gate } from './auth/gate.ts'
import { createSession } from './auth/session.ts'
import { createVault } from './auth/vault.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { connectionOf, faultsOf, resolveConnection } from './connection.ts'
import { createHandlers } from './handlers.ts'
import { createOutbox } from './outbox/outbox.ts'
import { createPublisher } from './publish.ts'
import { openDatabase } from './store/database.ts'
import { createSynchroniser, type Synchroniser } from './synchronise.ts'

/** Timers beyond 2^31 ms fire at once; the alarm serves for what is later than this. */
const LONGEST_TIMER_MS = 60_000
const MAX_ISSUER_ANSWER_BYTES = 1024 * 1024
const MAX_API_ANSWER_BYTES = 16 * 1024 * 1024

interface Parts {
  readonly handlers: ReturnType<typeof createHandlers>
  readonly synchroniser: Synchroniser
}

/** Registers every listener before the first await: the browser delivers the event that woke it only to those. */
export function startBackground(): void {
  let built: Promise<Parts> | null = null
  const parts = () => {
    built ??= buildParts().catch((error) => {
      built = null // the next event tries again to open the database
      throw error
    })
    return built
  }
  listenForCommands(async (name) => {
    // The settings can be read even when the database will not open.
    return name === 'read-connection' ? describeConnection : (await parts()).handlers[name]
  })
  // Also what a stopped worker left half done.
  onWakeUp(async () => (await parts()).synchroniser.synchronise())
  onStart(async () => (await parts()).synchroniser.synchronise())
}

async function resolved(): Promise<ResolvedConnection> {
  const [managed, user] = await Promise.all([readManagedConnection(), readUserConnection()])
  return resolveConnection(managed, user, buildConnection())
}

async function describeConnection(): Promise<ConnectionReport> {
  const connection = await resolved()
  return { resolved: connection, faults: faultsOf(connection, LOOPBACK_ALLOWED), redirectUrl: redirectUrl() }
}

async function buildParts(): Promise<Parts> {
  const database = await openDatabase()
  const vault = createVault()
  const now = () => Date.now()
  const today = () => Temporal.Now.plainDateISO().toString()
  const exclusively =
    (name: string) =>
    async <Value>(work: () => Promise<Value>): Promise<Value> =>
      await navigator.locks.request(name, work)

  const connection = async () => connectionOf(await resolved())
  const isConfigured = async () => faultsOf(await resolved(), LOOPBACK_ALLOWED).length === 0

  const wakeSoon = () => scheduleWakeUp(now(), now())
  const network = (url: string, init: RequestInit) => fetch(url, init)
  const protocol = {
    fetch: boundedFetch({
      fetch: network,
      maxBytes: MAX_ISSUER_ANSWER_BYTES,
      unreachable: 'issuer-unreachable',
    }),
    allowLoopback: LOOPBACK_ALLOWED,
  }
  const session = createSession({
    ...protocol,
    vault,
    connection,
    now,
    exclusively: exclusively('timejot-renewal'),
    onChange: (changed) => gate.onSessionChange(changed),
  })
  const publish = createPublisher({
    database,
    today,
    sessionState: () => gate.state(),
    isSending: () => synchroniser.isSending(),
    write: writeSnapshot,
    showBadge,
  })
  const signInDeps = { ...protocol, vault, redirectUrl: redirectUrl(), openWindow: openSignInWindow, now }
  const gate: Gate = createGate({
    database,
    vault,
    session,
    protocol,
    signInDeps,
    connection,
    isConfigured,
    wipeDraft,
    publish,
  })
  const apiFetch = boundedFetch({ fetch: network, maxBytes: MAX_API_ANSWER_BYTES, unreachable: 'offline' })
  const synchroniser: Synchroniser = createSynchroniser({
    database,
    clientFor: (account) => createApiClient({ fetch: apiFetch, session, account }),
    now,
    today,
    random: Math.random,
    publish,
    schedule: createSchedule(now, () => synchroniser.send()),
    wakeSoon,
    exclusively: exclusively('timejot-outbox'),
  })
  const outbox = createOutbox({ database, now, newOperationId: () => crypto.randomUUID() })
  const handlers = createHandlers({
    database,
    outbox,
    synchroniser,
    gate,
    publish,
    describeConnection,
    writeUserConnection,
    allowLoopback: LOOPBACK_ALLOWED,
    wakeSoon,
  })
  return { handlers, synchroniser }
}

/** A timer while the worker lives, and an alarm for when it does not. */
function createSchedule(
  now: () => number,
  wake: () => Promise<void>,
): (atMs: number | null) => Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  return async (atMs) => {
    clearTimeout(timer)
    if (atMs === null) return await cancelWakeUp()
    timer = setTimeout(() => void wake(), Math.min(Math.max(atMs - now(), 0), LONGEST_TIMER_MS))
    await scheduleWakeUp(atMs, now())
  }
}
