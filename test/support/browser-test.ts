import { test as base } from '@playwright/test'
import { ExtensionBrowser } from './extension.ts'
import { startTestServers, type TestServerOptions, type TestServers } from './servers.ts'

interface Fixtures {
  /** Provider and API where the built extension looks for them, with fresh demo data for each test. */
  readonly servers: TestServers
  /** A browser with the extension and a fresh profile. */
  readonly extension: ExtensionBrowser
  /** How long an access token lasts; set it with `test.use`. */
  readonly accessTokenSeconds: number
  /** What the provider offers; everything unless `test.use` tells otherwise. */
  readonly offers: TestServerOptions['offers']
}

export const test = base.extend<Fixtures>({
  accessTokenSeconds: [600, { option: true }],
  offers: [undefined, { option: true }],
  servers: async ({ accessTokenSeconds, offers }, use) => {
    const servers = await startTestServers({
      providerPort: portOf('TIMEJOT_PROVIDER_PORT'),
      apiPort: portOf('TIMEJOT_API_PORT'),
      accessTokenSeconds,
      ...(offers !== undefined && { offers }),
    })
    await use(servers)
    await servers.close()
  },
  // The servers are named so that they outlive the browser.
  extension: async ({ servers: _ }, use) => {
    const extension = await ExtensionBrowser.launch()
    await use(extension)
    await extension.close()
  },
})

export { expect } from '@playwright/test'

/** Set by the global setup, which built the extension for this very port. */
function portOf(name: string): number {
  return Number(process.env[name])
}
