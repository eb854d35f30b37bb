import type { Database } from '../../src/server/store/database.ts'
import { createDevice, type Device } from './device.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createNetwork, type Network } from './network.ts'
import { EMPLOYEE } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { createServer, type Server, type WireRequest } from './server.ts'
import type { Turns } from './turns.ts'

export interface World {
  readonly random: Random
  readonly ledger: Ledger
  readonly server: Server
  readonly network: Network
  readonly devices: readonly Device[]
  readonly mutant: Mutant | null
  /** The true time, in epoch milliseconds; it stands still unless a step moves it. */
  nowMs: number
  /** One line of the run's trace. */
  log(line: string): void
}

/** A bug that is planted between the real parts and the network. */
export type Mutant = (call: MutantCall) => Promise<Response>

export interface MutantCall {
  readonly device: Device
  readonly request: WireRequest
  readonly turns: Turns
  readonly world: World
  send(request?: WireRequest): Promise<Response>
}

/** A Wednesday, so that clocks can go wrong by a day without leaving the week that the popup shows. */
const START_MS = Date.parse('2026-11-18T08:00:00Z')

export async function createWorld(
  seed: number,
  database: Database,
  mutant: Mutant | null,
  log: (line: string) => void,
): Promise<World> {
  const random = createRandom(seed)
  const ledger = createLedger()
  const nowMs = () => world.nowMs
  const real = await createServer(database, nowMs)
  const server: Server = {
    ...real,
    answer: async (request) => {
      const answer = await real.answer(request)
      ledger.noteAnswer(request, answer)
      return answer
    },
  }
  const world: World = {
    ...{ random, ledger, server, mutant },
    network: createNetwork(server, nowMs, (line) => world.log(line)),
    devices: [await createDevice('A', EMPLOYEE), await createDevice('B', EMPLOYEE)],
    nowMs: START_MS,
    log: (line) => log(`${new Date(world.nowMs).toISOString().slice(11, 23)} ${line}`),
  }
  return world
}
