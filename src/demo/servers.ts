import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { UserScope } from '../domain/permissions.ts'
import { startApi } from '../server/api/server.ts'
import type { Offers } from '../server/identity/features.ts'
import { startIdentityProvider } from '../server/identity/provider.ts'
import { seedDemo } from '../server/seed.ts'
import { type Database, openDatabase } from '../server/store/database.ts'
import { API_AUDIENCE, DEMO_EXTENSION_ID, type DemoServers } from './build-extension.ts'

export interface ServerOptions {
  readonly providerPort: number
  readonly apiPort: number
  /** Where data and keys are kept; null keeps them in memory. */
  readonly folder: string | null
  readonly accessTokenSeconds?: number
  /** What the provider offers; everything unless told otherwise. */
  readonly offers?: Partial<Offers>
  /** Refuse DPoP proofs without a nonce, at the provider and at the API. */
  readonly dpopNonceRequired?: boolean
  /** Permissions that the provider gives nobody, looked at for each token. */
  readonly withheldScopes?: ReadonlySet<UserScope>
  /** Where clients reach the API, when something stands before it. */
  readonly apiPublicUrl?: string
}

export interface RunningServers extends DemoServers {
  readonly database: Database
  close(): Promise<void>
}

const FIREFOX_ID = 'timejot@timejot.example'

/** Where the browsers take over after sign-in: Chromium's and Firefox's address for this extension. */
const REDIRECT_URLS = [
  `https://${DEMO_EXTENSION_ID}.chromiumapp.org/`,
  `https://${createHash('sha1').update(FIREFOX_ID).digest('hex')}.extensions.allizom.org/`,
]

/** Firefox gives each installation an origin of its own. */
const ALLOWED_ORIGINS = [`chrome-extension://${DEMO_EXTENSION_ID}`, 'moz-extension://*']

/** Starts the demo's identity provider and Timesheets API on loopback, with demo data in an empty database. */
export async function startServers(options: ServerOptions): Promise<RunningServers> {
  await using parts = new AsyncDisposableStack()
  // The database first: it keeps a second process off the folder.
  const database = await openDatabase(
    options.folder === null ? {} : { folder: join(options.folder, 'database') },
  )
  parts.defer(() => database.close())
  await seedDemo(database, Temporal.Now.plainDateISO().toString())
  const provider = await startIdentityProvider({
    port: options.providerPort,
    folder: options.folder === null ? null : join(options.folder, 'identity'),
    redirectUrls: REDIRECT_URLS,
    audience: API_AUDIENCE,
    allowedOrigins: ALLOWED_ORIGINS,
    offers: options.offers,
    dpopNonceRequired: options.dpopNonceRequired,
    withheldScopes: options.withheldScopes,
    ...(options.accessTokenSeconds !== undefined && { accessTokenSeconds: options.accessTokenSeconds }),
  })
  parts.defer(() => provider.close())
  const api = await startApi({
    database,
    port: options.apiPort,
    issuer: provider.issuer,
    audience: API_AUDIENCE,
    allowedOrigins: ALLOWED_ORIGINS,
    publicUrl: options.apiPublicUrl,
    dpopNonceRequired: options.dpopNonceRequired,
  })
  parts.defer(() => api.close())
  // Everything has started, so closing it is now the caller's.
  const running = parts.move()
  return {
    issuer: provider.issuer,
    apiUrl: api.url,
    database,
    close: async () => await running.disposeAsync(),
  }
}
