import type { ConnectionReport } from '../contract/commands.ts'
import type { ResolvedConnection } from '../contract/connection.ts'
import { readPreferences } from '../contract/preferences.ts'
import type { ReminderCommandName } from '../contract/reminders.ts'
import type { Typist } from '../domain/typed-line.ts'
import { onActivityChange } from '../platform/activity.ts'
import { showBadge } from '../platform/badge.ts'
import { readServerClock, writeServerClock } from '../platform/clock-store.ts'
import type { CommandHandlers } from '../platform/command-dispatch.ts'
import { listenForCommands } from '../platform/command-listener.ts'
import {
  buildConnection,
  connectionPlacesReader,
  LOOPBACK_ALLOWED,
  writeUserConnection,
} from '../platform/connection-store.ts'
import { wipeDraft } from '../platform/draft-store.ts'
import { wipeHandedLines } from '../platform/handed-line-store.ts'
import { readLogoutOffer, writeLogoutOffer } from '../platform/logout-offer-store.ts'
import { readStoredPreferences } from '../platform/preferences-store.ts'
import { onReminderTime, scheduleReminder } from '../platform/reminder-alarm.ts'
import { onReminderAct, showReminder } from '../platform/reminder-notice.ts'
import { readReminded, readReminders, writeReminded, writeReminders } from '../platform/reminder-store.ts'
import { onShortcut } from '../platform/shortcuts.ts'
import { readSnapshot, wipeSnapshot, writeSnapshot } from '../platform/snapshot-store.ts'
import { tellStored } from '../platform/stored-notice.ts'
import { drawThumbnail } from '../platform/thumbnail.ts'
import { onTick } from '../platform/timer-alarm.ts'
import {
  cancelWakeUp,
  onRenewalDue,
  onStart,
  onWakeUp,
  scheduleRenewal,
  scheduleWakeUp,
} from '../platform/wake-up.ts'
import { askSilently, openSignInWindow, redirectUrl } from '../platform/web-auth.ts'
import { openFullPage } from '../platform/work-pages.ts'
import { createAfterAct } from './after-act.ts'
import { createApiClient } from './api/client.ts'
import { createGate, type Gate } from './auth/gate.ts'
import { createLogoutOffers } from './auth/logout-offer.ts'
import { createRenewalPlan, type RenewalPlan } from './auth/renewal-plan.ts'
import { createServerClock, learningFrom } from './auth/server-clock.ts'
import { createServerMemory } from './auth/server-memory.ts'
import { createSession } from './auth/session.ts'
import { signInSilently } from './auth/silent-sign-in.ts'
import { createVault } from './auth/vault.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { connectionOf, faultsOf, resolveConnection } from './connection.ts'
import { createHandlers } from './handlers.ts'
import { createOutbox } from './outbox/outbox.ts'
import { createConflictChoices } from './outbox/resolve-conflict.ts'
import { createWeekActs } from './outbox/week-acts.ts'
import { createPastWorkSearch } from './past-work-search.ts'
import { MAX_PICTURE_BYTES, showPicture } from './picture.ts'
import { createPublisher } from './publish.ts'
import { createReminders, type Reminders } from './reminders.ts'
import { createSchedule } from './schedule.ts'
import { openDatabase } from './store/migrations.ts'
import { createPages } from './store/pages.ts'
import { createSynchroniser, type Synchroniser } from './synchronise.ts'
import { createTimerParts } from './timer/parts.ts'
import { readTypist } from './typist.ts'
import { listenToWaysIn, type Sentences } from './ways-in-listener.ts'

const MAX_ISSUER_ANSWER_BYTES = 1024 * 1024
const MAX_API_ANSWER_BYTES = 16 * 1024 * 1024

type TimerParts = ReturnType<typeof createTimerParts>

interface Parts {
  readonly handlers: ReturnType<typeof createHandlers> &
    TimerParts['handlers'] &
    Pick<CommandHandlers, ReminderCommandName>
  readonly synchroniser: Synchroniser
  readonly renewal: RenewalPlan
  readonly timer: TimerParts
  readonly readTypist: () => Promise<Typist>
  readonly reminders: Reminders
}

/** Registers every listener before the first await: the browser delivers the event that woke it only to those. */
export function startBackground(sentences: Sentences): void {
  const readPlaces = connectionPlacesReader()
  const resolved = async () => {
    const { managed, user } = await readPlaces()
    return resolveConnection(managed, user, buildConnection())
  }
  let built: Promise<Parts> | null = null
  /** The next event opens the database again. */
  const lose = () => {
    built = null
  }
  const parts = () => {
    built ??= buildParts(resolved, lose).catch(async (error) => {
      lose()
      await scheduleWakeUp(Date.now(), Date.now()) // or nothing would send what waits until somebody opens the popup
      throw error
    })
    return built
  }
  listenForCommands(async (name) => {
    // The settings can be read even when the database will not open.
    return name === 'read-connection' ? () => describeConnection(resolved) : (await parts()).handlers[name]
  })
  // Also what a stopped worker left half done.
  onWakeUp(async () => (await parts()).synchroniser.synchronise())
  onRenewalDue(async () => (await parts()).renewal.renewAhead())
  onStart(async () => (await parts()).synchroniser.synchronise())
  onReminderTime(async () => (await parts()).reminders.look())
  onReminderAct(openFullPage)
  onTick(async () => (await parts()).timer.watch.look())
  onActivityChange(async (activity) => (await parts()).timer.watch.change(activity))
  onShortcut('toggle-timer', async () => (await parts()).timer.pressKey())
  listenToWaysIn(parts, sentences)
}

type ReadConnection = () => Promise<ResolvedConnection>

