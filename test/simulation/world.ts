import type { Database } from '../../src/server/store/database.ts'
import { createDevice, type Device } from './device.ts'
import { FAULTS, type Fault } from './faults.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createNetwork, type Network } from './network.ts'
import { EMPLOYEE, MANAGER } from './people.ts'
import { createRandom, type Random } from './random.ts'
import { createServer, type Server, type WireAnswer, type WireRequest } from './server.ts'
import { createFront, type Front, SERVER_KINDS, type ServerKind } from './server-kinds.ts'
import type { Turns } from './turns.ts'

export interface World {
  readonly random: Random
  readonly ledger: Ledger
  /** What it offers. */
  readonly kind: ServerKind
  readonly server: Server
  /** The id by which clients know a row of its database. */
  readonly shownId: Front['shownId']
  readonly network: Network
  /** Two of one person; in some runs one of a manager, too. */
  readonly devices: readonly Device[]
  readonly mutant: Mutant | null
  /** What the server says of weeks is not known yet when a device signs in. */
  readonly asksForWeeks: boolean
  /** What can go wrong. */
  readonly faults: ReadonlySet<Fault>
  /** The true time, in epoch milliseconds; it stands still unless a step moves it. */
  nowMs: number
  /** One line of the run's trace. */
  log(line: string): void
}

/** A bug that is planted between the real parts and the network. */
export type Mutant = (call: MutantCall) => Promise<Response>

export interface Planted {
  readonly mutant?: Mutant
  /** Against this kind of server alone, instead of the one that the seed draws. */
  readonly kind?: ServerKind
  /** How many things happen, instead of as many as the seed draws. */
  readonly events?: number
}

export interface MutantCall {
  readonly device: Device
  readonly request: WireRequest
  readonly turns: Turns
  readonly world: World
  send(request?: WireRequest): Promise<Response>
}

/** A Wednesday, so that clocks can go wrong by a day without leaving the week that the popup shows. */
const START_MS = Date.parse('2026-11-18T08:00:00Z')
const SERVER_WEIGHTS: Readonly<Record<ServerKind, number>> = { full: 6, 'own ids': 2, base: 2 }
const MANAGER_CHANCE = 0.35
const FAULT_CHANCE = 0.4
const ASKING_CHANCE = 0.2

export async function createWorld(
  seed: number,
  database: Database,
  { mutant, kind: only }: Planted,
  log: (line: string) => void,
): Promise<World> {
  const random = createRandom(seed)
  const drawn = random.pick(SERVER_KINDS.flatMap((one) => Array<ServerKind>(SERVER_WEIGHTS[one]).fill(one)))
  const kind = only ?? drawn
  const ledger = createLedger()
  const nowMs = () => world.nowMs
  const front = createFront(kind, { random, nowMs, onGivenId: ledger.noteGivenId })
  const server = withFront(front, await createServer(database, nowMs), ledger)
  const devices = [await createDevice('A', EMPLOYEE), await createDevice('B', EMPLOYEE)]
  if (random.chance(MANAGER_CHANCE)) devices.push(await createDevice('M', MANAGER))
  const world: World = {
    ...{ random, ledger, kind, server, devices, mutant: mutant ?? null },
    asksForWeeks: random.chance(ASKING_CHANCE),
    faults: new Set(FAULTS.filter(() => random.chance(FAULT_CHANCE))),
    shownId: front.shownId,
    network: createNetwork({
      ...{ server, nowMs },
      log: (line) => world.log(line),
      // A creation that arrives after it was given up, and looked for in vain, cannot but double there.
      dropsOrphans: kind === 'base',
    }),
    nowMs: START_MS,
    log: (line) => log(`${new Date(world.nowMs).toISOString().slice(11, 23)} ${line}`),
  }
  return world
}

function withFront(front: Front, real: Server, ledger: Ledger): Server {
  const through = async (request: WireRequest, ask: (request: WireRequest) => Promise<WireAnswer>) => {
    const translated = front.toApi(request)
    if ('status' in translated) return translated
    return front.fromApi(request, await ask(translated))
  }
  return {
    ...real,
    answer: (request) =>
      through(request, async (translated) => {
        const answer = await real.answer(translated)
        ledger.noteAnswer(translated, answer)
        return answer
      }),
    answerWithoutCommit: (request) => through(request, real.answerWithoutCommit),
  }
}
