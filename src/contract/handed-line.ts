/** Words that came by another way than the popup's line, and wait to be taken into it. */
export interface HandedLine {
  /** The id of the entry that it becomes; saving it twice stores one. */
  readonly id: string
  /** A capture line as it was typed, or words from a page that are to be its note. */
  readonly kind: 'line' | 'note'
  readonly text: string
  /** Epoch milliseconds until which the worker may still save it by itself: no page takes it before. */
  readonly heldUntilMs: number
}
