import { accountOnScreen, type Database } from '../store/database.ts'

/**
 * After a sign-in: what was refused for want of a permission is tried once more, as the new session may have it.
 * Refused again, it waits for the person again.
 */
export async function unparkForbidden(account: string, database: Database, nowMs: number): Promise<void> {
  const transaction = database.transaction(['entries', 'outbox', 'singletons'], 'readwrite')
  const singletons = transaction.objectStore('singletons')
  const admitted = await accountOnScreen(singletons, account)
  // What is refused from here on to the session before was refused too late to count.
  if (admitted) await singletons.put({ ...admitted, admittedAtMs: nowMs }, 'account')
  const [entries, outbox] = [transaction.objectStore('entries'), transaction.objectStore('outbox')]
  for (const operation of await outbox.index('account').getAll(account)) {
    if (operation.parked?.code !== 'insufficient-scope') continue
    await outbox.put({ ...operation, parked: null })
    const local = await entries.get([account, operation.entryId])
    if (local)
      await entries.put({
        ...local,
        sync: 'waiting',
        failure: null,
        failureDetail: null,
        changedAtMs: nowMs,
      })
  }
  await transaction.done
}
