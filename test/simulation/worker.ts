import { createAfterAct } from '../../src/background/after-act.ts'
import { createApiClient } from '../../src/background/api/client.ts'
import type { Fetch } from '../../src/background/bounded-fetch.ts'
import { createHandlers } from '../../src/background/handlers.ts'
import { createOutbox } from '../../src/background/outbox/outbox.ts'
import { createConflictChoices } from '../../src/background/outbox/resolve-conflict.ts'
import { createWeekActs } from '../../src/background/outbox/week-acts.ts'
import { createPublisher, type PublishDeps } from '../../src/background/publish.ts'
import { createPages } from '../../src/background/store/pages.ts'
import { createSynchroniser, type Synchroniser } from '../../src/background/synchronise.ts'
import type { Snapshot } from '../../src/contract/snapshot.ts'
import { type Device, sessionOf, type Worker } from './device.ts'
import { createGate } from './gate.ts'
import { API_URL } from './people.ts'
import { runTurn, stopTurns, type Turns } from './turns.ts'
import type { World } from './world.ts'

const SHORTEST_ALARM_MS = 30_000

/** The worker of this device, started where it has none: the real parts, put together as src/background/start.ts does. */
export function workerOf(device: Device, world: World): Worker {
  device.worker ??= startWorker(device, world)
  return device.worker
}

function startWorker(device: Device, world: World): Worker {
  const { database } = device.store
  device.workersStarted += 1
  const turns: Turns = { tasks: [], isStopped: false }
  const now = () => world.nowMs + device.clockAheadMs
  const today = () => new Date(now()).toISOString().slice(0, 10)
  const session = sessionOf(device)
  const publish = createPublishing(device, world, {
    now,
    today,
    isSending: () => synchroniser.isSending(),
    sentCount: () => synchroniser.sentCount(),
  })
  const wakeSoon = async () => {
    device.alarmAtMs = now() + SHORTEST_ALARM_MS
  }
  const clientFor = (account: string) =>
    createApiClient({
      fetch: fetchOf(device, world, turns),
      session,
      proofOf: async () => undefined,
      account,
    })
  const synchroniser: Synchroniser = createSynchroniser({
    database,
    clientFor,
    now,
    random: world.random.next,
    publish,
    schedule: async (atMs) => {
      device.alarmAtMs = atMs === null ? null : Math.max(atMs, now() + SHORTEST_ALARM_MS)
      worker.timerAtMs = atMs === null ? null : Math.max(atMs, now())
    },
    wakeSoon,
    exclusively: createLock(),
  })
  let operations = 0
  const newOperationId = () => `${device.name}-${device.workersStarted}-${++operations}`
  const outside = async () => {
    throw new Error('no part of the simulation')
  }
  const acts = { database, now, newOperationId }
  const handlers = createHandlers({
    database,
    outbox: createOutbox(acts),
    conflicts: createConflictChoices(acts),
    weeks: createWeekActs(acts),
    pastWork: { suggest: outside, keepFavourite: outside, noteEdit: async () => undefined },
    pages: createPages({ database, now, isWanted: async () => true }),
    showPicture: outside,
    clientFor,
    synchroniser,
    gate: createGate(device, world, publish),
    publish,
    describeConnection: outside,
    writeUserConnection: outside,
    allowLoopback: true,
    now,
    wakeSoon,
    tellStored: () => undefined, // nobody paints here
    afterAct: createAfterAct({
      publish,
      wakeSoon,
      send: () => synchroniser.send(),
      wait: async () => undefined,
    }),
  })
  const worker: Worker = { turns, handlers, synchroniser, timerAtMs: null }
  return worker
}

function createPublishing(
  device: Device,
  world: World,
  deps: Pick<PublishDeps, 'now' | 'today' | 'isSending' | 'sentCount'>,
) {
  const publish = createPublisher({
    ...deps,
    database: device.store.database,
    sessionState: async () => (device.login ? (device.login.isOver ? 'expired' : 'signed-in') : 'signed-out'),
    logoutUntilMs: async () => null,
    write: async (snapshot: Snapshot) => {
      device.snapshot = snapshot
      world.ledger.noteWhatIsTold(device.name, snapshot)
    },
    showBadge: async () => undefined,
  })
  return async () => {
    const before = world.ledger.acknowledged(device.name)
    await publish()
    if (device.snapshot) world.ledger.checkNothingVanished(device.name, device.snapshot, before)
  }
}

function fetchOf(device: Device, world: World, turns: Turns): Fetch {
  return (url, init) => {
    const request = {
      method: init.method ?? 'GET',
      path: url.slice(API_URL.length),
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === 'string' ? init.body : null,
    }
    const send = (sent = request) => world.network.send(turns, device.name, sent)
    return world.mutant ? world.mutant({ device, request, send, world, turns }) : send()
  }
}

/** A worker has the lock of its device for itself, and takes it along when it is stopped. */
function createLock() {
  let last: Promise<unknown> = Promise.resolve()
  return <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}

/** The browser stops the worker: what it waits for never comes. */
export function stopWorker(device: Device, world: World): void {
  const { worker } = device
  if (!worker) return
  stopTurns(worker.turns, device.store.abortTransactions)
  world.network.forgetCaller(worker.turns)
  device.worker = null
  device.isBusy = false
}

/** An event that the browser delivers to the worker. */
export async function wake(device: Device, world: World, act: (worker: Worker) => void): Promise<void> {
  const worker = workerOf(device, world)
  await runTurn(worker.turns, () => act(worker))
}
