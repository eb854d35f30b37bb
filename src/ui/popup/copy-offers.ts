import { type ReadonlySignal, signal } from '@preact/signals'
import type { EntryView } from '../../contract/snapshot.ts'
import { type CopyPlan, copyOf, planCopies } from '../../domain/copies.ts'
import { addDays, type LocalDate } from '../../domain/local-date.ts'
import type { PopupModel } from './popup-model.ts'
import type { ShownWeek } from './shown-week.ts'

export type CopyKind = 'week' | 'day'

/** What would be copied, shown before it is. */
export interface CopyOffer extends CopyPlan<EntryView> {
  readonly kind: CopyKind
  /** The days from which it is taken: the first and the last. */
  readonly from: LocalDate
  readonly to: LocalDate
  /**
   * Of the new entries, made once for an offer: however often it is accepted, each is stored once. In order, as entries
   * of a day stand in the order of their ids.
   */
  readonly ids: readonly string[]
}

export interface CopyOffers {
  readonly offer: ReadonlySignal<CopyOffer | null>
  readonly open: (kind: CopyKind) => Promise<boolean>
  readonly close: () => void
  readonly accept: () => Promise<boolean>
}

export function createCopyOffers(popup: PopupModel, week: ShownWeek): CopyOffers {
  const { send, act, newId, today, snapshot } = popup
  const offer = signal<CopyOffer | null>(null)

  const make = (kind: CopyKind, from: LocalDate, to: LocalDate, plan: CopyPlan<EntryView>) => {
    offer.value = { ...plan, kind, from, to, ids: plan.copies.map(newId).sort() }
  }

  /** Of the week before the one on screen, each to its weekday. */
  async function offerWeek(): Promise<void> {
    const [monday = today.peek()] = week.days.peek()
    const from = addDays(monday, -7)
    const { entries } = await send('read-week', { monday: from })
    const existing = week.entries.peek() ?? []
    const plan = planCopies(inOrder(entries), existing, (date) => addDays(date, 7), today.peek())
    make('week', from, addDays(from, 6), plan)
  }

  /** Of the last day that has any, to today. */
  async function offerDay(): Promise<void> {
    const date = today.peek()
    const { entries } = await send('read-last-day', { date })
    const existing = (snapshot.peek()?.entries ?? []).filter((entry) => entry.date === date)
    const source = entries[0]?.date ?? addDays(date, -1)
    make(
      'day',
      source,
      source,
      planCopies(inOrder(entries), existing, () => date, date),
    )
  }

  return {
    offer,
    open: (kind) => act(kind === 'week' ? offerWeek : offerDay, () => null),
    close: () => {
      offer.value = null
    },
    accept: async () => {
      const accepted = offer.peek()
      if (!accepted) return false
      const copies = accepted.copies.map(({ of, date }, index) => ({
        ...{ id: accepted.ids[index] ?? '', of: of.id, date },
      }))
      const isDone = await act(
        () => send('copy-entries', { copies }),
        () => ({ kind: 'copied', entries: accepted.copies.map(({ of, date }) => copyOf(of, date)) }),
      )
      if (isDone && offer.peek() === accepted) offer.value = null
      return isDone
    },
  }
}

/** As they were logged: they are to stand in the same order where they are copied to. */
function inOrder(newestFirst: readonly EntryView[]): readonly EntryView[] {
  return newestFirst.toReversed()
}
