import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import type { Database } from '../../src/server/store/database.ts'
import { FAULTS, type Possibility, possibilities } from './chaos.ts'
import { comeToRest, heal } from './healing.ts'
import { checkServer } from './invariants.ts'
import { runToEnd } from './local-database.ts'
import { EMPLOYEE } from './people.ts'
import type { Random } from './random.ts'
import { runNextTask, takeOverTurns } from './turns.ts'
import * as user from './user.ts'
import { stopWorker } from './worker.ts'
import { createWorld, type Mutant, type World } from './world.ts'

export interface Run {
  readonly seed: number
  readonly trace: readonly string[]
  /** The first one; null when all held. */
  readonly violation: string | null
}

/** How many things happen in a run before it heals: many short runs find more than few long ones, but not the same. */
const EVENTS = [10, 15, 20, 30, 60] as const
/** Between two of them a worker goes on by about as many steps of its database. */
const STEPS_BETWEEN = 20

/** One run: everything in it follows from its seed. */
export async function simulate(seed: number, database: Database, mutant: Mutant | null = null): Promise<Run> {
  const giveTurnsBack = takeOverTurns()
  const usualFactory = globalThis.indexedDB
  globalThis.indexedDB = new IDBFactory()
  const trace: string[] = []
  try {
    const world = await createWorld(seed, database, mutant, (line) => trace.push(line))
    await live(world)
    return { seed, trace, violation: world.ledger.violations[0] ?? null }
  } finally {
    globalThis.indexedDB = usualFactory
    giveTurnsBack()
  }
}

async function live(world: World): Promise<void> {
  const { random, ledger, devices } = world
  for (const device of devices) await user.signIn(device, world, EMPLOYEE)
  await comeToRest(world)
  const faults = new Set(FAULTS.filter(() => random.chance(0.4)))
  world.log(`what can go wrong: ${[...faults].join(', ')}`)
  const events = random.pick(EVENTS)
  for (let event = 0; event < events && ledger.violations.length === 0; ) {
    world.nowMs += 1
    const working = devices.flatMap(({ worker }) => (worker && worker.turns.tasks.length > 0 ? [worker] : []))
    if (working.length > 0 && !random.chance(1 / STEPS_BETWEEN)) {
      await runNextTask(random.pick(working).turns)
      continue
    }
    event += 1
    await choose(possibilities(world, faults), random).happen()
  }
  if (ledger.violations.length === 0) await heal(world)
  if (ledger.violations.length === 0) await checkServer(world)
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
