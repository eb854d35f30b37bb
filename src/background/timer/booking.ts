import type { EntryContent } from '../../domain/entry.ts'
import { type Author, localEntry, newEntry, UNDO_WINDOW_MS } from '../outbox/operations.ts'
import { accountOnScreen, type LocalEntry, type Operation, type SingletonStore } from '../store/database.ts'

/** The stores inside the transaction that ends the timer: it goes and its entries come together or not at all. */
export interface BookingStores {
  readonly entries: { put(entry: LocalEntry): Promise<unknown> }
  readonly outbox: { add(operation: Operation): Promise<unknown> }
  /** Holds what the server offers, on which the status of a new entry depends. */
  readonly singletons: Pick<SingletonStore, 'get'>
}

export interface BookingDeps {
  readonly newEntryId: () => string
  readonly newOperationId: () => string
}

/** Stores what a timer has become, through the outbox as any entry; not sent before it can no longer be taken back. */
export async function bookEntries(
  author: Author,
  contents: readonly EntryContent[],
  stores: BookingStores,
  nowMs: number,
  deps: BookingDeps,
): Promise<readonly string[]> {
  const ids: string[] = []
  const account = await accountOnScreen(stores.singletons, author.account)
  for (const content of contents) {
    const id = deps.newEntryId()
    ids.push(id)
    await stores.entries.put(localEntry(author, newEntry(author, id, content, account?.profile), null, nowMs))
    await stores.outbox.add({
      operationId: deps.newOperationId(),
      account: author.account,
      entryId: id,
      act: { kind: 'create', content },
      heldUntilMs: nowMs + UNDO_WINDOW_MS,
      attempts: 0,
      parked: null,
    })
  }
  return ids
}
