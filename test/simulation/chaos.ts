import type { Device } from './device.ts'
import { answerOfSomebodyElse } from './intermediary.ts'
import { type Exchange, TIME_LIMIT_MS } from './network.ts'
import { accessToken, CONTRACTOR, EMPLOYEE, MANAGER } from './people.ts'
import * as user from './user.ts'
import { stopWorker, wake } from './worker.ts'
import type { World } from './world.ts'

/** Something that can happen now; the heavier, the likelier. */
export interface Possibility {
  readonly weight: number
  readonly happen: () => Promise<void>
}

/** What may go wrong in this run. Each run leaves some out: faults that never stop hide each other. */
export const FAULTS = [
  'eviction',
  'lost request',
  'lost answer',
  'late delivery',
  'doubled delivery',
  'refusal on the way',
  'answer replaced on the way',
  'server killed',
  'clock jump',
  'token expired',
  'session over',
  'permission withdrawn',
  'another person',
] as const
export type Fault = (typeof FAULTS)[number]

export function possibilities(world: World, faults: ReadonlySet<Fault>): readonly Possibility[] {
  return [
    ...world.devices.flatMap((device) => [
      ...acts(device, world, faults),
      ...wakeUps(device, world),
      ...troubles(device, world, faults),
    ]),
    ...world.network.inFlight().flatMap((exchange) => journeys(exchange, world, faults)),
    ...aroundTheServer(world, faults),
    ...passages(world),
  ]
}

function acts(device: Device, world: World, faults: ReadonlySet<Fault>): readonly Possibility[] {
  if (device.isBusy) return []
  const { snapshot } = device
  const person = snapshot?.account?.key.split('|')[1]
  // Whoever sees another person's list signs in first.
  if (!snapshot || person === undefined || person !== device.nextPerson) {
    const next = faults.has('another person') && world.random.chance(0.3) ? CONTRACTOR : EMPLOYEE
    return [{ weight: 8, happen: () => user.signIn(device, world, next) }]
  }
  const open = snapshot.entries.filter(({ status, conflict }) => status !== 'approved' && !conflict)
  const inConflict = snapshot.entries.filter(({ conflict }) => conflict)
  return [
    { weight: 5, happen: () => user.capture(device, world, person) },
    ...open.map((entry) => ({ weight: 6 / open.length, happen: () => user.edit(device, world, entry) })),
    ...open.map((entry) => ({ weight: 3 / open.length, happen: () => user.remove(device, world, entry) })),
    ...inConflict.map((entry) => ({ weight: 2, happen: () => user.settle(device, world, entry) })),
    { weight: snapshot.undo ? 2 : 0, happen: () => user.undo(device, world, person) },
    { weight: snapshot.failure ? 2 : 0, happen: () => user.dismissNotice(device, world) },
    { weight: 2, happen: () => user.openPopup(device, world) },
    { weight: 2.5, happen: () => user.submitWeek(device, world) },
    { weight: 0.5, happen: () => user.recallWeek(device, world) },
    {
      weight: snapshot.session === 'expired' ? 5 : 0.3,
      happen: () => user.signIn(device, world, person),
    },
    { weight: faults.has('another person') ? 0.7 : 0, happen: () => user.signOut(device, world) },
  ]
}

function wakeUps(device: Device, world: World): readonly Possibility[] {
  const nowMs = world.nowMs + device.clockAheadMs
  const { worker, alarmAtMs } = device
  const isTimerDue = worker?.timerAtMs != null && worker.timerAtMs <= nowMs
  const isAlarmDue = alarmAtMs !== null && alarmAtMs <= nowMs
  return [
    ...(isTimerDue ? [{ weight: 20, happen: () => ringTimer(device, world) }] : []),
    ...(isAlarmDue ? [{ weight: 20, happen: () => ringAlarm(device, world) }] : []),
  ]
}

export async function ringTimer(device: Device, world: World): Promise<void> {
  world.log(`${device.name}: its timer`)
  await wake(device, world, (worker) => {
    worker.timerAtMs = null
    void worker.synchroniser.send()
  })
}

export async function ringAlarm(device: Device, world: World): Promise<void> {
  world.log(`${device.name}: its alarm`)
  device.alarmAtMs = null
  await wake(device, world, ({ synchroniser }) => void synchroniser.synchronise())
}

const DAY_MS = 24 * 60 * 60 * 1000

