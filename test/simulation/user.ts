import { readSingleton, type StoredUndo } from '../../src/background/store/database.ts'
import type { EntryView } from '../../src/contract/snapshot.ts'
import { choicesOf, versionOf } from '../../src/domain/conflict.ts'
import type { EntryContent } from '../../src/domain/entry.ts'
import { AppError } from '../../src/domain/failure.ts'
import { addDays, type LocalDate } from '../../src/domain/local-date.ts'
import { uuidV7 } from '../../src/domain/uuid.ts'
import type { Device, Worker } from './device.ts'
import { PROJECT } from './server.ts'
import { wake } from './worker.ts'
import type { World } from './world.ts'

/** Sends a command to the worker, as the popup does. `then` is left out when the worker is stopped before it answers. */
export async function command<Value>(
  device: Device,
  world: World,
  label: string,
  send: (handlers: Worker['handlers']) => Promise<Value>,
  then: (value: Value) => void = () => undefined,
): Promise<void> {
  world.log(`${device.name}: the user ${label}`)
  device.isBusy = true
  const answered = (line: string) => {
    device.isBusy = false
    world.log(`${device.name}: ${line}`)
  }
  await wake(device, world, ({ handlers }) => {
    send(handlers).then(
      (value) => {
        then(value)
        answered(`${label}: done`)
      },
      (error: unknown) => {
        if (!(error instanceof AppError))
          world.ledger.violations.push(`${device.name}: ${label} broke: ${error}`)
        answered(`${label}: refused, ${error instanceof AppError ? error.code : error}`)
      },
    )
  })
}

export async function signIn(device: Device, world: World, person: string): Promise<void> {
  device.nextPerson = person
  device.isSigningIn = true
  const signedIn = () => {
    device.isSigningIn = false
  }
  await command(device, world, `signs in as ${person}`, (handlers) => handlers['sign-in']({}), signedIn)
}

export async function signOut(device: Device, world: World): Promise<void> {
  await command(device, world, 'signs out', (handlers) => handlers['sign-out']({}))
}

export async function dismissNotice(device: Device, world: World): Promise<void> {
  await command(device, world, 'dismisses the notice', (handlers) => handlers['dismiss-failure']({}))
}

export async function openPopup(device: Device, world: World): Promise<void> {
  world.log(`${device.name}: the popup opens`)
  await wake(device, world, ({ synchroniser }) => void synchroniser.synchronise())
}

/** The same id again is the same act: a popup that got no answer may ask once more. */
export async function capture(device: Device, world: World, person: string): Promise<void> {
  const id = makeId(device, world)
  const content = someContent(device, world, `${nameOf(person)}-${device.name}-${world.ledger.acts.length}`)
  const act = world.ledger.begin({
    ...{ entryId: id, text: content.note, person, device: device.name, kind: 'capture' },
  })
  await command(
    device,
    world,
    `adds ${described(content)}`,
    (handlers) => handlers['capture-entry']({ id, content }),
    () => {
      act.isAcknowledged = true
    },
  )
}

export async function edit(
  device: Device,
  world: World,
  entry: EntryView,
  change: { readonly minutes?: number; readonly projectId?: string } = {},
  seenVersion?: number,
): Promise<void> {
  const text = `${nameOf(entry.userId)}-${device.name}-${world.ledger.acts.length}`
  const content = { ...someContent(device, world, text), ...change }
  const act = world.ledger.begin({
    ...{ entryId: entry.id, text, person: entry.userId, device: device.name, kind: 'edit' },
  })
  await command(
    device,
    world,
    `changes ${entry.note} to ${described(content)}`,
    (handlers) => handlers['edit-entry']({ id: entry.id, content, seenVersion }),
    () => {
      act.isAcknowledged = true
    },
  )
}

/** Chooses between the two versions of an entry, as the popup offers it. */
export async function settle(device: Device, world: World, entry: EntryView): Promise<void> {
  const { id, conflict, note } = entry
  if (!conflict) return
  const { ledger, random } = world
  const choice = random.pick(choicesOf(conflict))
  ledger.overtakeMoves(id)
  const version = versionOf(conflict.theirs)
  const choose = (send: (handlers: Worker['handlers']) => Promise<unknown>, then?: () => void) =>
    command(device, world, `chooses ${choice} for ${note}`, send, then)
  switch (choice) {
    case 'edit':
      return await edit(device, world, entry, {}, version)
    case 'mine':
      return await choose((handlers) => handlers['keep-mine']({ id, version }))
    case 'theirs':
      ledger.letGo(id, device.name)
      return await choose((handlers) => handlers['take-theirs']({ id, version }))
    case 'new': {
      const newId = makeId(device, world)
      ledger.letGo(id, device.name)
      const act = ledger.begin({
        ...{ entryId: newId, text: note, person: entry.userId, device: device.name, kind: 'capture' },
      })
      const acknowledge = () => {
        act.isAcknowledged = true
      }
      return await choose((handlers) => handlers['log-mine-as-new']({ id, version, newId }), acknowledge)
    }
  }
}

