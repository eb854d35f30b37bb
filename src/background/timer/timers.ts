import type { TimerUndo } from '../../contract/snapshot.ts'
import type { TimerAnswer } from '../../contract/timer.ts'
import { totalMinutes } from '../../domain/entry.ts'
import { observeTimer, type Timer } from '../../domain/timer.ts'
import { entriesOf } from '../../domain/timer-entries.ts'
import { type Author, UNDO_WINDOW_MS } from '../outbox/operations.ts'
import { type Database, type StoredUndo, singletonIn } from '../store/database.ts'
import { wholeOrNot } from '../store/whole-or-not.ts'
import type { Step, TimerAct } from './acts.ts'
import { type BookingDeps, bookEntries } from './booking.ts'

export interface TimersDeps extends BookingDeps {
  readonly database: Database
  readonly now: () => number
  /** Where the person is: it says on which days a timer that ends now has run. */
  readonly timeZone: () => string
}

export interface TimerActed extends TimerAnswer {
  /** The timer that was there before; null for none. */
  readonly before: Timer | null
}

/** What an act ends, and how, so that it is known again when it is asked for twice. */
export interface Ending {
  readonly id: string
  readonly kind: TimerUndo
}

export type Timers = ReturnType<typeof createTimers>

/**
 * Acts on the timer of a person. Each is one transaction, in which it is decided on what is there then: of two pages that
 * act at once one is first, and the other is told.
 */
export function createTimers(deps: TimersDeps) {
  const { database, now } = deps

  const writing = () =>
    database.transaction(['timers', 'entries', 'outbox', 'singletons'], 'readwrite', {
      durability: 'strict',
    })

  return {
    /** An ending that has been done already is answered as it was then: a worker can be stopped before it answers. */
    async act(author: Author, decide: TimerAct, ending?: Ending): Promise<TimerActed> {
      const transaction = writing()
      return await wholeOrNot(transaction, () => actIn(transaction, author, decide, ending))
    },
  }

  async function actIn(
    transaction: ReturnType<typeof writing>,
    author: Author,
    decide: TimerAct,
    ending?: Ending,
  ): Promise<TimerActed> {
    const timers = transaction.objectStore('timers')
    const singletons = transaction.objectStore('singletons')
    const nowMs = now()
    const [stored, undo] = [await timers.get(author.account), await singletonIn(singletons, 'undo')]
    const before = stored ? observeTimer(stored.timer, nowMs, 'unknown') : null
    const done = ending && undo ? earlierTry(undo, author, ending) : null
    if (done) return { outcome: 'done', minutes: done.minutes, before: done.before }

    const step = decide(before, nowMs)
    if (step.next) await timers.put({ account: author.account, timer: step.next })
    else await timers.delete(author.account)

    const minutes = before && step.ended ? await end(before, step.ended, step.next) : null
    // What could be taken back would meet another timer now.
    if (!step.ended && undo?.timer && step.next?.id !== undo.timer.afterId) await singletons.delete('undo')
    return { outcome: step.outcome, minutes, before }

    async function end(timer: Timer, ended: NonNullable<Step['ended']>, next: Timer | null) {
      const isBooked = ended.stretches.length > 0
      const contents = isBooked ? entriesOf(ended.stretches, timer.work, deps.timeZone()) : []
      const stores = {
        entries: transaction.objectStore('entries'),
        outbox: transaction.objectStore('outbox'),
        singletons,
      }
      const entryIds = await bookEntries(author, contents, stores, nowMs, deps)
      const booked = isBooked ? totalMinutes(contents) : null
      const offer: StoredUndo = {
        account: author.account,
        operationId: deps.newOperationId(),
        entryId: timer.id,
        kind: ended.kind,
        untilMs: nowMs + UNDO_WINDOW_MS,
        timer: { before: timer, afterId: next?.id ?? null, entryIds, minutes: booked },
      }
      await singletons.put(offer, 'undo')
      return booked
    }
  }
}

function earlierTry({ account, kind, timer }: StoredUndo, author: Author, ending: Ending) {
  const isSame = account === author.account && kind === ending.kind && timer?.before.id === ending.id
  return isSame ? timer : null
}
