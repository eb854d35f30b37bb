import { mkdtemp, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page, type Worker } from '@playwright/test'
import { provideBrowser } from '../../src/demo/browser.ts'
import { launchChromium, readExtensionId } from '../../src/demo/chromium.ts'
import { freePort } from '../../src/demo/ports.ts'
import { type Credentials, fillSignInWindow, openSignInWindow } from '../../src/demo/sign-in-window.ts'

export interface ExtensionOptions {
  /** The unpacked extension; the one that the test run has built when nothing is said. */
  readonly folder?: string
  /** A profile to go on with; one that is made now and removed by `close` when nothing is said. */
  readonly profile?: string
  /** False needs a display, as for real key presses. */
  readonly headless?: boolean
  /** The browser's language: `en-US` when nothing is said. */
  readonly language?: string
  readonly args?: readonly string[]
}

const PAGE_TIMEOUT_MS = 15_000
/** A second publication follows the first when its synchronisation is done. */
const SETTLE_MS = 500

/** A Chromium with the extension in it, and what a test does with both. */
export class ExtensionBrowser {
  context: BrowserContext
  readonly extensionId: string
  readonly profile: string
  /** Of the browser's own debugging protocol. */
  port: number
  private readonly options: ExtensionOptions
  private readonly connections: Browser[] = []

  private constructor(options: ExtensionOptions, profile: string, extensionId: string, started: Started) {
    this.options = options
    this.profile = profile
    this.extensionId = extensionId
    this.context = started.context
    this.port = started.port
  }

