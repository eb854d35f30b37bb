import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { sql } from 'drizzle-orm'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import type { Database } from '../../src/server/store/database.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { fillInbox } from '../support/inbox.ts'
import { decideAll, prepareDecisions, timeDecisions } from './decisions.ts'
import { prepareSignedInProfile } from './full-fortnight.ts'
import { type Contestant, playRound, type Sample } from './round.ts'
import { drawBareRows, scrollThrough } from './scrolling.ts'
import type { StoppableServers } from './stoppable-servers.ts'

export const WAITING = { people: 200, entriesEach: 25, flagged: 20 } as const
export const WAITING_COUNT = WAITING.people * WAITING.entriesEach
const UNFLAGGED_COUNT = WAITING_COUNT - WAITING.flagged
const [, , MANAGER] = DEMO_ACCOUNTS
const TIMEOUT_MS = 60_000
/** A popup asks for news when it is looked at again, which thousands of waiting entries make long. */
const SETTLE_MS = 6_000

export interface ApprovalSamples {
  readonly fullPopup: Sample[]
  readonly emptyPopup: Sample[]
  /** From the key that opens the inbox until all that waits is counted in it, and painted. */
  readonly inboxMs: number[]
  readonly frameMs: number[]
  readonly bareFrameMs: number[]
  /** From the key until Undo is painted. */
  readonly undoMs: number[]
  readonly sendMs: number[]
  readonly bareSendMs: number[]
  readonly heapBytes: number[]
}

interface Stage {
  readonly timejot: string
  readonly servers: StoppableServers
  readonly browser: string
  readonly scratch: string
  readonly samples: ApprovalSamples
}

/** The inbox of a manager for whom thousands of entries wait: opening it, scrolling in it, deciding on all of it. */
export async function benchApprovals(
  options: Omit<Stage, 'samples'> & { readonly rounds: number },
): Promise<ApprovalSamples> {
  const { timejot, servers, scratch, rounds } = options
  const samples: ApprovalSamples = {
    fullPopup: [],
    emptyPopup: [],
    inboxMs: [],
    frameMs: [],
    bareFrameMs: [],
    undoMs: [],
    sendMs: [],
    bareSendMs: [],
    heapBytes: [],
  }
  const stage = { ...options, samples }
  console.log(`Letting ${WAITING_COUNT} entries wait, and signing in with them and without any …`)
  await servers.database.queries.execute(sql`update entries set status = 'draft' where status = 'submitted'`)
  await prepareSignedInProfile(timejot, join(scratch, 'nothing-waits'), MANAGER)
  const ids = await fillInbox(servers.database, WAITING)
  await letWait(servers.database)
  await prepareSignedInProfile(timejot, join(scratch, 'all-waits'), MANAGER)
  for (let round = 0; round < rounds; round += 1) {
    await openBoth(stage, round)
    await useInbox(stage, ids, round)
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
    async () => samples.emptyPopup.push(await playRound(contestant('nothing-waits'), browser)),
    async () => samples.fullPopup.push(await playRound(contestant('all-waits'), browser)),
  ]
  for (const open of round % 2 === 0 ? both : both.toReversed()) await open()
}

