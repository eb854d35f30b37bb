import { type ApiClient, createApiClient } from '../../src/background/api/client.ts'
import { revoke } from '../../src/background/auth/revocation.ts'
import { createServerClock, learningFrom } from '../../src/background/auth/server-clock.ts'
import { createSession, type Session } from '../../src/background/auth/session.ts'
import { type SignedIn, signIn } from '../../src/background/auth/sign-in.ts'
import { signInSilently } from '../../src/background/auth/silent-sign-in.ts'
import { createVault, type Vault } from '../../src/background/auth/vault.ts'
import { boundedFetch, type Fetch } from '../../src/background/bounded-fetch.ts'
import type { Connection } from '../../src/contract/connection.ts'
import { fail } from '../../src/domain/failure.ts'
import { loopbackProtocol } from '../support/protocol.ts'
import type { HostileIssuer } from './hostile-server/issuer.ts'
import { REDIRECT } from './provider.ts'

export const CLIENT = 'timejot'

/** The auth modules as the worker wires them, before a hostile issuer. */
export interface Entrance {
  readonly vault: Vault
  signIn(changes?: EntranceChanges): Promise<SignedIn>
  /** Signs in honestly, keeps the session and returns what renews it. */
  enter(): Promise<{ session: Session; accessToken: string }>
  /** The API's client with the stored session, as a worker that has just started makes it. */
  openClient(): { client: ApiClient; session: Session; vault: Vault }
  /** Tells the issuer that the stored session is over. */
  revoke(): Promise<boolean>
}

interface EntranceOptions {
  readonly apiUrl?: string
  readonly now?: () => number
  readonly network?: Fetch
  /** A person is needed for every sign-in unless this answers without one. */
  readonly askSilently?: (url: string) => Promise<string>
}

interface EntranceChanges {
  readonly connection?: Partial<Connection>
  readonly openWindow?: (url: string) => Promise<string>
}

let vaults = 0
const needPerson = async () => fail('session-expired')

export function openEntrance(
  hostile: HostileIssuer,
  {
    apiUrl = 'http://127.0.0.1:9',
    now = () => Date.now(),
    network = fetch,
    askSilently = needPerson,
  }: EntranceOptions = {},
): Entrance {
  vaults += 1
  const vaultName = `hostile-${vaults}`
  let saved: unknown
  const connection: Connection = {
    issuer: hostile.issuer,
    clientId: CLIENT,
    apiUrl,
    audience: '',
    resource: '',
    scopes: 'openid profile read:timesheets',
  }
  /** A worker that has just started, over what those before it stored. */
  const startWorker = () => {
    const save = (aheadMs: object) => {
      saved = aheadMs
    }
    const clock = createServerClock({ now, saved, save })
    const learning = learningFrom(network, clock)
    const vault = createVault(vaultName, clock.aheadSeconds)
    const protocol = { ...loopbackProtocol(learning, now), clock }
    const deps = { ...protocol, vault, redirectUrl: REDIRECT, now, connection: async () => connection }
    const session = createSession({
      ...deps,
      exclusively: (work) => work(),
      signInSilently: (ending, save) => signInSilently(ending, save, { ...deps, askSilently }),
      onChange: async () => undefined,
    })
    return { learning, deps, session }
  }
  const { deps, session } = startWorker()
  const { vault } = deps
  const enterThrough = ({ connection: changed, openWindow }: EntranceChanges = {}) =>
    signIn({ ...connection, ...changed }, false, { ...deps, openWindow: openWindow ?? hostile.authorize })
  return {
    vault,
    signIn: enterThrough,
    async enter() {
      const { session: first } = await enterThrough()
      await vault.write('session', first)
      return { session, accessToken: first.accessToken }
    },
    openClient() {
      const later = startWorker()
      const client = createApiClient({
        fetch: boundedFetch({ fetch: later.learning, maxBytes: 1024 * 1024, unreachable: 'offline' }),
        session: later.session,
        proofOf: later.deps.vault.proofOf,
        account: `${hostile.issuer}|employee-1`,
      })
      return { client, session: later.session, vault: later.deps.vault }
    },
    async revoke() {
      const kept = await vault.read('session')
      return kept !== null && (await revoke(kept, connection, deps))
    },
  }
}
