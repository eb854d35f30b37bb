import { join, resolve } from 'node:path'
import { runCommand } from './command.ts'
import { packageCommand, ROOT } from './paths.ts'

const BUILD_TIMEOUT_MS = 3 * 60_000

/** The identifier of the Timesheets API, at every issuer that guards it. */
export const API_AUDIENCE = 'https://api.exampleco.com/timesheets'

/** The id that the key in the manifest of demo builds pins. */
export const DEMO_EXTENSION_ID = 'gmlmadecpaogpplfacfbmooagfcjcikc'

const DEMO_SCOPES =
  'openid profile email offline_access read:timesheets create:timesheets delete:timesheets approve:timesheets'

export interface DemoServers {
  readonly issuer: string
  readonly apiUrl: string
}

/** Builds the extension with these servers preset, below the folder `out`; returns the unpacked extension's folder. */
export async function buildDemoExtension(out: string, servers: DemoServers): Promise<string> {
  const defaults = {
    issuer: servers.issuer,
    clientId: 'timejot',
    apiUrl: servers.apiUrl,
    audience: '',
    resource: API_AUDIENCE,
    scopes: DEMO_SCOPES,
  }
  return await buildExtension('demo', out, { TIMEJOT_DEFAULTS: JSON.stringify(defaults) })
}

/** What a shop would be given: no server is preset. */
export async function buildProductionExtension(out: string): Promise<string> {
  return await buildExtension('production', out, {})
}

async function buildExtension(
  mode: 'demo' | 'production',
  out: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { exitCode, output } = await runCommand(
    process.execPath,
    [packageCommand('wxt', 'bin', 'wxt.mjs'), 'build', ROOT, '--mode', mode],
    // NODE_ENV as it is set by a test runner would bring development builds of the libraries.
    {
      env: { ...env, TIMEJOT_OUT: out, NODE_ENV: 'production' },
      output: 'keep',
      timeoutMs: BUILD_TIMEOUT_MS,
    },
  )
  if (exitCode !== 0) throw new Error(`The extension could not be built:\n${output}`)
  return join(resolve(ROOT, out), mode === 'demo' ? 'chrome-mv3-demo' : 'chrome-mv3')
}
