import type { Connection } from '../../contract/connection.ts'
import type { SessionState } from '../../contract/snapshot.ts'
import { fail, failureCodeOf, failureDetailOf } from '../../domain/failure.ts'
import { accountKey, accountOf, forgetAccount, keepProfile, readAccount } from '../account.ts'
import { type Database, readSingleton, writeSingleton } from '../store/database.ts'
import { logOut, offersLogout } from './logout.ts'
import type { LogoutOffers } from './logout-offer.ts'
import { revoke } from './revocation.ts'
import type { Session } from './session.ts'
import { type SignedIn, type SignInDeps, signIn } from './sign-in.ts'
import { endedScopes, followScopes } from './step-down.ts'
import { readUserInfo } from './userinfo.ts'
import type { TokenSession } from './vault.ts'

export interface GateDeps extends SignInDeps {
  readonly database: Database
  readonly session: Session
  readonly logoutOffers: LogoutOffers
  /** Called when there is another session, or none, so that its renewal is planned. */
  readonly planRenewal: () => Promise<void>
  readonly connection: () => Promise<Connection>
  readonly isConfigured: () => Promise<boolean>
  /** Removes what pages keep of a person: what was typed, and what was last on screen. */
  readonly wipePages: () => Promise<void>
  readonly publish: () => Promise<void>
}

export type Gate = ReturnType<typeof createGate>

/** Who comes in and who has left: sign-in, sign-out, and what is kept of each. */
export function createGate(deps: GateDeps) {
  const { database, vault } = deps
  let entering: Promise<void> | null = null
  let departures = 0

  const enter = async () => {
    await writeSingleton(database, 'failure', null)
    await deps.publish()
    try {
      if (!(await deps.isConfigured())) return fail('not-configured')
      const chooseAccount = (await readSingleton(database, 'chooseAccount')) !== null
      const connection = await deps.connection()
      const earlier = departures
      const signedIn = await signIn(connection, chooseAccount, deps)
      await admit(signedIn)
      // Somebody may have signed out meanwhile, or changed the settings: these tokens are for nobody then.
      if (departures !== earlier || !(await deps.session.current())) {
        await leave()
        await revoke(signedIn.session, connection, deps)
        return fail('sign-in-refused', { detail: 'signed out or set up anew meanwhile' })
      }
      await writeSingleton(database, 'chooseAccount', null)
    } catch (error) {
      // The popup that asked is closed by now: its successor reads the reason from the snapshot.
      await writeSingleton(database, 'failure', {
        code: failureCodeOf(error),
        detail: failureDetailOf(error),
        atMs: deps.now(),
      })
      throw error
    }
  }

  const admit = async (signedIn: SignedIn) => {
    const previous = await readAccount(database)
    const account = accountOf(signedIn)
    if (previous && previous.key !== account.key) await forget(previous.key)
    const had = previous?.key === account.key ? previous.scopes : []
    const ended = endedScopes(had, account.scopes)
    // An administrator can put another API in the place of the one that gave the time to continue from.
    if (previous?.apiUrl !== account.apiUrl) await database.delete('positions', account.key)
    await writeSingleton(database, 'endedScopes', { account: account.key, scopes: ended })
    // In this order: a worker that ends in between leaves an account whose session is over, never the reverse.
    await writeSingleton(database, 'account', account)
    await vault.write('session', signedIn.session)
    await deps.logoutOffers.end()
    await deps.planRenewal()
  }

  const forget = async (account: string) => {
    await forgetAccount(account, database)
    // Not left to the next snapshot: there may be no room to write it, or no worker any more.
    await deps.wipePages()
  }

  const leave = async (): Promise<TokenSession | null> => {
    departures += 1
    const session = await vault.read('session')
    await vault.wipe()
    const account = await readAccount(database)
    if (account) await forget(account.key)
    await deps.planRenewal()
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
      const issuer = session ?? connection
      // At once, all of them: what cannot be published must not keep the tokens from being revoked.
      const [revoked, isOffered] = await Promise.all([
        session === null || revoke(session, connection, deps),
        offersLogout(issuer, connection, deps),
        deps.publish(),
      ])
      if (isOffered) {
        await deps.logoutOffers.make(issuer)
        await deps.publish()
      }
      return { revoked }
    },

    /** Opens the issuer's own sign-out, once per sign-out here; `confirmed` is false when its window was closed. */
    async signOutAtIssuer(): Promise<{ confirmed: boolean }> {
      const offer = await deps.logoutOffers.current()
      if (!offer) return { confirmed: false }
      await deps.logoutOffers.end()
      await deps.publish()
      try {
        await logOut(offer, await deps.connection(), deps)
        return { confirmed: true }
      } catch (error) {
        // Some issuers end on a page of their own, and who closes that one is signed out.
        if (failureCodeOf(error) === 'sign-in-cancelled') return { confirmed: false }
        throw error
      }
    },

    /** At the worker's start: what the one before may have been stopped in. */
    async resume(): Promise<void> {
      const session = await deps.session.current()
      if (session) await followScopes(session, database)
      await deps.planRenewal()
    },

    /** What the issuer says of the person beyond the ID token. Nobody waits for it: the sign-in is over. */
    async completeProfile(): Promise<void> {
      const session = await deps.session.current()
      if (!session) return
      const proof = await vault.proofOf(session)
      const profile = await readUserInfo(session, await deps.connection(), proof, deps)
      if (profile && (await keepProfile(accountKey(session), profile, database))) await deps.publish()
    },

    /** Runs a change of the settings; a session is for the settings it was opened under and ends with them. */
    async endIfChanged(change: () => Promise<void>): Promise<void> {
      const before = await deps.connection()
      await change()
      if (JSON.stringify(await deps.connection()) === JSON.stringify(before)) return
      const session = await leave()
      if (session) await revoke(session, before, deps)
    },

    /** The scopes of a renewed session, or null when it has ended: the interface follows. */
    async onSessionChange(session: TokenSession | null): Promise<void> {
      if (session) await followScopes(session, database)
      else await deps.planRenewal()
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
