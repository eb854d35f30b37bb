import type { ApprovalView } from '../../src/contract/snapshot.ts'
import { type Device, personOn } from './device.ts'
import type { Possibility } from './faults.ts'
import { accessToken, MANAGER, OTHER_MANAGER } from './people.ts'
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
    ...waiting.map((entry) => ({ weight: 6 / waiting.length, happen: () => decide(device, world, entry) })),
    { weight: snapshot.undo ? 2 : 0, happen: () => user.undo(device, world, MANAGER) },
    { weight: snapshot.failure ? 1 : 0, happen: () => user.dismissNotice(device, world) },
    { weight: 3, happen: () => user.openPopup(device, world) },
    { weight: snapshot.session === 'expired' ? 5 : 0.3, happen: () => user.signIn(device, world, MANAGER) },
    { weight: world.faults.has('another person') ? 0.5 : 0, happen: () => user.signOut(device, world) },
  ]
}

async function decide(device: Device, world: World, entry: ApprovalView): Promise<void> {
  const { id, version, note } = entry
  const decision = device.snapshot?.can.reject ? world.random.pick(DECISIONS) : 'approved'
  const comment = decision === 'rejected' ? 'why?' : null
  const made = world.ledger.beginDecision({ entryId: id, version, note, decision, device: device.name })
  await user.command(
    device,
    world,
    `has ${decision} ${note} (${id} in version ${version})`,
    (handlers) => handlers['decide-approval']({ id, version, decision, comment }),
    () => {
      made.state = 'acknowledged'
    },
  )
}

/** Another manager works elsewhere, on a good network, on whatever waits. */
export async function decideElsewhere({ server, random, log, kind }: World): Promise<void> {
  const headers = {
    authorization: `Bearer ${accessToken(OTHER_MANAGER, 'good')}`,
    'content-type': 'application/json',
  }
  const list = await server.answer({ method: 'GET', path: '/approvals', headers, body: null })
  const waiting = JSON.parse(list.body) as { id: string; version?: number; note?: string }[]
  if (waiting.length === 0) return
  const { id, version, note } = random.pick(waiting)
  const decision = kind === 'base' ? 'approved' : random.pick(DECISIONS)
  const { status } = await server.answer({
    method: 'PUT',
    path: `/approvals/${id}`,
    headers,
    body: JSON.stringify({ decision, version, ...(decision === 'rejected' && { comment: 'why?' }) }),
  })
  log(`another manager has ${decision} ${note ?? id}: ${status}`)
}
