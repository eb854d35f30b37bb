import { type Device, personOn } from './device.ts'
import { actsElsewhere } from './elsewhere.ts'
import type { Fault, Possibility } from './faults.ts'
import { answerOfSomebodyElse, conflictOfSomebodyElse, OLD_DESCRIPTION } from './intermediary.ts'
import { type Exchange, TIME_LIMIT_MS } from './network.ts'
import { CONTRACTOR, EMPLOYEE, MANAGER } from './people.ts'
import { reviews } from './reviewer.ts'
import { actsOnSeveral } from './several.ts'
import * as user from './user.ts'
import { weekActs } from './weeks.ts'
import { stopWorker, wake } from './worker.ts'
import type { World } from './world.ts'

export function possibilities(world: World): readonly Possibility[] {
  return [
    ...world.devices.flatMap((device) => [
      ...acts(device, world),
      ...wakeUps(device, world),
      ...troubles(device, world),
    ]),
    ...world.network.inFlight().flatMap((exchange) => journeys(exchange, world)),
    ...aroundTheServer(world),
    ...passages(world),
  ]
}

function acts(device: Device, world: World): readonly Possibility[] {
  if (device.isBusy) return []
  if (device.owner === MANAGER) return reviews(device, world)
  const { snapshot } = device
  const person = personOn(device)
  // Whoever sees another person's list signs in first.
  if (!snapshot || person === undefined || person !== device.nextPerson) {
    const next = world.faults.has('another person') && world.random.chance(0.3) ? CONTRACTOR : EMPLOYEE
    return [{ weight: 8, happen: () => user.signIn(device, world, next) }]
  }
  const open = snapshot.entries.filter(({ status, conflict }) => status !== 'approved' && !conflict)
  const changeable = open.filter(({ sync }) => snapshot.can.change || sync !== 'sent')
  const deletable = open.filter(({ sync }) => snapshot.can.delete || sync !== 'sent')
  const inConflict = snapshot.entries.filter(({ conflict }) => conflict)
  return [
    { weight: 5, happen: () => user.capture(device, world, person) },
    ...changeable.map((entry) => ({
      weight: 6 / changeable.length,
      happen: () => user.edit(device, world, entry),
    })),
    ...deletable.map((entry) => ({
      weight: 3 / deletable.length,
      happen: () => user.remove(device, world, entry),
    })),
    ...inConflict.map((entry) => ({ weight: 2, happen: () => user.settle(device, world, entry) })),
    ...actsOnSeveral(device, world, person, { changeable, deletable }),
    ...weekActs(device, world, person),
    { weight: snapshot.undo ? 3 : 0, happen: () => user.undo(device, world, person) },
    { weight: snapshot.failure ? 2 : 0, happen: () => user.dismissNotice(device, world) },
    { weight: 2, happen: () => user.openPopup(device, world) },
    {
      weight: snapshot.session === 'expired' ? 5 : 0.3,
      happen: () => user.signIn(device, world, person),
    },
    { weight: world.faults.has('another person') ? 0.7 : 0, happen: () => user.signOut(device, world) },
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

function troubles(device: Device, world: World): readonly Possibility[] {
  const { login, worker, name } = device
  const trouble = (fault: Fault, weight: number, apply: () => void): readonly Possibility[] => {
    if (!world.faults.has(fault)) return []
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

function journeys(exchange: Exchange, world: World): readonly Possibility[] {
  const { network, random } = world
  const step = (weight: number, what: string, happen: () => unknown): Possibility => ({
    weight,
    happen: async () => {
      world.log(`${exchange.label}: ${what}`)
      await happen()
    },
  })
  const { method, path } = exchange.request
  const unless = (fault: Fault, weight: number) => (world.faults.has(fault) ? weight : 0)
  // Who answers a call for the server's description in its place decides what the device believes of it, for long.
  const isDescription = path === '/openapi.json'
  const unlessAsked = (fault: Fault, weight: number) => (isDescription ? 0 : unless(fault, weight))
  // Nothing that a client does can keep a call from doing its work twice where the server does not know it again.
  const canDouble = world.kind !== 'base' || method === 'GET'
  if (exchange.answer)
    return [
      step(12, `the answer ${exchange.answer.status} is there`, () => network.handOver(exchange)),
      step(unless('lost answer', 1.5), 'the answer is lost', () => network.lose(exchange)),
      step(unlessAsked('answer replaced on the way', 1), 'the answer is replaced', () =>
        network.replaceAnswer(exchange, answerOfSomebodyElse(random.pick([500, 502, 503, 200]))),
      ),
      step(
        isDescription ? unless('description replaced on the way', 6) : 0,
        'the description is replaced',
        () => network.replaceAnswer(exchange, someDescription(world)),
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
    step(canDouble ? unless('doubled delivery', 1) : 0, 'is doubled', () => network.double(exchange)),
    step(unless('server killed', 0.7), 'the server is killed at it', () =>
      network.arrive(exchange, 'answerWithoutCommit'),
    ),
    step(unlessAsked('refusal on the way', 1.5), 'is refused on the way', () =>
      network.replaceAnswer(exchange, answerOfSomebodyElse(random.pick([401, 403, 413, 422, 429, 500, 503]))),
    ),
    step(method === 'GET' ? 0 : unless('conflict on the way', 1.5), 'meets a conflict on the way', () =>
      network.replaceAnswer(exchange, someConflict(exchange, world)),
    ),
  ]
}

function someDescription({ random }: World) {
  const status = random.pick([200, 401, 403, 404, 500, 503, 'old'] as const)
  return status === 'old' ? OLD_DESCRIPTION : answerOfSomebodyElse(status)
}

function someConflict({ request }: Exchange, { random, ledger }: World) {
  const once = ledger.saidOf(request.path.split('/').at(-1) ?? '')
  const current = once.length > 0 && random.chance(0.6) ? random.pick(once) : null
  return conflictOfSomebodyElse(random.pick([409, 412]), current)
}

function aroundTheServer(world: World): readonly Possibility[] {
  return [
    ...actsElsewhere(world),
    {
      weight: world.faults.has('server killed') ? 0.5 : 0,
      happen: async () => {
        world.log('the server starts anew')
        world.server.restart()
      },
    },
  ]
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
