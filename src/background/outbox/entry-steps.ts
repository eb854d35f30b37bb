import { type Entry, type EntryContent, isLocked } from '../../domain/entry.ts'
import { fail } from '../../domain/failure.ts'
import { isoWeekOf } from '../../domain/iso-week.ts'
import { capabilitiesOf } from '../../domain/permissions.ts'
import type { LocalEntry, UndoStep } from '../store/database.ts'
import {
  type Author,
  hasNeverArrived,
  isOpen,
  localEntry,
  newEntry,
  reopened,
  UNDO_WINDOW_MS,
  UNTROUBLED,
} from './operations.ts'
import { triesBefore } from './tries.ts'
import { weekKey } from './week-acts.ts'
import { accountIn, enqueue, findEntry, operationsOf, type Writing } from './writing.ts'

// What an act does to one entry. Each answers with what tells the server of it, null where there was nothing to do.

/**
 * A new entry under the id that the page made; the same id again changes nothing. It is sent at once, unless it could
 * not be taken back then.
 */
export async function addEntry(
  writing: Writing,
  author: Author,
  id: string,
  content: EntryContent,
): Promise<string | null> {
  const entries = writing.transaction.objectStore('entries')
  // Asked together: each question has its own way to the browser and back, and a person waits for the row.
  const [known, account, heldForMs] = await Promise.all([
    entries.getKey([author.account, id]),
    accountIn(writing, author),
    untilSubmitted(writing, author, content),
  ])
  if (known) return null
  // A server that gives ids of its own may have had it before: its answer was heard here, and not by the page.
  const givesIds = account?.profile?.keepsIds !== true
  if (givesIds && (await findEntry(writing, author.account, id))) return null
  const made = newEntry(author, id, content, account?.profile)
  await entries.put(localEntry(author, made, null, writing.now()))
  const canBeDeleted = capabilitiesOf(account?.scopes ?? [], account?.profile).delete
  const act = { kind: 'create', content } as const
  return await enqueue(writing, author, id, act, canBeDeleted ? heldForMs : UNDO_WINDOW_MS)
}

/** Milliseconds until its week is handed in, where that can still be taken back: this entry was not there to be checked. */
async function untilSubmitted(
  writing: Writing,
  { account }: Author,
  { date }: EntryContent,
): Promise<number> {
  const acts = await operationsOf(writing, account, weekKey(isoWeekOf(date)))
  const submission = acts.find(({ act, parked }) => act.kind === 'submit-week' && parked === null)
  const leftMs = (submission?.heldUntilMs ?? 0) - writing.now()
  return Math.min(Math.max(leftMs, 0), UNDO_WINDOW_MS)
}

/** `seenVersion`: the server's version that stood beside this one when the change was made, in a conflict. */
export async function changeEntry(
  writing: Writing,
  author: Author,
  shownId: string,
  content: EntryContent,
  seenVersion?: number,
): Promise<string> {
  const entries = writing.transaction.objectStore('entries')
  const outbox = writing.transaction.objectStore('outbox')
  const local = await findEntry(writing, author.account, shownId)
  if (!local || local.deleted) return fail('not-found')
  const { id } = local
  if (isLocked(local.entry)) return fail('entry-locked')
  const pending = (await operationsOf(writing, author.account, id)).filter(isOpen)
  const profile = (await accountIn(writing, author))?.profile
  const [open, ...later] = pending.filter(({ act }) => act.kind === 'create' || act.kind === 'update')
  if (!open && profile?.change === false) return fail('not-offered')
  // What is parked blocks what comes after it: the new content takes the first place, the rest is superseded.
  const superseded = [...later, ...pending.filter(({ act }) => act.kind === 'delete')]
  for (const { seq } of superseded) await outbox.delete(seq ?? -1)
  let operationId: string
  if (open && (open.act.kind === 'create' || open.act.kind === 'update')) {
    // A body that changes needs a key of its own; the old one may have been seen with the old body.
    operationId = writing.newOperationId()
    const act = { kind: open.act.kind, content }
    await outbox.put({ ...open, act, operationId, ...triesBefore(open), parked: null })
  } else operationId = await enqueue(writing, author, id, { kind: 'update', content }, 0)
  const entry: Entry = { ...local.entry, ...content, ...(profile?.submit && reopened(local.entry)) }
  await entries.put({
    ...local,
    entry,
    confirmed: seenByPerson(local, seenVersion),
    sync: 'waiting',
    ...UNTROUBLED,
    changedAtMs: writing.now(),
  })
  return operationId
}

export async function removeEntry(
  writing: Writing,
  author: Author,
  shownId: string,
  heldForMs: number,
): Promise<UndoStep | null> {
  const entries = writing.transaction.objectStore('entries')
  const local = await findEntry(writing, author.account, shownId)
  if (!local || local.deleted) return null
  const { id } = local
  if (isLocked(local.entry)) return fail('entry-locked')
  const pending = await operationsOf(writing, author.account, id)
  if (!hasNeverArrived(pending) && (await accountIn(writing, author))?.profile?.delete === false)
    return fail('not-offered')
  const operationId = await enqueue(writing, author, id, { kind: 'delete' }, heldForMs)
  await entries.put({ ...local, deleted: true, changedAtMs: writing.now() })
  return { operationId, entryId: id }
}

/** What the next change is meant for: theirs, once it has been seen beside mine. */
function seenByPerson({ conflict, confirmed }: LocalEntry, version: number | undefined): Entry | null {
  const theirs = conflict?.theirs
  return typeof theirs === 'object' && theirs.version === version ? theirs : confirmed
}
