import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Page } from '@playwright/test'
import { provideBrowser } from './browser.ts'
import { buildDemoExtension, DEMO_EXTENSION_ID } from './build-extension.ts'
import { launchChromium } from './chromium.ts'
import type { StartOptions } from './options.ts'
import { ROOT } from './paths.ts'
import { freePort } from './ports.ts'
import { startServers } from './servers.ts'
import { closeOnInterrupt } from './shutdown.ts'
import { playTour, type Stage } from './tour-steps.ts'

const FOLDER = join(ROOT, '.timejot')
const PICTURES = join(FOLDER, 'tour')

/**
 * `npm start -- --tour`: plays the main job with a profile and a database of its own, so that it begins the same
 * each time. Returns the exit code: 0 only when every step did what it says.
 */
export async function runTour(options: StartOptions, say: (line: string) => void): Promise<number> {
  const parts = new AsyncDisposableStack()
  const interrupted = closeOnInterrupt(parts, say)
  try {
    const stage = await prepare(options, parts, say)
    const startedMs = performance.now()
    await playTour(stage)
    say(`\nThe tour is complete, after ${seconds(startedMs)}. Pictures: ${relative(ROOT, PICTURES)}`)
    return 0
  } catch (error) {
    if (interrupted.aborted) return await new Promise<never>(() => undefined) // Ctrl-C ends the process
    say(`\nThe tour stopped: ${error instanceof Error ? error.message : error}`)
    return 1
  } finally {
    if (!interrupted.aborted) await parts.disposeAsync()
  }
}

async function prepare(
  options: StartOptions,
  parts: AsyncDisposableStack,
  say: (line: string) => void,
): Promise<Stage> {
  await rm(PICTURES, { recursive: true, force: true })
  await mkdir(PICTURES, { recursive: true })
  const scratch = await mkdtemp(join(FOLDER, 'scratch-'))
  parts.defer(() => rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))

  const browser = await provideBrowser(say)
  say('Building the extension and starting the servers …')
  const providerPort = await freePort(options.providerPort)
  const apiPort = await freePort(options.apiPort)
  const [servers, folder] = await Promise.all([
    startServers({ providerPort, apiPort, folder: join(scratch, 'data') }).then((started) => {
      parts.defer(() => started.close())
      return started
    }),
    buildDemoExtension('.output/tour', {
      issuer: `http://127.0.0.1:${providerPort}`,
      apiUrl: `http://127.0.0.1:${apiPort}`,
    }),
  ])
  const { headless } = options
  const context = await launchChromium({ browser, folder, profile: join(scratch, 'profile'), headless })
  parts.defer(() => context.close())
  say(headless ? 'Playing the tour in a browser without a window:\n' : 'Playing the tour:\n')

  const popup = context.pages()[0] ?? (await context.newPage())
  await popup.setViewportSize({ width: 380, height: 560 })
  const address = `chrome-extension://${DEMO_EXTENSION_ID}/popup.html`
  return { context, popup, address, servers, step: stepRecorder(popup, say) }
}

/** Prints each step with its time and keeps a picture of what the page then shows, or of where it broke. */
function stepRecorder(popup: Page, say: (line: string) => void): Stage['step'] {
  let count = 0
  return async (title, act) => {
    count += 1
    const number = String(count).padStart(2, '0')
    const words = title.toLowerCase().match(/[a-z\d]+/g) ?? []
    const picture = join(PICTURES, `${number}-${words.join('-')}.png`)
    const startedMs = performance.now()
    try {
      const shown = await act()
      say(
        `  ${number}  ${title.padEnd(58)} ${String(Math.round(performance.now() - startedMs)).padStart(6)} ms`,
      )
      await (shown ?? popup).screenshot({ path: picture })
    } catch (error) {
      say(`  ${number}  FAILED  ${title}`)
      await popup.screenshot({ path: picture })
      throw error
    }
  }
}

function seconds(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`
}
