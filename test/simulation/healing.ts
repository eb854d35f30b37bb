import { checkApprovals } from './audit.ts'
import { ringAlarm, ringTimer } from './chaos.ts'
import { type Device, personOn } from './device.ts'
import { checkAgreement, checkNothingWaits, checkWhatIsShown, isForAPerson } from './invariants.ts'
import { MANAGER, PEOPLE } from './people.ts'
import { PROJECT } from './server.ts'
import { runNextTask } from './turns.ts'
import * as user from './user.ts'
import { changeWeek } from './weeks.ts'
import type { World } from './world.ts'

/** Far more than any run needs that comes to rest at all. */
const MOST_ROUNDS = 20_000
const MOST_TRIES = 6

/** What a device believes of the server is older than a day then. */
const LONG_MS = 25 * 60 * 60 * 1000

/** All is well from here on, and people settle what waits for them. */
export async function heal(world: World): Promise<void> {
  world.log('everything heals')
  for (const device of world.devices) device.clockAheadMs = 0
  for (const device of world.devices) await restoreSession(device, world)
  // By timers and alarms alone: nobody opens a popup.
  await comeToRest(world)
  for (const device of world.devices) if (device.login) await checkNothingWaits(device, world)
  if (world.faults.has('description replaced on the way')) world.nowMs += LONG_MS

  for (const person of [...PEOPLE].reverse())
    if (world.ledger.acts.some((act) => act.person === person)) await healFor(person, world)
  for (const device of world.devices) if (device.owner === MANAGER) await healManager(device, world)
}

async function healFor(person: string, world: World): Promise<void> {
  const devices = world.devices.filter(({ owner }) => owner !== MANAGER)
  for (const device of devices) await signInAgain(device, world, person)
  await comeToRest(world)
  for (const device of devices) {
    await checkNothingWaits(device, world)
    checkWhatIsShown(device, world)
  }
  for (const device of devices) await settleAll(device, world)
  for (const device of devices) {
    await user.openPopup(device, world)
    await comeToRest(world)
  }
  for (const device of devices) await checkAgreement(device, world, person)
}

async function healManager(device: Device, world: World): Promise<void> {
  await signInAgain(device, world, MANAGER)
  await comeToRest(world)
  // The popup says that a permission was missing, and offers this.
  if (device.snapshot?.sync.forbidden) await user.signIn(device, world, MANAGER)
  await comeToRest(world)
  await user.openPopup(device, world)
  await comeToRest(world)
  await checkNothingWaits(device, world)
  await checkApprovals(device, world)
}

async function signInAgain(device: Device, world: World, person: string): Promise<void> {
  if (personOn(device) !== person) await user.signIn(device, world, person)
  else await user.openPopup(device, world)
}

async function restoreSession(device: Device, world: World): Promise<void> {
  const { login } = device
  if (device.isSigningIn || !login || login.isOver || login.renewal === 'refused' || login.token === 'narrow')
    await user.signIn(device, world, login?.person ?? device.nextPerson)
  if (login) login.renewal = 'granted'
}

/** Between two versions one is chosen; what else needs attention is changed into something acceptable, or deleted. */
async function settleAll(device: Device, world: World): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const parked = (device.snapshot?.entries ?? []).filter(isForAPerson)
    const refusedWeeks = (device.snapshot?.weeks ?? []).filter(({ failure }) => failure !== null)
    for (const entry of parked) {
      if (entry.conflict) await user.settle(device, world, entry)
      else if (tries > 2) await user.remove(device, world, entry)
      else await user.edit(device, world, entry, acceptable(world))
      await comeToRest(world)
    }
    if (refusedWeeks.length > 0)
      await changeWeek(tries > 2 ? 'recall' : 'submit', device, world, personOn(device) ?? '')
    if (parked.length + refusedWeeks.length === 0) return
    await user.openPopup(device, world)
    await comeToRest(world)
  }
  world.ledger.violations.push(`${device.name}: what needs attention cannot be settled`)
}

function acceptable({ kind }: World) {
  return { projectId: PROJECT.id, ...(kind !== 'base' && { minutes: 5 }) }
}

/** Until nothing moves any more and no clock is set. */
export async function comeToRest(world: World): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    world.nowMs += 1
    if (!(await moveOn(world))) return
  }
  world.ledger.violations.push('it never comes to rest')
}

async function moveOn(world: World): Promise<boolean> {
  const working = world.devices.filter(({ worker }) => worker && worker.turns.tasks.length > 0)
  for (const { worker } of working) if (worker) await runNextTask(worker.turns)
  if (working.length > 0) return true
  const [exchange] = world.network.inFlight()
  if (exchange) {
    if (exchange.answer) await world.network.handOver(exchange)
    else await world.network.arrive(exchange)
    return true
  }
  const [next] = world.devices.flatMap((device) => clocksOf(device, world)).sort((a, b) => a.atMs - b.atMs)
  if (!next) return false
  world.nowMs = Math.max(world.nowMs, next.atMs)
  await next.ring()
  return true
}

function clocksOf(device: Device, world: World) {
  const timerAtMs = device.worker?.timerAtMs ?? null
  const { alarmAtMs } = device
  return [
    ...(timerAtMs === null ? [] : [{ atMs: timerAtMs, ring: () => ringTimer(device, world) }]),
    ...(alarmAtMs === null ? [] : [{ atMs: alarmAtMs, ring: () => ringAlarm(device, world) }]),
  ]
}
