import type { SessionState } from '../contract/snapshot.ts'
import { capabilitiesOf } from '../domain/permissions.ts'
import type { Typist } from '../domain/typed-line.ts'
import { readAccount } from './account.ts'
import type { Database } from './store/database.ts'

export interface TypistDeps {
  readonly database: Database
  readonly sessionState: () => Promise<SessionState>
}

/** Who a line is from that is typed now; a session that ended by itself does not keep anybody from logging. */
export async function readTypist({ database, sessionState }: TypistDeps): Promise<Typist> {
  const [session, account] = await Promise.all([sessionState(), readAccount(database)])
  if (!account || session === 'signed-out' || session === 'unconfigured') return { kind: 'nobody' }
  if (!capabilitiesOf(account.scopes, account.profile).create) return { kind: 'not-allowed' }
  const stored = await database.getAllFromIndex('projects', 'account', account.key)
  return { kind: 'author', projects: stored.map(({ account: _, ...project }) => project) }
}
