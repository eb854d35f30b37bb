import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { EntryView } from '../../contract/snapshot.ts'

export interface Selection {
  /** Whether entries are being chosen. */
  readonly isOn: ReadonlySignal<boolean>
  readonly chosen: ReadonlySignal<readonly EntryView[]>
  readonly start: () => void
  readonly end: () => void
  readonly has: (id: string) => boolean
  /** Chooses or lets go; all between it and the one before, where `isRange`. */
  readonly toggle: (id: string, isRange: boolean) => void
  readonly setAll: (ids: readonly string[], isChosen: boolean) => void
}

/** @param choosable what can be chosen, in the order in which it stands on screen */
export function createSelection(choosable: ReadonlySignal<readonly EntryView[]>): Selection {
  const ids = signal<ReadonlySet<string> | null>(null)
  let last: string | null = null

  const setAll = (changed: readonly string[], isChosen: boolean) => {
    const next = new Set(ids.peek())
    for (const id of changed) {
      if (isChosen) next.add(id)
      else next.delete(id)
    }
    ids.value = next
  }
  const between = (a: string, b: string) => {
    const order = choosable.peek().map(({ id }) => id)
    const places = [order.indexOf(a), order.indexOf(b)].sort((one, other) => one - other)
    const [from = -1, to = -1] = places
    return from === -1 ? [b] : order.slice(from, to + 1)
  }

  return {
    isOn: computed(() => ids.value !== null),
    // What has gone meanwhile is not chosen any more.
    chosen: computed(() => choosable.value.filter(({ id }) => ids.value?.has(id))),
    start: () => {
      last = null
      ids.value = new Set()
    },
    end: () => {
      ids.value = null
    },
    has: (id) => ids.value?.has(id) ?? false,
    toggle: (id, isRange) => {
      const isChosen = !ids.peek()?.has(id)
      setAll(isRange && last !== null ? between(last, id) : [id], isChosen)
      last = id
    },
    setAll,
  }
}
