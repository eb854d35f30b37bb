import { API_AUDIENCE, DEMO_EXTENSION_ID } from '../../src/demo/build-extension.ts'
import { freePort } from '../../src/demo/ports.ts'
import { type RunningServers, startServers } from '../../src/demo/servers.ts'
import { type ApiServer, startApi } from '../../src/server/api/server.ts'

/** Nothing that is measured here is to be told that it asks too often. */
const REQUESTS_PER_MINUTE = 1_000_000

export interface StoppableServers extends RunningServers {
  startApi(): Promise<void>
  stopApi(): Promise<void>
}

/** Provider and API with an API that can be stopped, as for a device without network, and counts no requests. */
export async function startStoppableServers(ports: {
  readonly providerPort: number
  readonly apiPort: number
}): Promise<StoppableServers> {
  // Tokens last as long as the bench, so that no renewal falls into a measurement.
  const options = { accessTokenSeconds: 24 * 3600, folder: null }
  const servers = await startServers({ ...options, ...ports, apiPort: await freePort() })
  let api: ApiServer | null = null
  const start = async () => {
    api = await startApi({
      database: servers.database,
      port: ports.apiPort,
      issuer: servers.issuer,
      audience: API_AUDIENCE,
      allowedOrigins: [`chrome-extension://${DEMO_EXTENSION_ID}`],
      requestsPerMinute: REQUESTS_PER_MINUTE,
    })
  }
  const stop = async () => {
    await api?.close()
    api = null
  }
  await start()
  return {
    ...servers,
    apiUrl: `http://127.0.0.1:${ports.apiPort}`,
    startApi: start,
    stopApi: stop,
    close: async () => {
      await stop()
      await servers.close()
    },
  }
}
