import type { SignedIn } from './auth/sign-in.ts'
import type { TokenSession } from './auth/vault.ts'
import type { Author } from './outbox/outbox.ts'
import { type Database, isOnScreen, readSingleton, type StoredAccount } from './store/database.ts'

/** The key of everything local: the same `sub` at another issuer is another person. */
export function accountKey(session: Pick<TokenSession, 'issuer' | 'sub'>): string {
  return `${session.issuer}|${session.sub}`
}

export function accountOf({ session, name, email }: SignedIn): StoredAccount {
  return { key: accountKey(session), name, email, sub: session.sub, scopes: session.scopes }
}

export function authorOf(account: StoredAccount): Author {
  return { account: account.key, userId: account.sub }
}

/** The person whose work is on screen: signed in, or whose session has ended by itself. */
export async function readAccount(database: Database): Promise<StoredAccount | null> {
  return await readSingleton(database, 'account')
}

/**
 * Takes this account off the screen and removes what the server has too. What was never sent stays, under its
 * owner's key, until that person is back.
 */
export async function forgetAccount(account: string, database: Database): Promise<void> {
  const transaction = database.transaction(
    ['entries', 'approvals', 'projects', 'outbox', 'singletons'],
    'readwrite',
  )
  // In the same transaction: a pull or an answer that comes later finds nobody to write for.
  const singletons = transaction.objectStore('singletons')
  if (await isOnScreen(singletons, account)) await singletons.delete('account')
  const pending = new Set(
    (await transaction.objectStore('outbox').index('account').getAll(account)).map(({ entryId }) => entryId),
  )
  for (const name of ['entries', 'approvals'] as const) {
    const store = transaction.objectStore(name)
    for (const key of await store.index('account').getAllKeys(account)) {
      if (!pending.has(key[1])) await store.delete(key)
    }
  }
  const projects = transaction.objectStore('projects')
  for (const key of await projects.index('account').getAllKeys(account)) await projects.delete(key)
  await transaction.done
}
