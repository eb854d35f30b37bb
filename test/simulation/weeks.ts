import { isoWeekOf } from '../../src/domain/iso-week.ts'
import { canBeRecalled, canBeSubmitted } from '../../src/domain/week-status.ts'
import type { WeekAct } from './acts.ts'
import type { Device } from './device.ts'
import type { Possibility } from './faults.ts'
import { command } from './user.ts'
import type { World } from './world.ts'

/** The week that the popup shows: all of a run lies in it. */
export function weekActs(device: Device, world: World, person: string): readonly Possibility[] {
  const { snapshot } = device
  if (!snapshot?.can.submit) return []
  return [
    {
      weight: canBeSubmitted(snapshot.entries) ? 3 : 0,
      happen: () => changeWeek('submit', device, world, person),
    },
    {
      weight: canBeRecalled(snapshot.entries) ? 0.5 : 0,
      happen: () => changeWeek('recall', device, world, person),
    },
  ]
}

export async function changeWeek(
  kind: WeekAct['kind'],
  device: Device,
  world: World,
  person: string,
): Promise<void> {
  const week = isoWeekOf(device.snapshot?.from ?? '')
  const act = world.ledger.beginWeekAct({ kind, person, device: device.name })
  await command(
    device,
    world,
    `${kind}s ${week}`,
    (handlers) => handlers[`${kind}-week`]({ week }),
    () => {
      act.state = 'acknowledged'
    },
  )
}

/**
 * What was saved before its week was submitted is handed in, unless the week may have been recalled, its submission
 * taken back, or the device has said why not. What was rejected since waits for its owner anew.
 */
export async function checkSubmissions({ ledger, server }: World): Promise<void> {
  const reviewed = new Set((await server.reviews()).map(({ entryId }) => entryId))
  const drafts = (await server.rows()).filter(
    ({ id, status, deletedAt }) => status === 'draft' && !deletedAt && !reviewed.has(id),
  )
  for (const act of ledger.weekActs) {
    const isOpen = ledger.weekActs.some(({ kind, person }) => kind === 'recall' && person === act.person)
    if (act.kind !== 'submit' || act.state !== 'acknowledged' || isOpen || ledger.isToldSince(act)) continue
    const before = ledger.acts.slice(0, act.actsBefore)
    for (const { id, note } of drafts) {
      const typed = before.find(
        ({ entryId, kind, device, person }) =>
          entryId === ledger.typedId(id) &&
          kind === 'capture' &&
          device === act.device &&
          person === act.person,
      )
      if (typed?.isAcknowledged)
        ledger.violations.push(`${note} is a draft, though its week was submitted on ${act.device}`)
    }
  }
}
