import type { EntryView } from '../../src/contract/snapshot.ts'
import type { Deletion } from './acts.ts'
import type { Device } from './device.ts'
import { runToEnd } from './local-database.ts'
import type { World } from './world.ts'

/** The outbox of whoever is signed in is empty, but for what waits for a person and what stands behind that. */
export async function checkNothingWaits({ name, store, snapshot }: Device, { ledger }: World): Promise<void> {
  const account = snapshot?.account?.key ?? ''
  const outbox = await runToEnd(() => store.database.getAllFromIndex('outbox', 'account', account))
  const parked = new Set(outbox.filter((operation) => operation.parked).map(({ entryId }) => entryId))
  for (const { entryId, act } of outbox)
    if (!parked.has(entryId) && !(act.kind === 'submit-week' && act.after.some((id) => parked.has(id))))
      ledger.violations.push(`${name}: the ${act.kind} of ${entryId} is stuck`)
}

/** What is parked is visible, with a reason, and nobody is asked to settle a conflict that is none. */
export function checkWhatIsShown({ name, snapshot }: Device, { ledger }: World): void {
  const parked = (snapshot?.entries ?? []).filter(isForAPerson)
  const shown = parked.length + (snapshot?.weeks ?? []).filter(({ failure }) => failure !== null).length
  if (shown !== snapshot?.sync.attention)
    ledger.violations.push(`${name}: ${snapshot?.sync.attention} parked, ${shown} shown`)
  for (const { id, note, failure, conflict } of parked) {
    if (failure === null) ledger.violations.push(`${name}: ${note} is parked without a reason`)
    const isDeletedHere = ledger.deletions.some(
      ({ entryId, device }) => entryId === ledger.typedId(id) && device === name,
    )
    const isTheirs = conflict?.mine === 'deletion' ? isDeletedHere : ledger.isTouched(id, name)
    if (!isTheirs)
      ledger.violations.push(`${name}: ${note} waits (${failure}), though nobody touched it here`)
  }
}

export function isForAPerson({ sync }: EntryView): boolean {
  return sync === 'attention' || sync === 'conflict'
}

/** The device shows what the server has of this person, no more and no less. */
export async function checkAgreement(
  device: Device,
  { ledger, server, shownId, kind }: World,
  person: string,
): Promise<void> {
  // The base profile tells neither the words of another device nor the version.
  const line = (id: string, version: number, note: string, ...rest: readonly (string | number)[]) =>
    [id, ...(kind === 'base' ? [] : [version, note]), ...rest].join(' ')
  const from = device.snapshot?.from ?? ''
  const rows = await server.rows()
  const there = rows
    .filter(({ userId, deletedAt, date }) => userId === person && !deletedAt && date >= from)
    .map(({ id, version, status, note, minutes, date }) =>
      line(shownId(id), version, note, status, minutes, date, 'sent'),
    )
  const here = (device.snapshot?.entries ?? []).map(({ id, version, status, note, minutes, date, sync }) =>
    line(id, version, note, status, minutes, date, sync),
  )
  for (const entry of here)
    if (!there.includes(entry)) ledger.violations.push(`only ${device.name} has ${entry}`)
  for (const entry of there)
    if (!here.includes(entry)) ledger.violations.push(`${device.name} lacks ${entry}`)
}

/** Of every run, once all is settled. */
export async function checkServer({ ledger, server }: World): Promise<void> {
  const rows = new Map((await server.rows()).map((row) => [row.id, row]))
  const byTypedId = new Map([...rows.values()].map((row) => [ledger.typedId(row.id), row]))
  if (byTypedId.size < rows.size) ledger.violations.push('what was typed once is there twice')
  for (const { id, userId, note, version } of rows.values()) {
    const typed = ledger.acts.filter(({ text }) => text === note)
    if (!typed.some(({ person }) => person === userId))
      ledger.violations.push(`${userId} has ${note}, which is not theirs`)
    const origins = ledger.originsOf(id)
    if (!typed.some(({ entryId }) => origins.includes(entryId)))
      ledger.violations.push(`${note} is in another entry than it was typed into`)
    if (version < (ledger.versions.get(id) ?? 0)) ledger.violations.push(`${note} has lost a version`)
  }
  for (const [id, note] of ledger.approved) {
    const row = rows.get(id)
    if (row?.note !== note || row.deletedAt) ledger.violations.push(`${note} was approved, and changed`)
  }
  for (const act of ledger.acts) {
    if (act.kind !== 'capture' || !act.isAcknowledged) continue
    const isLive = byTypedId.get(act.entryId)?.deletedAt === null
    const isDeleted = ledger.deletions.some(({ entryId }) => entryId === act.entryId)
    if (!isLive && !isDeleted) ledger.violations.push(`${act.text} was saved, and is lost`)
  }
  for (const deletion of ledger.deletions) {
    const row = byTypedId.get(deletion.entryId)
    if (row?.deletedAt === null && isIgnored(deletion, ledger))
      ledger.violations.push(`${row.note} was deleted on ${deletion.device}, and is still there`)
  }
}

/** What was moved stands on the day that it was moved to, unless the device says why not. */
export async function checkMoves({ ledger, server }: World): Promise<void> {
  const rows = (await server.rows()).filter(({ deletedAt }) => !deletedAt)
  for (const move of ledger.moves) {
    if (!move.isAcknowledged || move.isOvertaken || ledger.isToldSince(move)) continue
    const row = rows.find(({ id }) => ledger.typedId(id) === move.entryId)
    if (row && row.date !== move.date)
      ledger.violations.push(`${row.note} was moved to ${move.date}, and stands on ${row.date}`)
  }
}

/** Done for all that its owner knows, and nothing was told since that would say otherwise. */
function isIgnored(deletion: Deletion, ledger: World['ledger']): boolean {
  return deletion.state === 'acknowledged' && !ledger.isToldSince(deletion)
}
