import { USER_SCOPES, type UserScope } from '../../domain/permissions.ts'
import { accountKey } from '../account.ts'
import { accountOnScreen, type Database, singletonIn } from '../store/database.ts'
import type { TokenSession } from './vault.ts'

/** The permissions that were there before and are no more. */
export function endedScopes(before: readonly string[], after: readonly string[]): UserScope[] {
  return USER_SCOPES.filter((scope) => before.includes(scope) && !after.includes(scope))
}

/**
 * Lets the interface follow what a renewal granted. What it took away is told until somebody has taken note of it, or
 * it is back.
 */
export async function followScopes(session: TokenSession, database: Database): Promise<void> {
  const { store, done } = database.transaction('singletons', 'readwrite')
  const account = await accountOnScreen(store, accountKey(session))
  if (account) {
    const untold = await singletonIn(store, 'endedScopes')
    const had = [...account.scopes, ...(untold?.account === account.key ? untold.scopes : [])]
    await store.put({ ...account, scopes: session.scopes }, 'account')
    await store.put({ account: account.key, scopes: endedScopes(had, session.scopes) }, 'endedScopes')
  }
  await done
}