  static async launch(options: ExtensionOptions = {}): Promise<ExtensionBrowser> {
    const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'timejot-profile-')))
    const id = await readExtensionId(folderOf(options))
    return new ExtensionBrowser(options, profile, id, await start(options, profile))
  }

  /** The popup's page in a tab, 380 px wide: the same page and scripts as behind the toolbar icon. */
  async openPopup(): Promise<Page> {
    const page = await this.openExtensionPage('popup.html')
    await page.setViewportSize({ width: 380, height: 560 })
    return page
  }

  async openSettings(): Promise<Page> {
    return await this.openExtensionPage('options.html')
  }

  /**
   * The real popup, as the toolbar icon opens it. It belongs to a second connection, which has to be made after
   * it has opened; it closes by itself when another window takes the focus.
   */
  async openToolbarPopup(): Promise<Page> {
    const worker = await this.worker()
    // A popup opens over a browser window that has the focus.
    const window = this.context.pages()[0] ?? (await this.context.newPage())
    await window.bringToFront()
    await worker.evaluate(() => chrome.action.openPopup())
    const popups = await this.pagesOf('popup.html')
    const tabs = this.context.pages().filter((page) => page.url() === this.addressOf('popup.html'))
    const popup = popups.length > tabs.length ? await narrowest(popups) : undefined
    if (!popup) throw new Error('The toolbar popup did not open.')
    return popup
  }

  /** Pages of the extension wherever they are, in popups and panels too: as they are now, over a connection made now. */
  async pagesOf(file: string): Promise<readonly Page[]> {
    const pages = (await this.connect()).contexts().flatMap((context) => context.pages())
    return pages.filter((page) => page.url() === this.addressOf(file))
  }

  /** The background worker, woken when it sleeps. A handle is of use until the worker is stopped. */
  async worker(): Promise<Worker> {
    const page = await this.openSettings()
    await page.evaluate(async () => void (await chrome.runtime.sendMessage({})))
    // A connection made before the worker started would not list this one.
    const workers = (await this.connect()).contexts().flatMap((context) => context.serviceWorkers())
    await page.close()
    const worker = workers.find((one) => one.url().startsWith(this.addressOf('')))
    if (!worker) throw new Error('The background worker did not start.')
    return worker
  }

  /**
   * Waits until the worker has published what it found at its first start, and stops it: nothing changes by itself then.
   * An alarm left over from that start would wake it half a minute later, to publish over what a test has put there.
   */
  async quieten(): Promise<void> {
    const page = await this.openSettings()
    await page.waitForFunction(async () => 'snapshot' in (await chrome.storage.local.get('snapshot')))
    await page.waitForTimeout(SETTLE_MS)
    await this.stopWorker()
    await page.evaluate(() => chrome.alarms.clearAll())
    await page.close()
  }

  /** Ends the background worker as the browser itself may at any time; the next event wakes a new one. */
  async stopWorker(): Promise<void> {
    const open = this.context.pages().find((page) => page.url().includes(this.extensionId))
    const page = open ?? (await this.openSettings())
    await waitForFirstStart(page)
    const session = await this.context.newCDPSession(page)
    await session.send('ServiceWorker.enable')
    await session.send('ServiceWorker.stopAllWorkers')
    // A page that was closed meanwhile has taken its session along.
    if (!page.isClosed()) await session.detach()
    if (!open) await page.close()
  }

  /** Signs in through the provider's real window, from this page or from a popup in a tab. */
  async signIn(account: Credentials, from?: Page): Promise<Page> {
    const page = from ?? (await this.openPopup())
    await fillSignInWindow(await openSignInWindow(this.context, page), account)
    await page.getByLabel('Log time').waitFor({ timeout: PAGE_TIMEOUT_MS })
    return page
  }

  /** Ends the browser and starts it again with the same profile. Pages of before are gone. */
  async restart(): Promise<void> {
    await this.stop()
    const started = await start(this.options, this.profile)
    this.context = started.context
    this.port = started.port
  }

  /** Ends the browser as a crash does, at once, and starts it again with the same profile. */
  async kill(processId?: number): Promise<void> {
    const victim = processId ?? (await this.processId())
    const closed = this.context.waitForEvent('close')
    process.kill(victim, 'SIGKILL')
    await closed
    this.connections.length = 0
    const started = await start(this.options, this.profile)
    this.context = started.context
    this.port = started.port
  }

  /** The browser's own, for a kill that must not wait for anything. */
  async processId(): Promise<number> {
    // Whoever has a profile open says so in a link that leads to `host-123`.
    const owner = await readlink(join(this.profile, 'SingletonLock'))
    return Number(owner.slice(owner.lastIndexOf('-') + 1))
  }

  async close(): Promise<void> {
    await this.stop()
    if (this.options.profile === undefined)
      await rm(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }

  private async stop(): Promise<void> {
    for (const connection of this.connections.splice(0)) await connection.close()
    await this.context.close()
  }

  private async openExtensionPage(file: string): Promise<Page> {
    const page = await this.context.newPage()
    await page.goto(this.addressOf(file))
    return page
  }

  private addressOf(file: string): string {
    return `chrome-extension://${this.extensionId}/${file}`
  }

  private async connect(): Promise<Browser> {
    const connection = await chromium.connectOverCDP(`http://127.0.0.1:${this.port}`)
    this.connections.push(connection)
    return connection
  }
}

interface Started {
  readonly context: BrowserContext
  readonly port: number
}

async function start(options: ExtensionOptions, profile: string): Promise<Started> {
  const port = await freePort()
  const context = await launchChromium({
    browser: await provideBrowser(console.log),
    folder: folderOf(options),
    profile,
    headless: options.headless ?? true,
    debuggingPort: port,
    ...(options.language !== undefined && { language: options.language }),
    ...(options.args !== undefined && { args: options.args }),
  })
  return { context, port }
}

function folderOf(options: ExtensionOptions): string {
  const folder = options.folder ?? process.env.TIMEJOT_EXTENSION
  if (folder) return folder
  throw new Error('No extension to load: give its folder, or run through `npm test`, which builds one.')
}

/** The browser knows what to wake a worker for only once its first start is over; stopped before, it stays deaf a while. */
async function waitForFirstStart(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    chrome.runtime.sendMessage({}).then(
      () => true,
      () => false,
    ),
  )
}

/** A tab with the popup's page may be open beside the popup itself, whose window is no wider than its content. */
async function narrowest(pages: readonly Page[]): Promise<Page | undefined> {
  const widths = await Promise.all(pages.map((page) => page.evaluate(() => window.outerWidth)))
  return pages[widths.indexOf(Math.min(...widths))]
}
