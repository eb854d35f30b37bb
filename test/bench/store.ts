import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { DEMO_EXTENSION_ID } from '../../src/demo/build-extension.ts'
import { readExtensionId } from '../../src/demo/chromium.ts'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { buildBareExtension } from './bare-extension.ts'
import { freshAccessToken } from './bare-session.ts'
import {
  captureOffline,
  DRAINED_ENTRIES,
  makeCaptures,
  postAll,
  prepareCalls,
  timeAdditions,
} from './drain.ts'
import { measureBareWrite, measureEnter } from './enter.ts'
import { measureBarePull, measureFirstPull } from './first-pull.ts'
import { prepareSignedInProfile } from './full-fortnight.ts'
import { emptyStore, FULL_ENTRIES, fillStore, forgetAdded } from './full-store.ts'
import { measureHeap } from './measure.ts'
import { type Contestant, playRound, type Sample } from './round.ts'
import type { StoppableServers } from './stoppable-servers.ts'
import { measureWorkerHeap } from './worker-heap.ts'

const ENTERS_A_ROUND = 12
const WARM_UP_ENTERS = 2
const SETTLE_MS = 2_500

const [, CONTRACTOR] = DEMO_ACCOUNTS

export interface StoreSamples {
  readonly enterMs: number[]
  readonly bareWriteMs: number[]
  readonly barePaintedMs: number[]
  readonly emptyPopup: Sample[]
  readonly fullPopup: Sample[]
  readonly drainMs: number[]
  readonly bareDrainMs: number[]
  readonly pullMs: number[]
  readonly barePullMs: number[]
  readonly fullWorkerBytes: number[]
  readonly emptyWorkerBytes: number[]
}

interface Stage {
  readonly timejot: string
  readonly bare: string
  readonly servers: StoppableServers
  readonly browser: string
  readonly scratch: string
  readonly samples: StoreSamples
}

/** The store with nothing in it and with 10 000 entries: typing into it, opening on it, emptying it, filling it. */
export async function benchStore(options: {
  readonly timejot: string
  readonly servers: StoppableServers
  readonly browser: string
  readonly scratch: string
  readonly rounds: number
}): Promise<StoreSamples> {
  const { timejot, servers, scratch, rounds } = options
  const samples: StoreSamples = {
    enterMs: [],
    bareWriteMs: [],
    barePaintedMs: [],
    emptyPopup: [],
    fullPopup: [],
    drainMs: [],
    bareDrainMs: [],
    pullMs: [],
    barePullMs: [],
    fullWorkerBytes: [],
    emptyWorkerBytes: [],
  }
  const stage = { ...options, bare: await buildBareExtension(), samples }
  console.log(`Storing ${FULL_ENTRIES} entries, and signing in with them and without any …`)
  await emptyStore(servers.database)
  await prepareSignedInProfile(timejot, join(scratch, 'empty'), CONTRACTOR)
  await fillStore(servers)
  await prepareSignedInProfile(timejot, join(scratch, 'full'))
  for (let round = 0; round < rounds; round += 1) {
    await openBoth(stage, round)
    await useStore(stage, round)
    await measureEmptyWorker(stage)
    console.log(`Round ${round + 1} of ${rounds}`)
  }
  return samples
}

/** Each round begins with the other one. */
async function openBoth({ timejot, browser, scratch, samples }: Stage, round: number): Promise<void> {
  const contestant = (profile: string): Contestant => ({
    name: 'signedIn',
    folder: timejot,
    profile: join(scratch, profile),
    control: 'field',
    message: { command: 'read-connection', input: {} },
  })
  const both = [
    async () => samples.emptyPopup.push(await playRound(contestant('empty'), browser)),
    async () => samples.fullPopup.push(await playRound(contestant('full'), browser)),
  ]
  for (const open of round % 2 === 0 ? both : both.toReversed()) await open()
}

