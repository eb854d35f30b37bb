import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { provideBrowser } from '../../src/demo/browser.ts'
import { buildDemoExtension } from '../../src/demo/build-extension.ts'
import { ROOT } from '../../src/demo/paths.ts'
import { freePort } from '../../src/demo/ports.ts'
import { startServers } from '../../src/demo/servers.ts'
import { gzipBytesOf, readPackage, scriptsOfPage } from '../support/package-files.ts'
import { benchApprovals } from './approvals.ts'
import { approvalReportLines } from './approvals-table.ts'
import { ACCESS_TOKEN_SECONDS, benchAuth } from './auth.ts'
import { authReportLines } from './auth-table.ts'
import { buildBareExtension } from './bare-extension.ts'
import { benchCapture } from './capture.ts'
import { captureReportLines } from './capture-table.ts'
import { ENTRY_COUNT, prepareSignedInProfile, uploadEntries } from './full-fortnight.ts'
import { type Contestant, playRound, type Samples } from './round.ts'
import { startStoppableServers } from './stoppable-servers.ts'
import { benchStore } from './store.ts'
import { storeReportLines } from './store-table.ts'
import { reportLines } from './table.ts'

const DEFAULT_ROUNDS = 15
const MAX_ROUNDS = 200
/** Each takes more than a minute. */
const DEFAULT_STORE_ROUNDS = 5
const PARTS = ['popup', 'auth', 'capture', 'store', 'approvals'] as const
type Part = (typeof PARTS)[number]
const HELP = `npm run bench [-- --rounds N] [--only ${PARTS.join('|')}]
  popup     opens the popup beside a bare one, N times each (${DEFAULT_ROUNDS})
  auth      signs in and renews beside the bare network time of the same calls, N times each, and calls the API with DPoP
  capture   types lines, N times, with 10 000 projects and 50 000 entries, beside a bare field that echoes
  store     types into, opens on, empties and fills a store of 10 000 entries, N times (${DEFAULT_STORE_ROUNDS})
  approvals opens, scrolls and decides on an inbox of 5 000 entries, N times (${DEFAULT_STORE_ROUNDS})`
const SCRATCH = join(ROOT, '.output', 'bench', 'profiles')

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const rounds = values.rounds === undefined ? null : Number(values.rounds)
  const isPossible = rounds === null || (Number.isInteger(rounds) && rounds >= 1 && rounds <= MAX_ROUNDS)
  const parts = PARTS.filter((part) => values.only === undefined || values.only === part)
  if (values.help || parts.length === 0 || !isPossible) {
    console.log(HELP)
    return values.help ? 0 : 1
  }
  const browser = await provideBrowser(console.log)
  await rm(SCRATCH, { recursive: true, force: true })

  console.log('Building the extension …')
  const ports = { providerPort: await freePort(), apiPort: await freePort() }
  const timejot = await buildDemoExtension('.output/bench', {
    issuer: `http://127.0.0.1:${ports.providerPort}`,
    apiUrl: `http://127.0.0.1:${ports.apiPort}`,
  })
  const lines: string[] = []
  for (const part of parts) lines.push(...(await RUNS[part]({ timejot, ports, rounds, browser })))
  for (const line of lines) console.log(line)
  return 0
}

interface Run {
  /** The built extension, which knows the servers at these ports. */
  readonly timejot: string
  readonly ports: { readonly providerPort: number; readonly apiPort: number }
  /** Null: each part's own. */
  readonly rounds: number | null
  readonly browser: string
}

/** Each returns the lines of its report. */
const RUNS: Readonly<Record<Part, (run: Run) => Promise<readonly string[]>>> = {
  popup: async ({ timejot, ports, rounds, browser }) => {
    const bare = await buildBareExtension()
    // Tokens last as long as the bench, so that no renewal falls into a measurement.
    const servers = await startServers({ ...ports, folder: null, accessTokenSeconds: 24 * 3600 })
    try {
      console.log(`Storing ${ENTRY_COUNT} entries and signing in through the real window …`)
      await uploadEntries(servers)
      const signedIn = join(SCRATCH, 'signed-in')
      await prepareSignedInProfile(timejot, signedIn)
      const samples = await measure(contestantsOf(bare, timejot, signedIn), rounds ?? DEFAULT_ROUNDS, browser)
      const files = readPackage(timejot)
      return reportLines(samples, {
        popupBytes: gzipBytesOf(scriptsOfPage(files, 'popup.html')),
        packageBytes: gzipBytesOf(files),
      })
    } finally {
      await servers.close()
    }
  },
  auth: async ({ timejot, ports, rounds }) => {
    const servers = await startServers({ ...ports, folder: null, accessTokenSeconds: ACCESS_TOKEN_SECONDS })
    try {
      console.log('Signing in through the real window, renewing and signing out …')
      return authReportLines(await benchAuth(timejot, servers, rounds ?? DEFAULT_ROUNDS))
    } finally {
      await servers.close()
    }
  },
  store: async ({ timejot, ports, rounds, browser }) => {
    const servers = await startStoppableServers(ports)
    try {
      const options = { timejot, servers, browser, scratch: SCRATCH, rounds: rounds ?? DEFAULT_STORE_ROUNDS }
      return storeReportLines(await benchStore(options))
    } finally {
      await servers.close()
    }
  },
  approvals: async ({ timejot, ports, rounds, browser }) => {
    const servers = await startStoppableServers(ports)
    try {
      const options = { timejot, servers, browser, scratch: SCRATCH, rounds: rounds ?? DEFAULT_STORE_ROUNDS }
      return approvalReportLines(await benchApprovals(options))
    } finally {
      await servers.close()
    }
  },
  capture: async ({ timejot, ports, rounds }) => {
    const servers = await startServers({ ...ports, folder: null, accessTokenSeconds: 24 * 3600 })
    console.log('Signing in, storing ten thousand projects and fifty thousand entries, and typing …')
    return captureReportLines(await benchCapture(timejot, servers, rounds ?? DEFAULT_ROUNDS))
  },
}

function contestantsOf(bare: string, timejot: string, signedIn: string): readonly Contestant[] {
  // Answered from what the worker has stored, without the network.
  const message = { command: 'read-connection', input: {} }
  return [
    { name: 'bare', folder: bare, profile: join(SCRATCH, 'bare'), control: 'field', message: {} },
    {
      name: 'signedOut',
      folder: timejot,
      profile: join(SCRATCH, 'signed-out'),
      control: 'sign-in-button',
      message,
    },
    { name: 'signedIn', folder: timejot, profile: signedIn, control: 'field', message },
  ]
}

/** Interleaved, each round beginning with another one, so that what the machine does meanwhile falls on all alike. */
async function measure(
  contestants: readonly Contestant[],
  rounds: number,
  browser: string,
): Promise<Samples> {
  const samples: Samples = { bare: [], signedOut: [], signedIn: [] }
  for (let round = 0; round < rounds; round += 1) {
    const first = round % contestants.length
    for (const contestant of [...contestants.slice(first), ...contestants.slice(0, first)])
      samples[contestant.name].push(await playRound(contestant, browser))
    console.log(`Round ${round + 1} of ${rounds}`)
  }
  return samples
}

process.exitCode = await main(process.argv.slice(2))
