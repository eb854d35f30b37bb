import type { ApprovalView } from '../../src/contract/snapshot.ts'
import { type Device, personOn } from './device.ts'
import type { Possibility } from './faults.ts'
import { MANAGER } from './people.ts'
import * as user from './user.ts'
import type { World } from './world.ts'

const DECISIONS = ['approved', 'rejected'] as const

/** What a manager can do now on a device. */
export function reviews(device: Device, world: World): readonly Possibility[] {
  const { snapshot } = device
  if (!snapshot || personOn(device) !== MANAGER)
    return [{ weight: 8, happen: () => user.signIn(device, world, MANAGER) }]
  const waiting = snapshot.approvals ?? []
  return [
    ...waiting.map((entry) => ({ weight: 4 / waiting.length, happen: () => decide(device, world, [entry]) })),
    { weight: waiting.length > 1 ? 3 : 0, happen: () => decide(device, world, some(waiting, world)) },
    { weight: waiting.some(({ refusal }) => refusal) ? 1 : 0, happen: () => forget(device, world) },
    { weight: snapshot.undo ? 2 : 0, happen: () => user.undo(device, world, MANAGER) },
    { weight: snapshot.failure ? 1 : 0, happen: () => user.dismissNotice(device, world) },
    { weight: 3, happen: () => user.openPopup(device, world) },
    { weight: snapshot.session === 'expired' ? 5 : 0.3, happen: () => user.signIn(device, world, MANAGER) },
    { weight: world.faults.has('another person') ? 0.5 : 0, happen: () => user.signOut(device, world) },
  ]
}

/** Each as likely as not, and one at least. */
function some(waiting: readonly ApprovalView[], { random }: World): readonly ApprovalView[] {
  const chosen = waiting.filter(() => random.chance(0.5))
  return chosen.length > 0 ? chosen : waiting
}

async function decide(device: Device, world: World, waiting: readonly ApprovalView[]): Promise<void> {
  const decision = device.snapshot?.can.reject ? world.random.pick(DECISIONS) : 'approved'
  const comment = decision === 'rejected' ? 'why?' : null
  const operationId = user.makeId(device, world)
  const made = waiting.map(({ id, version, note }) =>
    world.ledger.beginDecision({ entryId: id, version, note, decision, device: device.name, operationId }),
  )
  const what = waiting.map(({ id, version, note }) => `${note} (${id} in version ${version})`).join(', ')
  await user.command(
    device,
    world,
    `has ${decision} ${what}`,
    (handlers) =>
      handlers['decide-approvals']({
        ...{ operationId, decision, comment },
        seen: waiting.map(({ id, version }) => ({ id, version })),
      }),
    () => {
      for (const one of made) one.state = 'acknowledged'
    },
  )
}

/** The manager has taken note of what came to nothing. */
async function forget(device: Device, world: World): Promise<void> {
  const refused = (device.snapshot?.approvals ?? []).filter(({ refusal }) => refusal !== null)
  await user.command(device, world, 'takes note of refusals', (handlers) =>
    handlers['forget-refusals']({ ids: refused.map(({ id }) => id) }),
  )
}
