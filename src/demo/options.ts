import { parseArgs } from 'node:util'

const PREFERRED_PROVIDER_PORT = 4710
const PREFERRED_API_PORT = 4711

export const HELP = `npm start [-- options]

Builds Timejot, starts a demo identity provider and Timesheets API on this machine, and opens Chromium with
the extension in it.

  --tour                 play the main job from sign-in to approval, with a screenshot of each step, then stop
  --headless             no browser window, even where there is a display
  --provider-port PORT   for the identity provider (${PREFERRED_PROVIDER_PORT}, or a free one when that is taken)
  --api-port PORT        for the Timesheets API (${PREFERRED_API_PORT}, or a free one when that is taken)
  --help                 this text

TIMEJOT_BROWSER=FILE     the Chromium to use`

export interface StartOptions {
  readonly tour: boolean
  readonly headless: boolean
  readonly help: boolean
  readonly providerPort: number
  readonly apiPort: number
}

/** Throws an error of one line for options that cannot be understood. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      tour: { type: 'boolean', default: false },
      headless: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      'provider-port': { type: 'string', default: String(PREFERRED_PROVIDER_PORT) },
      'api-port': { type: 'string', default: String(PREFERRED_API_PORT) },
    },
  })
  return {
    tour: values.tour,
    headless: values.headless || !hasDisplay(),
    help: values.help,
    providerPort: readPort('--provider-port', values['provider-port']),
    apiPort: readPort('--api-port', values['api-port']),
  }
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

function readPort(option: string, text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new Error(`${option} wants a port from 1 to 65535, not "${text}".`)
}
