import type { EntryView } from '../../src/contract/snapshot.ts'
import type { Device } from './device.ts'
import type { Possibility } from './faults.ts'
import { command, makeId, nameOf, someContent, someDay } from './user.ts'
import type { World } from './world.ts'

const MOST_AT_ONCE = 4

interface Choice {
  readonly changeable: readonly EntryView[]
  readonly deletable: readonly EntryView[]
}

/** What is done to several entries in one act, and taken back in one. */
export function actsOnSeveral(
  device: Device,
  world: World,
  person: string,
  { changeable, deletable }: Choice,
): readonly Possibility[] {
  const shown = device.snapshot?.entries ?? []
  // The base profile could not tell a copy from what it was made of.
  const canCopy = world.kind !== 'base' && shown.length > 0
  return [
    { weight: 1.5, happen: () => paste(device, world, person) },
    { weight: canCopy ? 1.5 : 0, happen: () => copy(device, world, some(shown, world)) },
    { weight: changeable.length > 1 ? 2.5 : 0, happen: () => move(device, world, some(changeable, world)) },
    { weight: deletable.length > 1 ? 1.5 : 0, happen: () => remove(device, world, some(deletable, world)) },
  ]
}

/** Each as likely as not, and one at least. */
function some(entries: readonly EntryView[], { random }: World): readonly EntryView[] {
  const chosen = entries.filter(() => random.chance(0.5)).slice(0, MOST_AT_ONCE)
  return chosen.length > 0 ? chosen : entries.slice(0, 1)
}

/** Line by line, as the popup does: the next one once the one before is stored. */
async function paste(device: Device, world: World, person: string): Promise<void> {
  const act = makeId(device, world)
  const lines = Array.from({ length: 2 + world.random.below(MOST_AT_ONCE - 1) }, () => {
    const text = `${nameOf(person)}-${device.name}-${world.ledger.acts.length}`
    const content = someContent(device, world, text)
    const id = makeId(device, world)
    const begun = world.ledger.begin({ entryId: id, text, person, device: device.name, kind: 'capture' })
    return { id, content, begun }
  })
  world.ledger.noteTogether(lines.map(({ id }) => id))
  await command(device, world, `pastes ${lines.map(({ begun }) => begun.text)}`, async (handlers) => {
    for (const { id, content, begun } of lines) {
      await handlers['capture-entry']({ id, content, act })
      begun.isAcknowledged = true
    }
  })
}

async function copy(device: Device, world: World, entries: readonly EntryView[]): Promise<void> {
  const { name } = device
  const date = someDay(device, world)
  const copies = entries.map(({ id }) => ({ id: makeId(device, world), of: id, date }))
  const begun = entries.map(({ userId, note }, index) =>
    world.ledger.begin({
      ...{ entryId: copies[index]?.id ?? '', text: note, person: userId, device: name, kind: 'capture' },
      copyOf: copies[index]?.of ?? '',
    }),
  )
  world.ledger.noteTogether(copies.map(({ id }) => id))
  await command(
    device,
    world,
    `copies ${wordsOf(entries)} to ${date}`,
    (handlers) => handlers['copy-entries']({ copies }),
    () => {
      for (const act of begun) act.isAcknowledged = true
    },
  )
}

/** The words stay: what moves is the day. */
async function move(device: Device, world: World, entries: readonly EntryView[]): Promise<void> {
  const date = someDay(device, world)
  const begun = entries
    .filter((entry) => entry.date !== date)
    .map(({ id }) => world.ledger.beginMove(id, device.name, date))
  await command(
    device,
    world,
    `moves ${wordsOf(entries)} to ${date}`,
    (handlers) => handlers['move-entries']({ ids: entries.map(({ id }) => id), date }),
    () => {
      for (const one of begun) one.isAcknowledged = true
    },
  )
}

async function remove(device: Device, world: World, entries: readonly EntryView[]): Promise<void> {
  const deletions = entries.map(({ id, userId }) => world.ledger.beginDeletion(id, userId, device.name))
  world.ledger.noteTogether(entries.map(({ id }) => id))
  await command(
    device,
    world,
    `deletes ${wordsOf(entries)}`,
    (handlers) => handlers['delete-entries']({ ids: entries.map(({ id }) => id) }),
    () => {
      for (const deletion of deletions) deletion.state = 'acknowledged'
    },
  )
}

function wordsOf(entries: readonly EntryView[]): string {
  return entries.map(({ note }) => note).join(', ')
}
