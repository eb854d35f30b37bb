import { classOfFailure, type FailureCode, failureCodeOf, failureDetailOf } from '../domain/failure.ts'
import { capabilitiesOf, USER_SCOPES } from '../domain/permissions.ts'
import { authorOf, readAccount } from './account.ts'
import { ApiRefusal } from './api/api-failure.ts'
import type { ApiClient } from './api/client.ts'
import { isComplete, learnProfile } from './api/learn-profile.ts'
import { drainOutbox, nextDueAtMs } from './outbox/drain.ts'
import { pullAll } from './outbox/pull.ts'
import {
  type Database,
  isOnScreen,
  readSingleton,
  type SingletonStore,
  type StoredAccount,
  type SyncReport,
  singletonIn,
} from './store/database.ts'

export interface SynchroniseDeps {
  readonly database: Database
  readonly clientFor: (account: string) => ApiClient
  readonly now: () => number
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

export type Synchroniser = ReturnType<typeof createSynchroniser>

/** Keeps device and server in step: `send` empties the outbox, `synchronise` also fetches what is new. */
export function createSynchroniser(deps: SynchroniseDeps) {
  let sending = 0
  let sent = 0

  /** A snapshot that cannot be written must not keep work from being sent. */
  const publishIfPossible = () => ifStorable(deps.publish())

  /** One drain at a time over all contexts; whoever comes second finds an empty outbox. True when anything was sent. */
  const drain = async (): Promise<boolean> => {
    const account = await readAccount(deps.database)
    if (!account) return false
    const client = deps.clientFor(account.key)
    if ((await deps.database.countFromIndex('outbox', 'account', account.key)) === 0) return false
    const publishProgress = nowAndThen(publishIfPossible, deps.now)
    return await deps.exclusively(async () => {
      sent = 0
      await drainOutbox(authorOf(account), {
        ...deps,
        client,
        profile: await profileToSendBy(account, client),
        onPart: publishProgress,
        onProgress: () => {
          sent += 1
          return publishProgress()
        },
      })
      return sent > 0
    })
  }

  const profileToSendBy = async (account: StoredAccount, client: ApiClient) =>
    account.profile && isComplete(account.profile)
      ? account.profile
      : await learnProfile(account, { ...deps, client })

  const pull = async () => {
    const account = await readAccount(deps.database)
    if (!account) return
    const client = deps.clientFor(account.key)
    if (!USER_SCOPES.some((scope) => account.scopes.includes(scope))) return
    const profile = await learnProfile(account, { ...deps, client })
    const can = capabilitiesOf(account.scopes, profile ?? undefined)
    await pullAll(authorOf(account), can, { ...deps, client, profile })
  }

  const attempt = async (work: () => Promise<unknown>, isComplete: boolean) => {
    sending += 1
    let account: string | undefined
    try {
      await Promise.all([publishIfPossible(), deps.wakeSoon()])
      account = (await readAccount(deps.database))?.key
      await work()
      await reportSuccess(account, deps, isComplete)
    } catch (error) {
      await ifStorable(reportFailure(account, deps, error))
    } finally {
      sending -= 1
    }
    await ifStorable(scheduleNext(deps))
    await publishIfPossible()
  }

  return {
    isSending: () => sending > 0,
    /** Of the outbox that is being emptied, or was last. */
    sentCount: () => sent,
    /** Never throws: what went wrong is in the snapshot, and is tried again when it can help. */
    send: oneAfterTheOther(() => attempt(drain, false)),
    synchronise: () =>
      attempt(async () => {
        if (await drain()) await publishIfPossible()
        await pull()
      }, true),
  }
}

/** Where the storage itself fails there is no place left to note it; the wake-up that was asked for comes all the same. */
const ifStorable = (write: Promise<void>) => write.catch((error: unknown) => console.error(error))

const PROGRESS_EVERY_MS = 250
/** Telling how far it has come may take a tenth of the time that sending takes. */
const PROGRESS_SHARE = 10

/** `tell`, but not more often than a person can follow, and the more seldom the longer it takes. */
function nowAndThen(tell: () => Promise<void>, now: () => number): () => Promise<void> {
  let nextAtMs = now() + PROGRESS_EVERY_MS
  return async () => {
    const startedAtMs = now()
    if (startedAtMs < nextAtMs) return
    await tell()
    const tookMs = now() - startedAtMs
    nextAtMs = now() + Math.max(PROGRESS_EVERY_MS, (PROGRESS_SHARE - 1) * tookMs)
  }
}

/**
 * `work`, which never throws, once at a time. Whoever asks while it goes on shares what comes after it, which sees all
 * that was done before: hundreds of acts do not wait for as many looks at an empty outbox.
 */
function oneAfterTheOther(work: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve()
  let next: Promise<void> | null = null
  return () => {
    next ??= last.then(() => {
      next = null
      return work()
    })
    last = next
    return next
  }
}

const NO_REPORT: SyncReport = { doneAtMs: null, offlineSinceMs: null, failures: 0, retryAtMs: 0 }

async function reportSuccess(
  account: string | undefined,
  { database, now }: SynchroniseDeps,
  isComplete: boolean,
): Promise<void> {
  await reportTo(account, database, async (singletons) => {
    const before = await reportIn(singletons)
    await singletons.put({ ...NO_REPORT, doneAtMs: isComplete ? now() : before.doneAtMs }, 'sync')
    // What was to go away by itself has gone.
    const notice = await singletonIn(singletons, 'failure')
    if (notice && classOfFailure(notice.code) === 'retry') await singletons.delete('failure')
  })
}

async function reportFailure(
  account: string | undefined,
  { database, now, random }: SynchroniseDeps,
  error: unknown,
): Promise<void> {
  const code = failureCodeOf(error)
  if (code === 'unexpected') console.error(error)
  await reportTo(account, database, async (singletons) => {
    const before = await reportIn(singletons)
    const failures = before.failures + 1
    const wait =
      Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10), LONGEST_RETRY_MS) * (0.5 + random() / 2)
    const asked = error instanceof ApiRefusal ? (error.retryAfterMs ?? 0) : 0
    const report: SyncReport = {
      ...before,
      failures,
      offlineSinceMs: UNREACHABLE.has(code) ? (before.offlineSinceMs ?? now()) : null,
      retryAtMs: now() + Math.max(wait, asked),
    }
    await singletons.put(report, 'sync')
    if (!HAS_ITS_OWN_PLACE.has(code))
      await singletons.put({ code, detail: failureDetailOf(error), atMs: now() }, 'failure')
  })
}

/** What came of it is for the person for whom it was tried: whoever is on screen by now may be somebody else. */
async function reportTo(
  account: string | undefined,
  database: Database,
  report: (singletons: SingletonStore) => Promise<void>,
): Promise<void> {
  const { store, done } = database.transaction('singletons', 'readwrite')
  if (account !== undefined && (await isOnScreen(store, account))) await report(store)
  await done
}

async function reportIn(singletons: SingletonStore): Promise<SyncReport> {
  return (await singletonIn(singletons, 'sync')) ?? NO_REPORT
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
