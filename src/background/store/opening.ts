import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB, wrap } from 'idb'
import { fail, failureDetailOf } from '../../domain/failure.ts'

/** How long another context may take to finish its transactions and let go of an older version. */
const BLOCKED_PATIENCE_MS = 5_000

/**
 * Opens a database for as long as nobody else needs it in a newer version. Throws `storage-failed` when the browser
 * refuses, or when a context with an older version does not let go of it.
 *
 * @param onLost is told when the connection is of no more use: whoever holds it opens it again when next needed
 */
export async function openStore<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<Schema>['upgrade']>,
  onLost: () => void,
): Promise<IDBPDatabase<Schema>> {
  const { promise: isStuck, reject } = Promise.withResolvers<never>()
  const callbacks: OpenDBCallbacks<Schema> = {
    upgrade,
    blocked: () => {
      const stuck = new DOMException('another window holds an older version open', 'InvalidStateError')
      setTimeout(reject, BLOCKED_PATIENCE_MS, stuck)
    },
    // An update of the extension waits for this; its upgrade must not hang on a worker of before.
    blocking: (_from, _to, event) => {
      const database = event.target as IDBDatabase
      database.close()
      onLost()
    },
    terminated: onLost,
  }
  // A browser that keeps no site data throws at once.
  const opening = Promise.try(() => openDB<Schema>(name, version, callbacks))
  const database = await Promise.race([opening, isStuck]).catch((cause: unknown) =>
    fail('storage-failed', { cause, detail: failureDetailOf(cause) ?? String(cause) }),
  )
  // Who waits for a request hears of it there; its transaction tells it again, and nobody may be left to listen.
  const told = (transaction: IDBTransaction | null) => {
    if (transaction) wrap(transaction).done.catch(() => undefined)
  }
  database.addEventListener('error', ({ target }) => told((target as IDBRequest).transaction))
  database.addEventListener('abort', ({ target }) => told(target as IDBTransaction))
  return database
}
