import { freePort } from '../../src/demo/ports.ts'
import { type RunningServers, startServers } from '../../src/demo/servers.ts'
import type { UserScope } from '../../src/domain/permissions.ts'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import type { Offers } from '../../src/server/identity/features.ts'
import { listEntries } from '../../src/server/store/entries.ts'
import type { EntryRow } from '../../src/server/store/schema.ts'
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts'

export const [EMPLOYEE, CONTRACTOR, MANAGER] = DEMO_ACCOUNTS

export interface TestServers extends RunningServers {
  /** Stands between the extension and the API, and breaks when told to. */
  readonly network: FaultyProxy
  /** What the provider gives nobody from the next token on; a test adds to it and takes from it. */
  readonly withheldScopes: Set<UserScope>
  /** What the API's database holds for this person, tombstones left out. */
  entriesOf(userId: string): Promise<readonly EntryRow[]>
}

export interface TestServerOptions {
  /** Where the built extension looks for them; free ports when nothing is said. */
  readonly providerPort?: number
  readonly apiPort?: number
  /** How long an access token lasts. */
  readonly accessTokenSeconds?: number
  /** What the provider offers; everything unless told otherwise. */
  readonly offers?: Partial<Offers>
  /** Refuse DPoP proofs without a nonce, at the provider and at the API. */
  readonly dpopNonceRequired?: boolean
}

/** A provider and an API of the test's own, with fresh demo data in memory. */
export async function startTestServers(options: TestServerOptions = {}): Promise<TestServers> {
  const apiPort = options.apiPort ?? (await freePort())
  const hiddenPort = await freePort()
  const withheldScopes = new Set<UserScope>()
  const servers = await startServers({
    providerPort: options.providerPort ?? (await freePort()),
    apiPort: hiddenPort,
    folder: null,
    withheldScopes,
    apiPublicUrl: `http://127.0.0.1:${apiPort}`,
    ...(options.offers !== undefined && { offers: options.offers }),
    ...(options.dpopNonceRequired !== undefined && { dpopNonceRequired: options.dpopNonceRequired }),
    ...(options.accessTokenSeconds !== undefined && { accessTokenSeconds: options.accessTokenSeconds }),
  })
  const network = await startFaultyProxy(apiPort, hiddenPort)
  return {
    ...servers,
    apiUrl: `http://127.0.0.1:${apiPort}`,
    network,
    withheldScopes,
    entriesOf: async (userId) => await listEntries(servers.database.queries, userId, {}),
    close: async () => {
      await network.close()
      await servers.close()
    },
  }
}