export async function remove(device: Device, world: World, entry: EntryView): Promise<void> {
  const deletion = world.ledger.beginDeletion(entry.id, entry.userId, device.name)
  world.ledger.noteTogether([entry.id])
  await command(
    device,
    world,
    `deletes ${entry.note}`,
    (handlers) => handlers['delete-entry']({ id: entry.id }),
    () => {
      deletion.state = 'acknowledged'
    },
  )
}

/** Takes back what the popup offers to take back. */
export async function undo(device: Device, world: World, person: string): Promise<void> {
  const operationId = device.snapshot?.undo?.operationId
  if (operationId === undefined) return
  await command(device, world, 'takes it back', async (handlers) => {
    const offer = (await readSingleton(device.store.database, 'undo')) as StoredUndo | null
    const isTheirs = offer?.operationId === operationId
    const taken = isTheirs ? beginUndo(offer, device, world, person) : null
    const { undone } = await handlers.undo({ operationId })
    taken?.(undone)
  })
}

/** Returns what is known once it is done; before that, and when nobody answers, it may or may not be. */
function beginUndo(
  { kind, entryId, operationId }: StoredUndo,
  { name }: Device,
  { ledger }: World,
  person: string,
): (undone: boolean) => void {
  const entryIds = ledger.togetherWith(entryId)
  switch (kind) {
    case 'added':
    case 'copied': {
      // Of a line whose worker was stopped before it could answer nobody knows whether it was among them.
      const isKept = (id: string) => ledger.acts.some((act) => act.entryId === id && act.isAcknowledged)
      const sure = new Set(entryIds.filter(isKept))
      const removals = entryIds.map((id) => [id, ledger.beginDeletion(id, person, name)] as const)
      return (undone) => {
        if (undone) for (const [id, removal] of removals) if (sure.has(id)) removal.state = 'acknowledged'
      }
    }
    case 'submitted':
    case 'recalled':
      return takeBackWeekAct(name, ledger)
    case 'approved':
    case 'rejected':
      return takeBackDecisions(operationId, ledger)
    case 'moved':
      for (const move of ledger.moves) if (move.device === name) move.isOvertaken = true
      return () => undefined
    default:
      return takeBackDeletions(entryIds, name, ledger)
  }
}

/** Of several, some may be with the server by now: who hears of that does not know which. */
function takeBackDeletions(entryIds: readonly string[], device: string, ledger: World['ledger']) {
  const before = entryIds.flatMap((id) => {
    const typedId = ledger.typedId(id)
    const last = ledger.deletions.findLast((one) => one.entryId === typedId && one.device === device)
    return last ? [[last, last.state] as const] : []
  })
  for (const [deletion] of before) deletion.state = 'taken-back'
  return (undone: boolean) => {
    if (!undone && before.length === 1) for (const [deletion, state] of before) deletion.state = state
  }
}

/** Asking twice was asking once: all of it is taken back. */
function takeBackWeekAct(device: string, { weekActs }: World['ledger']) {
  const before = weekActs.filter((act) => act.device === device).map((act) => [act, act.state] as const)
  for (const [act] of before) act.state = 'perhaps'
  return (undone: boolean) => {
    if (!undone) for (const [act, state] of before) act.state = state
  }
}

function takeBackDecisions(operationId: string, { decisions }: World['ledger']) {
  const before = decisions
    .filter((decision) => decision.operationId === operationId)
    .map((decision) => [decision, decision.state] as const)
  for (const [decision] of before) decision.state = 'perhaps-taken-back'
  return (undone: boolean) => {
    for (const [decision, state] of before) decision.state = undone ? 'taken-back' : state
  }
}

export function makeId(device: Device, { nowMs, random }: World): string {
  return uuidV7(nowMs + device.clockAheadMs, random.bytes(10))
}

/** Today or yesterday, by the clock of the device. */
export function someDay(device: Device, { nowMs, random }: World): LocalDate {
  const today = new Date(nowMs + device.clockAheadMs).toISOString().slice(0, 10)
  return addDays(today, -random.below(2))
}

export function someContent(device: Device, world: World, note: string) {
  const { random, kind, ledger } = world
  return {
    date: someDay(device, world),
    start: null,
    // The base profile keeps nothing else by which two entries of two devices could be told apart.
    minutes: kind === 'base' ? ledger.acts.length + 1 : random.pick([15, 15, 60, 480, 720]),
    project: PROJECT.name,
    projectId: random.chance(0.05) ? 'no-such-project' : PROJECT.id,
    task: null,
    tags: [],
    note,
    billable: true,
  }
}

function described({ note, date, minutes, projectId }: EntryContent): string {
  return `${note} (${date}, ${minutes} min, ${projectId})`
}

export function nameOf(person: string): string {
  return person.split('@')[0] ?? person
}
