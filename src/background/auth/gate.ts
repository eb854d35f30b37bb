import type { Connection } from '../../contract/connection.ts'
import type { SessionState } from '../../contract/snapshot.ts'
import { AppError, fail } from '../../domain/failure.ts'
import { accountKey, accountOf, forgetAccount, readAccount } from '../account.ts'
import { type Database, readSingleton, writeSingleton } from '../store/database.ts'
import type { ProtocolDeps } from './authorization-server.ts'
import { revoke } from './revocation.ts'
import type { Session } from './session.ts'
import { type SignedIn, type SignInDeps, signIn } from './sign-in.ts'
import type { TokenSession, Vault } from './vault.ts'

export interface GateDeps {
  readonly database: Database
  readonly vault: Vault
  readonly session: Session
  readonly protocol: ProtocolDeps
  readonly signInDeps: SignInDeps
  readonly connection: () => Promise<Connection>
  readonly isConfigured: () => Promise<boolean>
  readonly wipeDraft: () => Promise<void>
  readonly publish: () => Promise<void>
}

export type Gate = ReturnType<typeof createGate>

/** Who comes in and who has left: sign-in, sign-out, and what is kept of each. */
export function createGate(deps: GateDeps) {
  const { database, vault } = deps
  let entering: Promise<void> | null = null

  const enter = async () => {
    await writeSingleton(database, 'failure', null)
    await deps.publish()
    try {
      if (!(await deps.isConfigured())) return fail('not-configured')
      const chooseAccount = (await readSingleton(database, 'chooseAccount')) !== null
      const connection = await deps.connection()
      const signedIn = await signIn(connection, chooseAccount, deps.signInDeps)
      await admit(signedIn)
      // The settings may have changed while the window was open: these tokens are for nobody then.
      if (!(await deps.session.current())) {
        await leave()
        await revoke(signedIn.session, connection, deps.protocol)
        return fail('sign-in-refused', { detail: 'the connection was changed meanwhile' })
      }
    } catch (error) {
      // The popup that asked is closed by now: its successor reads the reason from the snapshot.
      const failure = error instanceof AppError ? error : new AppError('unexpected', { cause: error })
      await writeSingleton(database, 'failure', { code: failure.code, detail: failure.detail })
      throw error
    }
  }

  const admit = async (signedIn: SignedIn) => {
    const previous = await readAccount(database)
    const account = accountOf(signedIn)
    if (previous && previous.key !== account.key) await forget(previous.key)
    // In this order: a worker that ends in between leaves an account whose session is over, never the reverse.
    await writeSingleton(database, 'account', account)
    await vault.write('session', signedIn.session)
    await writeSingleton(database, 'chooseAccount', null)
  }

  const forget = async (account: string) => {
    await forgetAccount(account, database)
    for (const key of ['undo', 'failure', 'sync'] as const) await writeSingleton(database, key, null)
    await deps.wipeDraft()
  }

  const leave = async (): Promise<TokenSession | null> => {
    const session = await vault.read('session')
    await vault.wipe()
    const account = await readAccount(database)
    if (account) await forget(account.key)
    return session
  }

  return {
    /** One sign-in at a time; whoever asks meanwhile waits for the same one. */
    signIn: (): Promise<void> => {
      entering ??= enter().finally(async () => {
        entering = null
        await deps.publish()
      })
      return entering
    },

    /** Wipes this device at once, then revokes; `revoked` is false when the server could not be told. */
    async signOut(): Promise<{ revoked: boolean }> {
      const connection = await deps.connection()
      const session = await leave()
      await writeSingleton(database, 'chooseAccount', true)
      await deps.publish()
      return { revoked: session === null || (await revoke(session, connection, deps.protocol)) }
    },

    /** Runs a change of the settings; a session is for the settings it was opened under and ends with them. */
    async endIfChanged(change: () => Promise<void>): Promise<void> {
      const before = await deps.connection()
      await change()
      if (JSON.stringify(await deps.connection()) === JSON.stringify(before)) return
      const session = await leave()
      if (session) await revoke(session, before, deps.protocol)
    },

    /** The scopes of a renewed session, or null when it has ended: the interface follows. */
    async onSessionChange(session: TokenSession | null): Promise<void> {
      const account = await readAccount(database)
      if (account && session && accountKey(session) === account.key)
        await writeSingleton(database, 'account', { ...account, scopes: session.scopes })
      await deps.publish()
    },

    async state(): Promise<SessionState> {
      if (entering) return 'signing-in'
      if (!(await deps.isConfigured())) return 'unconfigured'
      if (await deps.session.current()) return 'signed-in'
      const [account, { issuer }] = [await readAccount(database), await deps.connection()]
      return account?.key.startsWith(`${issuer}|`) ? 'expired' : 'signed-out'
    },
  }
}
