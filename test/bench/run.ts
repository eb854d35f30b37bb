import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { provideBrowser } from '../../src/demo/browser.ts'
import { buildDemoExtension } from '../../src/demo/build-extension.ts'
import { ROOT } from '../../src/demo/paths.ts'
import { freePort } from '../../src/demo/ports.ts'
import { startServers } from '../../src/demo/servers.ts'
import { gzipBytesOf, readPackage, scriptsOfPage } from '../support/package-files.ts'
import { buildBareExtension } from './bare-extension.ts'
import { ENTRY_COUNT, prepareSignedInProfile, uploadEntries } from './full-fortnight.ts'
import { type Contestant, playRound, type Samples } from './round.ts'
import { reportLines } from './table.ts'

const DEFAULT_ROUNDS = 15
const MAX_ROUNDS = 200
const HELP = `npm run bench [-- --rounds N]   opens the popup beside a bare one, N times each (${DEFAULT_ROUNDS})`
const SCRATCH = join(ROOT, '.output', 'bench', 'profiles')

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  const rounds = Number(values.rounds ?? DEFAULT_ROUNDS)
  if (values.help || !Number.isInteger(rounds) || rounds < 1 || rounds > MAX_ROUNDS) {
    console.log(HELP)
    return values.help ? 0 : 1
  }
  const browser = await provideBrowser(console.log)
  await rm(SCRATCH, { recursive: true, force: true })

  console.log('Building both extensions and starting the servers …')
  const providerPort = await freePort()
  const apiPort = await freePort()
  const bare = await buildBareExtension()
  const timejot = await buildDemoExtension('.output/bench', {
    issuer: `http://127.0.0.1:${providerPort}`,
    apiUrl: `http://127.0.0.1:${apiPort}`,
  })
  // Tokens last as long as the bench, so that no renewal falls into a measurement.
  const servers = await startServers({ providerPort, apiPort, folder: null, accessTokenSeconds: 24 * 3600 })
  try {
    console.log(`Storing ${ENTRY_COUNT} entries and signing in through the real window …`)
    await uploadEntries(servers)
    const signedIn = join(SCRATCH, 'signed-in')
    await prepareSignedInProfile(timejot, signedIn)

    const contestants = contestantsOf(bare, timejot, signedIn)
    const samples = await measure(contestants, rounds, browser)
    const files = readPackage(timejot)
    const sizes = {
      popupBytes: gzipBytesOf(scriptsOfPage(files, 'popup.html')),
      packageBytes: gzipBytesOf(files),
    }
    for (const line of reportLines(samples, sizes)) console.log(line)
    return 0
  } finally {
    await servers.close()
  }
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
