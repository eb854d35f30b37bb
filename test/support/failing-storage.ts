import { vi } from 'vitest'

/** How a browser says that it cannot. */
export interface StorageFault {
  readonly name: 'QuotaExceededError' | 'InvalidStateError' | 'UnknownError'
  /** At once, as on a closed connection, or when the transaction is to become durable. */
  readonly at: 'begin' | 'commit'
}

/** What fake-indexeddb's transactions have beside. */
interface FakeTransaction extends IDBTransaction {
  readonly _requests: readonly { readonly request: { transaction: IDBTransaction } }[]
  _abort(name: string): void
}

/**
 * Makes transactions of fake-indexeddb fail: the one with this index, counted from now, or all of them. Returns how
 * many there were; `vi.restoreAllMocks` heals.
 */
export function failTransactions(fault: StorageFault, index: number | 'all'): () => number {
  const begin = IDBDatabase.prototype.transaction
  let count = 0
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...args: Parameters<typeof begin>
  ) {
    const isHit = index === 'all' || index === count
    count += 1
    if (isHit && fault.at === 'begin') throw new DOMException('made to fail', fault.name)
    const transaction = begin.apply(this, args) as FakeTransaction
    if (isHit) queueMicrotask(() => abort(transaction, fault.name))
    return transaction
  })
  return () => count
}

function abort(transaction: FakeTransaction, name: string): void {
  // The fake forgets it for requests of an index.
  for (const { request } of transaction._requests) request.transaction = transaction
  transaction._abort(name)
}

/** Makes every database refuse to open. */
export function failOpening(name: StorageFault['name']): void {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('made to fail', name)
  })
}
