import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import type { Database } from '../../src/server/store/database.ts'
import { checkDecisions } from './audit.ts'
import { possibilities } from './chaos.ts'
import { waitForDecisions } from './elsewhere.ts'
import type { Possibility } from './faults.ts'
import { comeToRest, heal } from './healing.ts'
import { checkMoves, checkServer } from './invariants.ts'
import { runToEnd } from './local-database.ts'
import type { Random } from './random.ts'
import { runNextTask, takeOverTurns } from './turns.ts'
import * as user from './user.ts'
import { checkSubmissions } from './weeks.ts'
import { stopWorker } from './worker.ts'
import { createWorld, type Planted, type World } from './world.ts'

export interface Run {
  readonly seed: number
  readonly trace: readonly string[]
  /** The first one; null when all held. */
  readonly violation: string | null
}

/** How many things happen in a run before it heals: for the same time, more seeds of few, and some of many. */
const EVENTS = [15, 20, 20, 30, 60] as const
/** Between two of them a worker goes on by about as many steps of its database. */
const STEPS_BETWEEN = 20

/** One run: everything in it follows from its seed. */
export async function simulate(seed: number, database: Database, planted: Planted = {}): Promise<Run> {
  const giveTurnsBack = takeOverTurns()
  const usualFactory = globalThis.indexedDB
  globalThis.indexedDB = new IDBFactory()
  const trace: string[] = []
  try {
    const world = await createWorld(seed, database, planted, (line) => trace.push(line))
    await live(world, planted.events)
    return { seed, trace, violation: world.ledger.violations[0] ?? null }
  } catch (error) {
    // So that it is told with its seed, and the other seeds are run all the same.
    return { seed, trace, violation: `the run broke: ${error instanceof Error ? error.stack : error}` }
  } finally {
    globalThis.indexedDB = usualFactory
    giveTurnsBack()
  }
}

async function live(world: World, wanted?: number): Promise<void> {
  const { random, ledger, devices } = world
  await waitForDecisions(world)
  for (const device of devices) await user.signIn(device, world, device.owner)
  await comeToRest(world)
  world.log(`the server: ${world.kind}; what can go wrong: ${[...world.faults].join(', ')}`)
  const drawn = random.pick(EVENTS)
  const events = wanted ?? drawn
  for (let event = 0; event < events && ledger.violations.length === 0; ) {
    world.nowMs += 1
    const working = devices.flatMap(({ worker }) => (worker && worker.turns.tasks.length > 0 ? [worker] : []))
    if (working.length > 0 && !random.chance(1 / STEPS_BETWEEN)) {
      await runNextTask(random.pick(working).turns)
      continue
    }
    event += 1
    await choose(possibilities(world), random).happen()
  }
  if (ledger.violations.length === 0) await heal(world)
  if (ledger.violations.length === 0) await checkServer(world)
  if (ledger.violations.length === 0) await checkMoves(world)
  if (ledger.violations.length === 0) await checkDecisions(world)
  if (ledger.violations.length === 0) await checkSubmissions(world)
  if (ledger.violations.length > 0) await describeDevices(world)
}

async function describeDevices(world: World): Promise<void> {
  const { devices, log } = world
  for (const device of devices) {
    stopWorker(device, world)
    const { name, store, snapshot } = device
    for (const { entryId, act, attempts, parked, account } of await runToEnd(() =>
      store.database.getAll('outbox'),
    ))
      log(`${name}: waiting: ${account} ${entryId} ${JSON.stringify({ ...act, attempts, parked })}`)
    for (const { id, note, sync, failure, status, version } of snapshot?.entries ?? [])
      log(`${name}: shown: ${id} ${note} ${sync} ${failure} ${status} ${version}`)
  }
}

function choose(possible: readonly Possibility[], random: Random): Possibility {
  let left = random.next() * possible.reduce((sum, { weight }) => sum + weight, 0)
  const chosen = possible.find(({ weight }) => {
    left -= weight
    return left < 0
  })
  if (!chosen) throw new Error('nothing can happen')
  return chosen
}