function troubles(device: Device, world: World, faults: ReadonlySet<Fault>): readonly Possibility[] {
  const { login, worker, name } = device
  const trouble = (fault: Fault, weight: number, apply: () => void): readonly Possibility[] => {
    if (!faults.has(fault)) return []
    const happen = async () => {
      world.log(`${name}: ${fault}`)
      apply()
    }
    return [{ weight, happen }]
  }
  const onLogin = (fault: Fault, weight: number, apply: (login: NonNullable<Device['login']>) => void) =>
    login && !login.isOver ? trouble(fault, weight, () => apply(login)) : []
  return [
    ...trouble('eviction', worker ? 3 : 0, () => stopWorker(device, world)),
    ...trouble('clock jump', 0.5, () => {
      device.clockAheadMs =
        device.clockAheadMs === 0 ? world.random.pick([-DAY_MS, -60_000, 60_000, DAY_MS]) : 0
    }),
    ...onLogin('token expired', 0.7, (current) => {
      current.token = 'expired'
      current.renewal = world.random.pick(['granted', 'granted', 'unreachable'])
    }),
    ...onLogin('session over', 0.5, (current) => {
      current.token = 'expired'
      current.renewal = 'refused'
    }),
    ...onLogin('permission withdrawn', 0.5, (current) => {
      current.token = 'narrow'
    }),
  ]
}

function journeys(exchange: Exchange, world: World, faults: ReadonlySet<Fault>): readonly Possibility[] {
  const { network, random } = world
  const step = (weight: number, what: string, happen: () => unknown): Possibility => ({
    weight,
    happen: async () => {
      world.log(`${exchange.label}: ${what}`)
      await happen()
    },
  })
  const unless = (fault: Fault, weight: number) => (faults.has(fault) ? weight : 0)
  // Somebody else's answer to this one passes, for an hour, for a server that does not describe itself.
  const unlessAsked = (fault: Fault, weight: number) =>
    exchange.request.path === '/openapi.json' ? 0 : unless(fault, weight)
  if (exchange.answer)
    return [
      step(12, `the answer ${exchange.answer.status} is there`, () => network.handOver(exchange)),
      step(unless('lost answer', 1.5), 'the answer is lost', () => network.lose(exchange)),
      step(unlessAsked('answer replaced on the way', 1), 'the answer is replaced', () =>
        network.replaceAnswer(exchange, answerOfSomebodyElse(random.pick([500, 502, 503, 200]))),
      ),
    ]
  if (!exchange.caller)
    return [
      step(3, 'is there, late', () => network.arrive(exchange)),
      step(1, 'never arrives', () => network.drop(exchange)),
    ]
  const isLate = world.nowMs >= exchange.sentAtMs + TIME_LIMIT_MS
  return [
    step(12, 'is there', () => network.arrive(exchange)),
    step(isLate ? 10 : unless('late delivery', 0.7), 'is given up', () => {
      world.nowMs = Math.max(world.nowMs, exchange.sentAtMs + TIME_LIMIT_MS)
      return network.timeOut(exchange)
    }),
    step(unless('lost request', 1.5), 'is lost', () => network.lose(exchange)),
    step(unless('doubled delivery', 1), 'is doubled', () => network.double(exchange)),
    step(unless('server killed', 0.7), 'the server is killed at it', () =>
      network.arrive(exchange, 'answerWithoutCommit'),
    ),
    step(unlessAsked('refusal on the way', 1.5), 'is refused on the way', () =>
      network.replaceAnswer(exchange, answerOfSomebodyElse(random.pick([401, 403, 413, 422, 429, 500, 503]))),
    ),
  ]
}

function aroundTheServer(world: World, faults: ReadonlySet<Fault>): readonly Possibility[] {
  return [
    { weight: 1.5, happen: () => decideSomething(world) },
    {
      weight: faults.has('server killed') ? 0.5 : 0,
      happen: async () => {
        world.log('the server starts anew')
        world.server.restart()
      },
    },
  ]
}

/** The manager works elsewhere, on a good network. */
async function decideSomething({ server, random, log }: World): Promise<void> {
  const rows = await server.rows()
  const waiting = rows.filter(({ status, deletedAt }) => status === 'submitted' && !deletedAt)
  if (waiting.length === 0) return
  const { id, version, note } = random.pick(waiting)
  const decision = random.pick(['approved', 'rejected'])
  const { status } = await server.answer({
    method: 'PUT',
    path: `/approvals/${id}`,
    headers: {
      authorization: `Bearer ${accessToken(MANAGER, 'good')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ decision, version, ...(decision === 'rejected' && { comment: 'why?' }) }),
  })
  log(`the manager has ${decision} ${note}: ${status}`)
}

function passages(world: World): readonly Possibility[] {
  const pass = (weight: number, ms: number): Possibility => ({
    weight,
    happen: async () => {
      world.nowMs += ms
      world.log('time has passed')
    },
  })
  return [pass(1, 1_000), pass(1, 6_000), pass(0.5, 40_000), pass(0.1, 10 * 60_000)]
}
