import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Snapshot, UndoOffer } from '../../contract/snapshot.ts'

/** What can still be taken back: what the last answer says of it, until a snapshot does. */
export function createUndoOffer(
  snapshot: ReadonlySignal<Snapshot | null>,
  nowMs: ReadonlySignal<number>,
): { readonly shown: ReadonlySignal<UndoOffer | null>; readonly answer: (offer: UndoOffer) => void } {
  const answered = signal<{ readonly offer: UndoOffer; readonly after: Snapshot | null } | null>(null)
  return {
    shown: computed(() => {
      const isNews = answered.value !== null && answered.value.after === snapshot.value
      const offer = isNews ? (answered.value?.offer ?? null) : (snapshot.value?.undo ?? null)
      return offer && offer.untilMs > nowMs.value ? offer : null
    }),
    answer: (offer) => {
      answered.value = { offer, after: snapshot.peek() }
    },
  }
}