/** With a copy of the profile, and afterwards the server is as before. */
async function useStore(stage: Stage, round: number): Promise<void> {
  const { timejot, bare, servers, scratch } = stage
  const profile = join(scratch, 'round')
  await cp(join(scratch, 'full'), profile, { recursive: true })
  const both = `${timejot},${bare}`
  const extension = await ExtensionBrowser.launch({
    folder: timejot,
    profile,
    args: [`--disable-extensions-except=${both}`, `--load-extension=${both}`],
  })
  try {
    const popup = await extension.openPopup()
    await popup.getByText('All sent').waitFor()
    await popup.waitForTimeout(SETTLE_MS)
    stage.samples.fullWorkerBytes.push(await measureWorkerHeap(extension.port, DEMO_EXTENSION_ID))
    await pressEnter(stage, extension, popup)
    await drainBoth(stage, extension, popup, round)
    await pullBoth(stage, extension, popup)
  } finally {
    await extension.close()
    await rm(profile, { recursive: true, force: true })
    await forgetAdded(servers.database)
  }
}

async function pressEnter(
  { bare: bareFolder, samples }: Stage,
  extension: ExtensionBrowser,
  popup: Page,
): Promise<void> {
  const page = await extension.context.newPage()
  await page.goto(`chrome-extension://${await readExtensionId(bareFolder)}/popup.html`)
  await popup.bringToFront()
  for (let index = -WARM_UP_ENTERS; index < ENTERS_A_ROUND; index += 1) {
    const enterMs = await measureEnter(popup, index)
    const bare = await measureBareWrite(page)
    await popup.bringToFront()
    if (index < 0) continue
    samples.enterMs.push(enterMs)
    samples.bareWriteMs.push(bare.writeMs)
    samples.barePaintedMs.push(bare.paintedMs)
  }
  await page.close()
}

async function drainBoth(
  { servers, samples }: Stage,
  extension: ExtensionBrowser,
  popup: Page,
  round: number,
): Promise<void> {
  const own = async () => {
    const captures = makeCaptures('own')
    await servers.stopApi()
    await captureOffline(popup, captures)
    const cause = async () => {
      // Tries that still go on find the API as soon as it is there.
      await servers.startApi()
      await popup.evaluate(() => chrome.runtime.sendMessage({ command: 'synchronise', input: {} }))
    }
    samples.drainMs.push(await timeAdditions(DRAINED_ENTRIES, cause))
  }
  const bare = async () => {
    const worker = await extension.worker()
    const calls = await prepareCalls(servers, makeCaptures('bare'))
    samples.bareDrainMs.push(await timeAdditions(DRAINED_ENTRIES, () => postAll(worker, calls)))
  }
  for (const drain of round % 2 === 0 ? [own, bare] : [bare, own]) await drain()
}

async function pullBoth(
  { servers, samples }: Stage,
  extension: ExtensionBrowser,
  popup: Page,
): Promise<void> {
  await forgetAdded(servers.database)
  const token = await freshAccessToken(servers)
  const { elapsedMs, rows } = await measureBarePull(await extension.worker(), {
    apiUrl: servers.apiUrl,
    token,
  })
  if (rows !== FULL_ENTRIES) throw new Error(`The server gave ${rows} entries.`)
  samples.barePullMs.push(elapsedMs)
  samples.pullMs.push(await measureFirstPull(popup))
}

async function measureEmptyWorker({ timejot, scratch, samples }: Stage): Promise<void> {
  const extension = await ExtensionBrowser.launch({ folder: timejot, profile: join(scratch, 'empty') })
  try {
    const popup = await extension.openPopup()
    await popup.getByText('All sent').waitFor()
    await popup.waitForTimeout(SETTLE_MS)
    await measureHeap(popup)
    samples.emptyWorkerBytes.push(await measureWorkerHeap(extension.port, DEMO_EXTENSION_ID))
  } finally {
    await extension.close()
  }
}
