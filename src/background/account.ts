import type { SignedIn } from './auth/sign-in.ts'
import type { Profile } from './auth/userinfo.ts'
import type { TokenSession } from './auth/vault.ts'
import { type Author, decidedHere } from './outbox/operations.ts'
import {
  accountOnScreen,
  type Database,
  isOnScreen,
  readSingleton,
  type StoredAccount,
} from './store/database.ts'
import { noteApprovalsChange } from './store/stored-approvals.ts'

/** The key of everything local: the same `sub` at another issuer is another person. */
export function accountKey(session: Pick<TokenSession, 'issuer' | 'sub'>): string {
  return `${session.issuer}|${session.sub}`
}

export function accountOf({ session, name, email, pictureUrl }: SignedIn): StoredAccount {
  const { sub, scopes, apiUrl } = session
  return { key: accountKey(session), name, email, pictureUrl, sub, scopes, apiUrl }
}

export function authorOf(account: StoredAccount): Author {
  return { account: account.key, userId: account.sub, admittedAtMs: account.admittedAtMs }
}

/** The person whose work is on screen: signed in, or whose session has ended by itself. */
export async function readAccount(database: Database): Promise<StoredAccount | null> {
  return await readSingleton(database, 'account')
}

/** Changes what is stored of this person; false when somebody else is on screen by now. */
export async function changeAccount(
  key: string,
  change: (account: StoredAccount) => StoredAccount,
  database: Database,
): Promise<boolean> {
  const { store, done } = database.transaction('singletons', 'readwrite')
  const account = await accountOnScreen(store, key)
  if (account) await store.put(change(account), 'account')
  await done
  return account !== null
}

/** Completes what is known of this person; false when somebody else is on screen by now. */
export async function keepProfile(key: string, profile: Profile, database: Database): Promise<boolean> {
  const complete = (account: StoredAccount): StoredAccount => ({
    ...account,
    name: profile.name ?? account.name,
    email: profile.email ?? account.email,
    pictureUrl: profile.pictureUrl ?? account.pictureUrl,
  })
  return await changeAccount(key, complete, database)
}

/** What is kept of whoever is on screen, and goes with them. */
const OF_THE_ONE_ON_SCREEN = [
  'account',
  'undo',
  'failure',
  'sync',
  'endedScopes',
  'picture',
  'recentComments',
  'decided',
] as const

/**
 * Takes this account off the screen and removes what the server has too. What was never sent stays, under its
 * owner's key, until that person is back.
 */
export async function forgetAccount(account: string, database: Database): Promise<void> {
  const transaction = database.transaction(
    ['entries', 'approvals', 'projects', 'outbox', 'singletons', 'positions', 'held', 'weeks', 'pages'],
    'readwrite',
  )
  // In the same transaction: a pull or an answer that comes later finds nobody to write for.
  const singletons = transaction.objectStore('singletons')
  if (await isOnScreen(singletons, account))
    for (const key of OF_THE_ONE_ON_SCREEN) await singletons.delete(key)
  const outbox = await transaction.objectStore('outbox').index('account').getAll(account)
  const pending = new Set([...outbox.map(({ entryId }) => entryId), ...decidedHere(outbox)])
  for (const name of ['entries', 'approvals'] as const) {
    const store = transaction.objectStore(name)
    for (const key of await store.index('account').getAllKeys(account)) {
      if (!pending.has(key[1])) await store.delete(key)
    }
  }
  for (const name of ['projects', 'held', 'weeks', 'pages'] as const) {
    const store = transaction.objectStore(name)
    for (const key of await store.index('account').getAllKeys(account)) await store.delete(key)
  }
  // Or what has just been removed would never be fetched again.
  await transaction.objectStore('positions').delete(account)
  await noteApprovalsChange(singletons)
  await transaction.done
}
