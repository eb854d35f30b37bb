import type { Device } from './device.ts'

export interface Stored {
  /** All texts and bytes, each byte as one letter. */
  readonly text: string
  readonly keys: readonly CryptoKey[]
}

/** All that the extension has on this device: every storage area and every database. */
export async function readStored({ browser }: Device): Promise<Stored> {
  const found: string[] = []
  const keys: CryptoKey[] = []
  const visit = (value: unknown): void => {
    if (value instanceof CryptoKey) keys.push(value)
    else if (value instanceof ArrayBuffer) found.push(Buffer.from(value).toString('latin1'))
    else if (ArrayBuffer.isView(value)) found.push(Buffer.from(value.buffer).toString('latin1'))
    else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of value instanceof Map ? value : Object.entries(value)) {
        found.push(String(name))
        visit(member)
      }
    } else found.push(String(value))
  }
  for (const area of Object.values(browser.areas)) visit(area)
  for (const { name } of await indexedDB.databases())
    for (const row of await readDatabase(name ?? '')) visit(row)
  return { text: found.join('\n'), keys }
}

async function readDatabase(name: string): Promise<readonly unknown[]> {
  const database = await settled(indexedDB.open(name))
  const names = [...database.objectStoreNames]
  const rows: unknown[] = []
  if (names.length > 0) {
    const transaction = database.transaction(names)
    for (const store of names) {
      rows.push(await settled(transaction.objectStore(store).getAllKeys()))
      rows.push(await settled(transaction.objectStore(store).getAll()))
    }
  }
  database.close()
  return rows
}

/** What becomes of a profile of which half was lost: every key is gone. */
export async function loseKeys(): Promise<void> {
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const content = database.transaction(store, 'readwrite').objectStore(store)
      const rows = await settled(content.getAll())
      if (rows.some((row) => row instanceof CryptoKey)) await settled(content.clear())
    }
    database.close()
  }
}

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
