import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { buildDemoExtension } from '../../src/demo/build-extension.ts'
import { freePort } from '../../src/demo/ports.ts'

/**
 * Builds the extension once for all specs, for servers on ports that each test then opens by itself: so every test
 * has a database of its own and can stop what it likes. The folder is this run's own, and goes with it.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const providerPort = await freePort()
  const apiPort = await freePort()
  process.env.TIMEJOT_PROVIDER_PORT = String(providerPort)
  process.env.TIMEJOT_API_PORT = String(apiPort)
  const folder = await buildDemoExtension(`.output/test/e2e-${process.pid}`, {
    issuer: `http://127.0.0.1:${providerPort}`,
    apiUrl: `http://127.0.0.1:${apiPort}`,
  })
  process.env.TIMEJOT_EXTENSION = folder
  return async () => await rm(dirname(folder), { recursive: true, force: true })
}