/** With a copy of the profile, and afterwards all waits as before. */
async function useInbox(stage: Stage, ids: readonly string[], round: number): Promise<void> {
  const { timejot, servers, scratch, samples } = stage
  const profile = join(scratch, 'deciding')
  await cp(join(scratch, 'all-waits'), profile, { recursive: true })
  const extension = await ExtensionBrowser.launch({ folder: timejot, profile })
  try {
    const popup = await extension.openPopup()
    await popup.getByText('All sent').waitFor({ timeout: TIMEOUT_MS })
    samples.inboxMs.push(await openInbox(popup))
    await scrollBoth(stage, extension, popup)
    // As it is when it has just been opened.
    await popup.reload()
    await openInbox(popup)
    const own = async () => {
      await popup.waitForTimeout(SETTLE_MS)
      const decided = timeDecisions(UNFLAGGED_COUNT, servers.database)
      samples.undoMs.push(await decideOnAll(popup))
      samples.sendMs.push(await decided)
      await letWait(servers.database)
    }
    const bare = async () => {
      const calls = await prepareDecisions(servers, MANAGER, ids.slice(0, UNFLAGGED_COUNT))
      const decided = timeDecisions(UNFLAGGED_COUNT, servers.database)
      await decideAll(await extension.worker(), calls)
      samples.bareSendMs.push(await decided)
      await letWait(servers.database)
    }
    for (const decide of round % 2 === 0 ? [own, bare] : [bare, own]) await decide()
  } finally {
    await extension.close()
    await rm(profile, { recursive: true, force: true })
  }
}

async function openInbox(popup: Page): Promise<number> {
  const all = `Approve all without flags (${UNFLAGGED_COUNT.toLocaleString('en')})`
  const button = popup.getByRole('button', { name: 'Approvals', exact: true })
  return await pressUntilPainted(popup, () => button.press('Enter'), all)
}

async function decideOnAll(popup: Page): Promise<number> {
  return await pressUntilPainted(popup, () => popup.keyboard.press('A'), 'Undo')
}

/** Milliseconds from the key until a button with that name has been painted. */
async function pressUntilPainted(popup: Page, press: () => Promise<void>, name: string): Promise<number> {
  await popup.evaluate(watchForButton, name)
  await press()
  const noted = await popup.waitForFunction(
    () => Reflect.get(window, 'benchPaintedMs') as number | undefined,
    null,
    { timeout: TIMEOUT_MS },
  )
  return (await noted.jsonValue()) ?? Number.NaN
}

/** Runs in the popup. */
function watchForButton(name: string): void {
  Reflect.deleteProperty(window, 'benchPaintedMs')
  let pressedMs = Number.NaN
  const onKey = (event: KeyboardEvent) => {
    pressedMs = event.timeStamp
  }
  window.addEventListener('keydown', onKey, { once: true, capture: true })
  const observer = new MutationObserver(() => {
    const isThere = [...document.querySelectorAll('button')].some(
      ({ textContent }) => textContent.trim() === name,
    )
    if (!isThere) return
    observer.disconnect()
    // A frame's callbacks come before it is painted, a message that is sent in them after.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => Reflect.set(window, 'benchPaintedMs', performance.now() - pressedMs)
      port2.postMessage(null)
    })
  })
  observer.observe(document, { subtree: true, childList: true, characterData: true })
}

async function scrollBoth({ samples }: Stage, extension: ExtensionBrowser, popup: Page): Promise<void> {
  await unfoldAll(popup)
  samples.frameMs.push(...(await scrollThrough(popup)))
  samples.heapBytes.push(await measureHeapOf(popup))
  const bare = await extension.context.newPage()
  await bare.setViewportSize({ width: 380, height: 600 })
  await drawBareRows(bare, WAITING_COUNT + WAITING.people)
  samples.bareFrameMs.push(...(await scrollThrough(bare)))
  await bare.close()
  await popup.bringToFront()
}

/** By keyboard, from the last week up: what is unfolded above does not move it. */
async function unfoldAll(popup: Page): Promise<void> {
  await popup.keyboard.press('End')
  for (let person = 0; person < WAITING.people; person += 1) {
    await popup.keyboard.press('ArrowRight')
    await popup.keyboard.press('k')
  }
}

async function measureHeapOf(popup: Page): Promise<number> {
  const session = await popup.context().newCDPSession(popup)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

async function letWait({ queries }: Database): Promise<void> {
  await queries.execute(sql`delete from reviews`)
  await queries.execute(
    sql`update entries set status = 'submitted', version = 1, review_by = null, review_at = null, review_comment = null
        where note like 'item %'`,
  )
}
