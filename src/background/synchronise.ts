import { AppError, classOfFailure, type FailureCode, failureCodeOf } from '../domain/failure.ts'
import { addDays, type LocalDate, weekOf } from '../domain/local-date.ts'
import { capabilitiesOf } from '../domain/permissions.ts'
import { authorOf, readAccount } from './account.ts'
import { ApiRefusal } from './api/api-failure.ts'
import type { ApiClient } from './api/client.ts'
import { drainOutbox, nextDueAtMs } from './outbox/drain.ts'
import { pullAll } from './outbox/pull.ts'
import { type Database, readSingleton, type SyncReport, writeSingleton } from './store/database.ts'

export interface SynchroniseDeps {
  readonly database: Database
  readonly clientFor: (account: string) => ApiClient
  readonly now: () => number
  readonly today: () => LocalDate
  /** 0 up to 1, to spread the retries of many devices. */
  readonly random: () => number
  readonly publish: () => Promise<void>
  /** Asks to be woken at that time (epoch milliseconds), or not at all. */
  readonly schedule: (atMs: number | null) => Promise<void>
  /** Wakes the worker soon, should it be stopped before it is done. */
  readonly wakeSoon: () => Promise<void>
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>
}

const UNREACHABLE: ReadonlySet<FailureCode> = new Set(['offline', 'timed-out', 'issuer-unreachable'])
/** Being offline has a line of its own, and a session that ended a bar; neither is a notice. */
const HAS_ITS_OWN_PLACE: ReadonlySet<FailureCode> = new Set([...UNREACHABLE, 'signed-out', 'session-expired'])

const FIRST_RETRY_MS = 2_000
const LONGEST_RETRY_MS = 5 * 60 * 1000

/** The Monday of last week: what is rejected on a Monday is mostly of the week before. */
function firstPulledDay(today: LocalDate): LocalDate {
  return weekOf(addDays(today, -7))[0] ?? today
}

export type Synchroniser = ReturnType<typeof createSynchroniser>

/** Keeps device and server in step: `send` empties the outbox, `synchronise` also fetches what is new. */
export function createSynchroniser(deps: SynchroniseDeps) {
  let sending = 0

  /** A snapshot that cannot be written must not keep work from being sent. */
  const publishIfPossible = () => deps.publish().catch((error: unknown) => console.error(error))

  /** One drain at a time over all contexts; whoever comes second finds an empty outbox. */
  const drain = async () => {
    const account = await readAccount(deps.database)
    if (!account) return
    const client = deps.clientFor(account.key)
    await deps.exclusively(() =>
      drainOutbox(authorOf(account), {
        ...deps,
        client,
        onProgress: publishIfPossible,
      }),
    )
  }

  const pull = async () => {
    const account = await readAccount(deps.database)
    if (!account) return
    const client = deps.clientFor(account.key)
    await pullAll(authorOf(account), capabilitiesOf(account.scopes), firstPulledDay(deps.today()), {
      ...deps,
      client,
    })
  }

  const attempt = async (work: () => Promise<void>, isComplete: boolean) => {
    sending += 1
    try {
      await Promise.all([publishIfPossible(), deps.wakeSoon()])
      await work()
      await reportSuccess(deps, isComplete)
    } catch (error) {
      await reportFailure(deps, error)
    } finally {
      sending -= 1
    }
    await scheduleNext(deps)
    await publishIfPossible()
  }

  return {
    isSending: () => sending > 0,
    /** Never throws: what went wrong is in the snapshot, and is tried again when it can help. */
    send: () => attempt(drain, false),
    synchronise: () =>
      attempt(async () => {
        await drain()
        await pull()
      }, true),
  }
}

const NO_REPORT: SyncReport = { doneAtMs: null, offlineSinceMs: null, failures: 0, retryAtMs: 0 }

async function reportSuccess({ database, now }: SynchroniseDeps, isComplete: boolean): Promise<void> {
  const before = (await readSingleton(database, 'sync')) ?? NO_REPORT
  await writeSingleton(database, 'sync', { ...NO_REPORT, doneAtMs: isComplete ? now() : before.doneAtMs })
  // What was to go away by itself has gone.
  const notice = await readSingleton(database, 'failure')
  if (notice && classOfFailure(notice.code) === 'retry') await writeSingleton(database, 'failure', null)
}

async function reportFailure({ database, now, random }: SynchroniseDeps, error: unknown): Promise<void> {
  const code = failureCodeOf(error)
  const before = (await readSingleton(database, 'sync')) ?? NO_REPORT
  const failures = before.failures + 1
  const wait =
    Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10), LONGEST_RETRY_MS) * (0.5 + random() / 2)
  const asked = error instanceof ApiRefusal ? (error.retryAfterMs ?? 0) : 0
  await writeSingleton(database, 'sync', {
    ...before,
    failures,
    offlineSinceMs: UNREACHABLE.has(code) ? (before.offlineSinceMs ?? now()) : null,
    retryAtMs: now() + Math.max(wait, asked),
  })
  if (code === 'unexpected') console.error(error)
  if (!HAS_ITS_OWN_PLACE.has(code)) {
    const detail = error instanceof AppError ? error.detail : null
    await writeSingleton(database, 'failure', { code, detail })
  }
}

/** Asks to be woken for the next thing to send: when an undo window closes, or when a retry is due. */
async function scheduleNext({ database, now, schedule }: SynchroniseDeps): Promise<void> {
  const account = await readAccount(database)
  const outbox = account ? await database.getAllFromIndex('outbox', 'account', account.key) : []
  const dueAtMs = nextDueAtMs(outbox, now())
  if (dueAtMs === null) return await schedule(null)
  const retryAtMs = (await readSingleton(database, 'sync'))?.retryAtMs ?? 0
  await schedule(Math.max(dueAtMs, retryAtMs, now()))
}
