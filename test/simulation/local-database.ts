import { unwrap } from 'idb'
import type { Database } from '../../src/background/store/database.ts'
import { openDatabase } from '../../src/background/store/migrations.ts'
import { runNextTask, runTurn, type Turns } from './turns.ts'

export interface LocalDatabase {
  readonly database: Database
  /** What the browser does to the transactions of a worker that it stops. */
  abortTransactions(): void
}

/**
 * The real store of one device. Its connection outlives the workers: what a stop does to a database is to abort what
 * is not committed, nothing else.
 */
export async function openLocalDatabase(name: string): Promise<LocalDatabase> {
  const database = await runToEnd(() => openDatabase(name))
  return { database, abortTransactions: trackTransactions(unwrap(database)) }
}

/** Work on a database that is no worker's, and that nothing interrupts. */
export async function runToEnd<Value>(work: () => Promise<Value>): Promise<Value> {
  const turns: Turns = { tasks: [], isStopped: false }
  let result: Promise<Value> | null = null
  await runTurn(turns, () => {
    result = work()
  })
  while (turns.tasks.length > 0) await runNextTask(turns)
  if (!result) throw new Error('the work was not begun')
  return await (result as Promise<Value>)
}

function trackTransactions(connection: IDBDatabase): () => void {
  const unfinished = new Set<IDBTransaction>()
  const begin = connection.transaction.bind(connection)
  connection.transaction = (...given) => {
    const transaction = begin(...given)
    unfinished.add(transaction)
    for (const end of ['complete', 'abort'])
      transaction.addEventListener(end, () => unfinished.delete(transaction))
    return transaction
  }
  return () => {
    for (const transaction of unfinished) abortIfOpen(transaction)
    unfinished.clear()
  }
}

/** One that has ended by itself is unfinished until that is told. */
function abortIfOpen(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch (error) {
    if (!(error instanceof Error && error.name === 'InvalidStateError')) throw error
  }
}
