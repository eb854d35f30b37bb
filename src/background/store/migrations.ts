import type { IDBPTransaction, StoreNames } from 'idb'
import type { Database, TimejotSchema } from './database.ts'
import { openStore } from './opening.ts'

type Upgrade = IDBPTransaction<TimejotSchema, StoreNames<TimejotSchema>[], 'versionchange'>

const VERSION = 4

/** Opens this device's database, as `openStore` does. */
export async function openDatabase(
  name = 'timejot',
  onLost: () => void = () => undefined,
): Promise<Database> {
  return await openStore<TimejotSchema>(
    name,
    VERSION,
    (database, oldVersion, _newVersion, transaction) => {
      if (oldVersion < 1) createFirstStores(database)
      if (oldVersion < 2) addPull(database, transaction)
      if (oldVersion < 3) addTimersAndWeeks(database)
      if (oldVersion < 3) addOrderOfEntry(transaction)
      if (oldVersion < 3) addPages(database)
      if (oldVersion > 0 && oldVersion < 4) decideSeveral(transaction).catch(() => transaction.abort())
    },
    onLost,
  )
}

function createFirstStores(database: Database): void {
  for (const store of ['entries', 'approvals', 'projects'] as const) {
    database.createObjectStore(store, { keyPath: ['account', 'id'] }).createIndex('account', 'account')
  }
  database
    .createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true })
    .createIndex('account', 'account')
  database.createObjectStore('singletons')
}

/** Since then all entries are here, not those of two weeks alone: what is shown is found by index. */
function addPull(database: Database, transaction: Upgrade): void {
  const entries = transaction.objectStore('entries')
  entries.createIndex('day', ['account', 'entry.date'])
  entries.createIndex('sync', ['account', 'sync'])
  entries.createIndex('status', ['account', 'entry.status'])
  database.createObjectStore('positions', { keyPath: 'account' })
  database.createObjectStore('held', { keyPath: ['account', 'id'] }).createIndex('account', 'account')
}

function addTimersAndWeeks(database: Database): void {
  database.createObjectStore('timers', { keyPath: 'account' })
  database.createObjectStore('weeks', { keyPath: ['account', 'week'] }).createIndex('account', 'account')
}

/** What waits for one entry is found without reading all that waits. */
function addOrderOfEntry(transaction: Upgrade): void {
  transaction.objectStore('outbox').createIndex('entry', ['account', 'entryId'])
}

function addPages(database: Database): void {
  const pages = database.createObjectStore('pages', { keyPath: ['account', 'page'] })
  pages.createIndex('account', 'account')
  pages.createIndex('used', ['account', 'usedAtMs'])
}

interface DecisionOfOne {
  readonly decision: 'approved' | 'rejected'
  readonly comment: string | null
  readonly version: number
}

/** Since then a decision can be on many entries, and what waits has flags. The upgrade ends when all of it is written. */
async function decideSeveral(transaction: Upgrade): Promise<void> {
  const approvals = transaction.objectStore('approvals')
  for (const { account, id, entry, userName, changedAtMs, ...former } of await approvals.getAll()) {
    // What was decided is marked elsewhere now, and waits no more.
    if ((former as { readonly decided?: boolean }).decided) {
      await approvals.delete([account, id])
      continue
    }
    const kept = { account, id, entry, userName, changedAtMs }
    await approvals.put({ ...kept, flags: [], weekTargetMinutes: null, refusal: null })
  }
  const outbox = transaction.objectStore('outbox')
  for (const operation of await outbox.getAll()) {
    if (operation.act.kind !== 'decide') continue
    const { decision, comment, version } = operation.act as unknown as DecisionOfOne
    const items = [{ id: operation.entryId, version }]
    await outbox.put({ ...operation, act: { kind: 'decide', decision, comment, items, total: 1 } })
  }
}
