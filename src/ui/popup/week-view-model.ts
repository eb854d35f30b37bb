import { batch, computed, effect, type Signal, signal, untracked } from '@preact/signals'
import type { EntryView } from '../../contract/snapshot.ts'
import { copyOf } from '../../domain/copies.ts'
import { addDays, type LocalDate } from '../../domain/local-date.ts'
import { type CopyOffers, createCopyOffers } from './copy-offers.ts'
import { permitsOf } from './entry-permits.ts'
import { usePopup } from './popup-context.ts'
import type { PopupModel } from './popup-model.ts'
import { createSelection, type Selection } from './selection.ts'
import { createShownWeek, type ShownWeek } from './shown-week.ts'

export interface WeekViewModel extends ShownWeek {
  readonly selection: Selection
  readonly copying: CopyOffers
  /** The entry whose "move or copy" stands open. */
  readonly arranging: Signal<string | null>
  /** Entries under the pointer, on their way to another day. */
  readonly dragged: Signal<readonly EntryView[]>
  /** The entry that has been moved by keyboard, until it has the focus again on its new day. */
  readonly followed: Signal<{ readonly id: string; readonly date: LocalDate } | null>
  /** Whether any of these would change its day there. */
  readonly canMove: (entries: readonly EntryView[], date: LocalDate) => boolean
  readonly move: (entries: readonly EntryView[], date: LocalDate) => Promise<boolean>
  /** By a day, earlier (-1) or later (1), and the focus with it. */
  readonly shift: (entry: EntryView, days: -1 | 1) => Promise<boolean>
  /** To one day, or each on its own. The caller makes the ids, once for a choice: made twice, it stores each once. */
  readonly duplicate: (
    entries: readonly EntryView[],
    date: LocalDate | null,
    idFor: (entry: EntryView) => string,
  ) => Promise<boolean>
  readonly remove: (entries: readonly EntryView[]) => Promise<boolean>
}

const models = new WeakMap<PopupModel, WeekViewModel>()

/** One for each popup, made when it is first needed: the first frame does without its code. */
export function weekViewModelOf(popup: PopupModel): WeekViewModel {
  const made = models.get(popup) ?? createWeekViewModel(popup)
  models.set(popup, made)
  return made
}

export const useWeek = (): WeekViewModel => weekViewModelOf(usePopup())

function createWeekViewModel(popup: PopupModel): WeekViewModel {
  const { snapshot, today, view, openDay, send, act } = popup
  const week = createShownWeek(popup)
  const choosable = computed(() => inOrderOfDays(week.entries.value ?? []))
  const selection = createSelection(choosable)
  const copying = createCopyOffers(popup, week)
  const arranging = signal<string | null>(null)
  const dragged = signal<readonly EntryView[]>([])
  const followed: WeekViewModel['followed'] = signal(null)

  // Nothing that one person, one week or one view had open stays open for the next.
  const place = computed(() => `${snapshot.value?.account?.key} ${week.days.value[0]} ${view.value}`)
  effect(() => {
    place.value
    untracked(() =>
      batch(() => {
        selection.end()
        copying.close()
        arranging.value = null
        followed.value = null
      }),
    )
  })
  // The day opens together with the entry's arrival, so that the focus never stands on nothing.
  effect(() => {
    const { id, date } = followed.value ?? {}
    const hasArrived = week.entries.value?.some((entry) => entry.id === id && entry.date === date)
    if (hasArrived && date !== undefined) openDay.value = date
  })

  const movable = (entries: readonly EntryView[], date: LocalDate) =>
    entries.filter((entry) => entry.date !== date && permitsOf(entry, snapshot.peek()?.can).edit)

  async function move(entries: readonly EntryView[], date: LocalDate): Promise<boolean> {
    const moved = movable(entries, date)
    if (moved.length === 0 || date > today.peek()) return false
    return await act(
      () => send('move-entries', { ids: moved.map(({ id }) => id), date }),
      () => ({ kind: 'moved', entries: moved.map((entry) => ({ ...entry, date })) }),
    )
  }

  return {
    ...week,
    selection,
    copying,
    arranging,
    dragged,
    followed,
    canMove: (entries, date) => date <= today.value && movable(entries, date).length > 0,
    move,
    shift: async (entry, days) => {
      const date = addDays(entry.date, days)
      if (date > today.peek() || movable([entry], date).length === 0) return false
      followed.value = { id: entry.id, date }
      const isMoved = await move([entry], date)
      if (!isMoved) followed.value = null
      return isMoved
    },
    duplicate: (entries, date, idFor) => {
      const copies = entries.map((entry) => ({ id: idFor(entry), of: entry.id, date: date ?? entry.date }))
      return act(
        () => send('copy-entries', { copies }),
        () => ({ kind: 'copied', entries: entries.map((entry) => copyOf(entry, date ?? entry.date)) }),
      )
    },
    remove: (entries) => {
      const removed = entries.filter((entry) => permitsOf(entry, snapshot.peek()?.can).delete)
      return act(
        () => send('delete-entries', { ids: removed.map(({ id }) => id) }),
        () => ({ kind: 'deleted-many', entries: removed }),
      )
    },
  }
}

/** Monday first; within a day as they stand there. */
function inOrderOfDays(entries: readonly EntryView[]): readonly EntryView[] {
  return entries.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}