async function describeConnection(resolved: ReadConnection): Promise<ConnectionReport> {
  const connection = await resolved()
  return { resolved: connection, faults: faultsOf(connection, LOOPBACK_ALLOWED), redirectUrl: redirectUrl() }
}

async function buildParts(resolved: ReadConnection, onLost: () => void): Promise<Parts> {
  const database = await openDatabase('timejot', onLost)
  const now = () => Date.now()
  const clock = createServerClock({
    now,
    saved: await readServerClock(),
    save: (aheadMs) => void writeServerClock(aheadMs).catch((error: unknown) => console.error(error)),
  })
  const vault = createVault(undefined, clock.aheadSeconds)
  const today = () => Temporal.Now.plainDateISO().toString()
  const exclusively =
    (name: string) =>
    async <Value>(work: () => Promise<Value>): Promise<Value> =>
      await navigator.locks.request(name, work)

  const connection = async () => connectionOf(await resolved())
  const isConfigured = async () => faultsOf(await resolved(), LOOPBACK_ALLOWED).length === 0

  const wakeSoon = () => scheduleWakeUp(now(), now())
  const network = learningFrom((url, init) => fetch(url, init), clock)
  const protocol = {
    fetch: boundedFetch({
      fetch: network,
      maxBytes: MAX_ISSUER_ANSWER_BYTES,
      unreachable: 'issuer-unreachable',
    }),
    allowLoopback: LOOPBACK_ALLOWED,
    memory: createServerMemory(now),
    clock,
  }
  const signInDeps = { ...protocol, vault, redirectUrl: redirectUrl(), openWindow: openSignInWindow, now }
  const session = createSession({
    ...signInDeps,
    connection,
    exclusively: exclusively('timejot-renewal'),
    signInSilently: (ending, save) =>
      signInSilently(ending, save, { ...signInDeps, connection, askSilently }),
    onChange: (changed) => gate.onSessionChange(changed),
  })
  const renewal = createRenewalPlan({ session, now, schedule: scheduleRenewal })
  const logoutOffers = createLogoutOffers({ now, read: readLogoutOffer, write: writeLogoutOffer })
  const publish = createPublisher({
    database,
    today,
    sessionState: () => gate.state(),
    logoutUntilMs: async () => (await logoutOffers.current())?.untilMs ?? null,
    now,
    isSending: () => synchroniser.isSending(),
    sentCount: () => synchroniser.sentCount(),
    write: async (snapshot) => {
      await writeSnapshot(snapshot)
      await timer.watch.follow(snapshot.timer)
    },
    showBadge,
  })
  const gate: Gate = createGate({
    ...signInDeps,
    database,
    session,
    logoutOffers,
    planRenewal: renewal.plan,
    connection,
    isConfigured,
    wipePages: async () => void (await Promise.all([wipeDraft(), wipeHandedLines(), wipeSnapshot()])),
    publish,
  })
  const apiFetch = boundedFetch({ fetch: network, maxBytes: MAX_API_ANSWER_BYTES, unreachable: 'offline' })
  const clientFor = (account: string) =>
    createApiClient({ fetch: apiFetch, session, proofOf: vault.proofOf, account })
  const synchroniser: Synchroniser = createSynchroniser({
    database,
    clientFor,
    now,
    random: Math.random,
    publish,
    schedule: createSchedule({
      now,
      send: () => synchroniser.send(),
      setAlarm: (atMs) => (atMs === null ? cancelWakeUp() : scheduleWakeUp(atMs, now())),
    }),
    wakeSoon,
    exclusively: exclusively('timejot-outbox'),
  })
  // Not `network`: whoever keeps the picture has no say in what time it is.
  const pictureFetch = boundedFetch({
    fetch: (url, init) => fetch(url, init),
    maxBytes: MAX_PICTURE_BYTES,
    unreachable: 'picture-unavailable',
  })
  const outboxDeps = { database, now, newOperationId: () => crypto.randomUUID() }
  const afterAct = createAfterAct({
    publish,
    wakeSoon,
    send: () => synchroniser.send(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  })
  const handlers = createHandlers({
    database,
    outbox: createOutbox(outboxDeps),
    conflicts: createConflictChoices(outboxDeps),
    weeks: createWeekActs(outboxDeps),
    synchroniser,
    clientFor,
    gate,
    pastWork: createPastWorkSearch({ database, today }),
    pages: createPages({
      database,
      now,
      isWanted: async () => readPreferences(await readStoredPreferences()).usePageContext,
    }),
    showPicture: () => showPicture({ database, fetch: pictureFetch, draw: drawThumbnail }),
    publish,
    describeConnection: () => describeConnection(resolved),
    writeUserConnection,
    allowLoopback: LOOPBACK_ALLOWED,
    now,
    wakeSoon,
    tellStored,
    afterAct,
  })
  const timer: TimerParts = createTimerParts({
    database,
    now,
    today,
    publish,
    afterEntry: afterAct,
  })
  const reminders = createReminders({
    now,
    timeZone: () => Temporal.Now.timeZoneId(),
    readPreferences: readReminders,
    writePreferences: writeReminders,
    readMemory: readReminded,
    writeMemory: writeReminded,
    readSnapshot,
    schedule: scheduleReminder,
    show: showReminder,
    exclusively: exclusively('timejot-reminders'),
  })
  const reminderHandlers = { 'read-reminders': reminders.read, 'save-reminders': reminders.save }
  void reminders.look().catch((error: unknown) => console.error(error))
  void timer.watch.look().catch((error: unknown) => console.error(error))
  void gate.resume().catch((error: unknown) => console.error(error))
  return {
    handlers: { ...handlers, ...timer.handlers, ...reminderHandlers },
    synchroniser,
    renewal,
    timer,
    readTypist: () => readTypist({ database, sessionState: () => gate.state() }),
    reminders,
  }
}
