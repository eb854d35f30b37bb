import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import type { Page, Worker } from '@playwright/test'
import type { DemoServers } from '../../src/demo/build-extension.ts'
import { fillSignInWindow, openSignInWindow } from '../../src/demo/sign-in-window.ts'
import { DEMO_ACCOUNTS } from '../../src/server/identity/accounts.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { freshAccessToken, freshCode, REDIRECT_URL, withOneTimeValues } from './bare-session.ts'
import { measureProofs, type ProofSamples } from './proof-overhead.ts'
import { recordCalls, replayCalls, shiftClock, takeCalls, type WorkerCall } from './worker-calls.ts'

/** As short as a client takes it to be, so that little has to be added to its clock for each renewal. */
export const ACCESS_TOKEN_SECONDS = 30

const RENEWALS_A_ROUND = 3
const TIMEOUT_MS = 30_000
const [EMPLOYEE] = DEMO_ACCOUNTS

/** Milliseconds, each beside the bare network time of the same calls. */
export interface Pair {
  readonly ownMs: number[]
  readonly bareMs: number[]
}

export interface AuthSamples {
  readonly signIn: Pair
  readonly renewal: Pair
  readonly proofs: ProofSamples
}

interface Stage {
  readonly servers: DemoServers
  readonly extension: ExtensionBrowser
  readonly popup: Page
  readonly worker: Worker
}

interface Measured {
  readonly elapsedMs: number
  /** Those of the worker to the issuer meanwhile. */
  readonly calls: readonly WorkerCall[]
}

/** Signs in through the real window, renews and signs out, `rounds` times, in one browser. */
export async function benchAuth(folder: string, servers: DemoServers, rounds: number): Promise<AuthSamples> {
  const extension = await ExtensionBrowser.launch({ folder })
  try {
    const popup = await extension.openPopup()
    const worker = await extension.worker()
    await worker.evaluate(recordCalls)
    const stage = { servers, extension, popup, worker }
    const signIn: Pair = { ownMs: [], bareMs: [] }
    const renewal: Pair = { ownMs: [], bareMs: [] }
    // The first round is for the browser to warm up, and shows which calls are made.
    for (let round = 0; round <= rounds; round += 1) {
      await playRound(stage, signIn, renewal)
      if (round === 0) for (const ms of [signIn, renewal]) ms.ownMs.length = ms.bareMs.length = 0
      else console.log(`Round ${round} of ${rounds}`)
    }
    const token = await freshAccessToken(servers)
    return { signIn, renewal, proofs: await measureProofs(`${servers.apiUrl}/projects`, token) }
  } finally {
    await extension.close()
  }
}

/** Own and bare in turn: what the machine does meanwhile falls on both alike. */
async function playRound(stage: Stage, signIn: Pair, renewal: Pair): Promise<void> {
  const { worker, servers } = stage
  const entered = await measureSignIn(stage)
  signIn.ownMs.push(entered.elapsedMs)
  const code = await freshCode(servers)
  let bare = await worker.evaluate(replayCalls, withOneTimeValues(entered.calls, code))
  signIn.bareMs.push(bare.elapsedMs)

  for (let count = 1; count <= RENEWALS_A_ROUND; count += 1) {
    const renewed = await measureRenewal(stage, count)
    renewal.ownMs.push(renewed.elapsedMs)
    const values = { refresh_token: bare.refreshToken }
    bare = await worker.evaluate(replayCalls, withOneTimeValues(renewed.calls, values))
    renewal.bareMs.push(bare.elapsedMs)
  }
  await command(stage.popup, 'sign-out')
  await stage.popup.getByRole('button', { name: 'Sign in', exact: true }).waitFor({ timeout: TIMEOUT_MS })
}

/** From the issuer's last redirect, as it leaves the server, until the popup has its field. */
async function measureSignIn({ servers, extension, popup, worker }: Stage): Promise<Measured> {
  await worker.evaluate(shiftClock, 0)
  const redirected = nextRedirect()
  const signedIn = popup.evaluate(whenFieldIsThere)
  const window = await openSignInWindow(extension.context, popup)
  await worker.evaluate(takeCalls)
  await fillSignInWindow(window, EMPLOYEE)
  const [fromMs, untilMs] = await Promise.all([redirected, signedIn])
  await waitUntilSynchronised(popup)
  const calls = (await worker.evaluate(takeCalls)).filter(({ startedMs }) => startedMs <= untilMs)
  return { elapsedMs: untilMs - fromMs, calls: ofIssuer(calls, servers) }
}

/** From the first call for it until the call of the API that waited for it. */
async function measureRenewal({ servers, popup, worker }: Stage, count: number): Promise<Measured> {
  await worker.evaluate(shiftClock, count * ACCESS_TOKEN_SECONDS * 1000)
  await worker.evaluate(takeCalls)
  await command(popup, 'synchronise')
  const calls = await worker.evaluate(takeCalls)
  const startOf = (origin: string) =>
    Math.min(...calls.filter(({ url }) => url.startsWith(origin)).map(({ startedMs }) => startedMs))
  const elapsedMs = startOf(servers.apiUrl) - startOf(servers.issuer)
  if (!Number.isFinite(elapsedMs)) throw new Error('There was no renewal, or no call after it.')
  return { elapsedMs, calls: ofIssuer(calls, servers) }
}

function ofIssuer(calls: readonly WorkerCall[], { issuer }: DemoServers): readonly WorkerCall[] {
  return calls.filter(({ url }) => url.startsWith(issuer)).sort((a, b) => a.startedMs - b.startedMs)
}

/** Epoch milliseconds at which the provider, which runs in this process, sends the window to the extension. */
function nextRedirect(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const onFinish = (message: unknown) => {
    const { response } = message as { response: ServerResponse }
    if (!String(response.getHeader('location') ?? '').startsWith(REDIRECT_URL)) return
    unsubscribe('http.server.response.finish', onFinish)
    resolve(performance.timeOrigin + performance.now())
  }
  subscribe('http.server.response.finish', onFinish)
  return promise
}

/** Runs in the popup: epoch milliseconds at which its first field appears. */
function whenFieldIsThere(): Promise<number> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('input, textarea')) return
      observer.disconnect()
      resolve(performance.timeOrigin + performance.now())
    })
    observer.observe(document, { subtree: true, childList: true })
  })
}

async function command(page: Page, name: string): Promise<void> {
  const reply = await page.evaluate((command) => chrome.runtime.sendMessage({ command, input: {} }), name)
  if (!(reply as { ok: boolean }).ok) throw new Error(`${name} failed: ${JSON.stringify(reply)}`)
}

async function waitUntilSynchronised(popup: Page): Promise<void> {
  await popup.waitForFunction(
    async () => {
      const { snapshot } = await chrome.storage.local.get('snapshot')
      return (JSON.parse(String(snapshot)) as { sync: { state: string } }).sync.state === 'done'
    },
    null,
    { timeout: TIMEOUT_MS, polling: 100 },
  )
}
