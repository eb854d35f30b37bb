import { fail } from '../../domain/failure.ts'
import { daysOfWeek, type IsoWeek } from '../../domain/iso-week.ts'
import { canBeRecalled, canBeSubmitted, isReviewed } from '../../domain/week-status.ts'
import {
  accountOnScreen,
  type Database,
  type LocalEntry,
  type Operation,
  type OperationAct,
  singletonIn,
} from '../store/database.ts'
import { type Author, isOpen, UNDO_WINDOW_MS } from './operations.ts'
import type { OutboxDeps } from './writing.ts'

export type WeekActs = ReturnType<typeof createWeekActs>

/** Stands where other operations name their entry, so that what concerns one week goes in order. */
export function weekKey(week: IsoWeek): string {
  return `week:${week}`
}

/**
 * Submitting and recalling a week. Each is one transaction, is not sent before it can no longer be taken back, and
 * changes nothing where it has been done already. An act that was not sent yet is taken back by its opposite.
 */
export function createWeekActs(deps: OutboxDeps) {
  const { database } = deps
  return {
    async submit(author: Author, week: IsoWeek): Promise<void> {
      const opened = await openWeek(author, week, database)
      const { transaction, entries, pending, others } = opened
      if (entries.length === 0) return fail('week-empty')
      await withdraw(opened, pending.filter(isOpenRecall))
      const waiting = pending.filter(isSubmission)
      const inWeek = new Set(opened.all.map(({ id }) => id))
      const after = [...new Set(others.map(({ entryId }) => entryId))].filter((id) => inWeek.has(id))
      if (!waiting.some(covers(after)) && canBeSubmitted(entries.map(({ entry }) => entry))) {
        await withdraw(opened, waiting.filter(isOpen))
        await enqueue(opened, { kind: 'submit-week', week, after }, deps)
      }
      await transaction.done
    },

    async recall(author: Author, week: IsoWeek): Promise<void> {
      const opened = await openWeek(author, week, database)
      const { transaction, pending } = opened
      const unsent = pending.filter((operation) => isSubmission(operation) && isOpen(operation))
      await withdraw(opened, unsent)
      const isRecalled = pending.some(({ act }) => act.kind === 'recall-week')
      if (unsent.length === 0 && !isRecalled) {
        const entries = opened.entries.map(({ entry }) => entry)
        if (entries.some(isReviewed)) return fail('week-reviewed')
        if (pending.length > 0 || canBeRecalled(entries))
          await enqueue(opened, { kind: 'recall-week', week }, deps)
      }
      await transaction.done
    },
  }
}

type OpenWeek = Awaited<ReturnType<typeof openWeek>>

async function openWeek(author: Author, week: IsoWeek, database: Database) {
  const transaction = database.transaction(['entries', 'outbox', 'singletons'], 'readwrite', {
    durability: 'strict',
  })
  const account = await accountOnScreen(transaction.objectStore('singletons'), author.account)
  if (account?.profile && !account.profile.submit) return fail('not-offered')
  const days = daysOfWeek(week)
  const range = IDBKeyRange.bound([author.account, days.at(0)], [author.account, days.at(-1)])
  const all: LocalEntry[] = await transaction.objectStore('entries').index('day').getAll(range)
  const outbox = await transaction.objectStore('outbox').index('account').getAll(author.account)
  const key = weekKey(week)
  return {
    transaction,
    author,
    key,
    /** Those deleted here too, which the server may still have. */
    all,
    entries: all.filter(({ deleted }) => !deleted),
    pending: outbox.filter(({ entryId }) => entryId === key),
    others: outbox.filter(({ entryId }) => entryId !== key),
  }
}

function isSubmission({ act }: Operation): boolean {
  return act.kind === 'submit-week'
}

/** A submission that is on its way already, after all of these; one that is not goes without what came since. */
function covers(after: readonly string[]) {
  return ({ act, parked }: Operation): boolean =>
    act.kind === 'submit-week' && parked === null && after.every((id) => act.after.includes(id))
}

function isOpenRecall(operation: Operation): boolean {
  return operation.act.kind === 'recall-week' && isOpen(operation)
}

/** Neither these operations nor the offers to undo them are of any use now. */
async function withdraw({ transaction }: OpenWeek, operations: readonly Operation[]): Promise<void> {
  const singletons = transaction.objectStore('singletons')
  for (const { seq, operationId } of operations) {
    await transaction.objectStore('outbox').delete(seq ?? -1)
    const undo = await singletonIn(singletons, 'undo')
    if (undo?.operationId === operationId) await singletons.delete('undo')
  }
}

async function enqueue(
  { transaction, author, key }: OpenWeek,
  act: Extract<OperationAct, { kind: 'submit-week' | 'recall-week' }>,
  { now, newOperationId }: OutboxDeps,
): Promise<void> {
  const operationId = newOperationId()
  const untilMs = now() + UNDO_WINDOW_MS
  await transaction.objectStore('outbox').add({
    operationId,
    account: author.account,
    entryId: key,
    act,
    heldUntilMs: untilMs,
    attempts: 0,
    parked: null,
  })
  const kind = act.kind === 'submit-week' ? 'submitted' : 'recalled'
  await transaction
    .objectStore('singletons')
    .put({ account: author.account, operationId, entryId: key, kind, untilMs }, 'undo')
}
