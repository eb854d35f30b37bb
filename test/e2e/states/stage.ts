import type { Page } from '@playwright/test'
import type { Reply } from '../../../src/contract/commands.ts'
import type { Snapshot } from '../../../src/contract/snapshot.ts'
import type { Suggested } from '../../../src/contract/suggested.ts'
import type { Draft, FormDraft } from '../../../src/platform/draft-store.ts'
import { partsOf } from '../../../src/platform/snapshot-store.ts'
import type { ExtensionBrowser } from '../../support/extension.ts'
import { NOW } from './entries.ts'

export type Replies = Readonly<Record<string, Reply<unknown>>>

const NOTHING_SUGGESTED: Reply<Suggested> = { ok: true, value: { work: [], tags: [], uses: [] } }
const DECIDED = { ok: true, value: { undoUntilMs: null } } as const

export interface Setting {
  readonly snapshot: Snapshot | null
  /** What the background worker answers; to all else it says that it is done. */
  readonly replies?: Replies
  /** The browser cannot read what it has stored for the extension. */
  readonly isUnreadable?: boolean
  /** The tab over which the popup was opened. */
  readonly tab?: { readonly title: string; readonly url: string }
  readonly draft?: Draft
  readonly formDraft?: FormDraft
}

export interface OpenOptions {
  readonly file: 'popup.html' | 'options.html' | 'page.html' | 'sidepanel.html'
  readonly scale: 1 | 2
  readonly scheme: 'light' | 'dark'
  /** Width and height in CSS pixels, where not the usual ones of that page. */
  readonly size?: Size
}

type Size = readonly [width: number, height: number]

const SIZES: Readonly<Record<OpenOptions['file'], Size>> = {
  'popup.html': [380, 560],
  'options.html': [900, 1100],
  'page.html': [1280, 800],
  'sidepanel.html': [360, 800],
}

/**
 * Opens a page in a given state. The background worker is kept out: messages are answered inside the page, so
 * nothing overwrites the snapshot and nothing depends on a server. Sent commands are kept in `sentCommands`.
 */
export async function openState(
  browser: ExtensionBrowser,
  { snapshot, replies = {}, tab, draft, formDraft, isUnreadable = false }: Setting,
  { file, scale, scheme, size = SIZES[file] }: OpenOptions,
): Promise<Page> {
  const page = await browser.context.newPage()
  await page.addInitScript(answerInside, {
    suggest: NOTHING_SUGGESTED,
    'decide-approvals': DECIDED,
    ...replies,
  })
  if (tab) await page.addInitScript(openOver, { ...tab, incognito: false })
  await page.clock.setFixedTime(NOW)
  const [width, height] = size
  await page.setViewportSize({ width, height })
  const devtools = await browser.context.newCDPSession(page)
  const metrics = { width, height, deviceScaleFactor: scale, mobile: false }
  await devtools.send('Emulation.setDeviceMetricsOverride', metrics)

  await page.goto(`chrome-extension://${browser.extensionId}/options.html`)
  await page.evaluate((stored) => chrome.storage.local.set(stored), {
    ...asStored(snapshot),
    draft: draft ?? null,
    formDraft: formDraft ?? null,
  })
  if (isUnreadable) {
    await page.evaluate(() => localStorage.setItem('stage', 'work'))
    await page.addInitScript(refuseReading)
  }
  await page.goto(`chrome-extension://${browser.extensionId}/${file}`)
  // After the last change of renderer process, which forgets it while a second session is attached.
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  if (isDark !== (scheme === 'dark')) throw new Error(`the page is not shown in its ${scheme} colours`)
  // The browser answers input to a tab that it takes for hidden late, or never.
  await page.bringToFront()
  return page
}

/** What the background worker does when something has changed. */
export async function publish(page: Page, snapshot: Snapshot): Promise<void> {
  await page.evaluate((stored) => chrome.storage.local.set(stored), asStored(snapshot))
}

/** As the background worker stores it. */
function asStored(snapshot: Snapshot | null): Readonly<Record<string, string>> {
  return snapshot ? partsOf(snapshot) : { snapshot: 'null', lists: 'null', steady: 'null' }
}

/** The commands that the page has sent, with their input. */
export async function sentCommands(page: Page): Promise<readonly { command: string; input: unknown }[]> {
  return await page.evaluate(() => (globalThis as unknown as Recorder).sent)
}

/** Runs in a page of the extension: the browser tells it of this tab, as it does after a click on the icon. */
export function openOver(tab: object): void {
  for (const name of ['chrome', 'browser']) {
    const api = (globalThis as unknown as Record<string, { tabs?: object } | undefined>)[name]
    if (api?.tabs) Object.defineProperty(api.tabs, 'query', { value: async () => [tab] })
  }
}

function refuseReading(): void {
  for (const name of ['chrome', 'browser']) {
    const api = (globalThis as unknown as Record<string, { storage?: { local: object } } | undefined>)[name]
    const get = () => Promise.reject(new Error('IO error: the database is corrupted'))
    if (api?.storage) Object.defineProperty(api.storage.local, 'get', { value: get })
  }
}

interface Recorder {
  sent: { command: string; input: unknown }[]
}

function answerInside(replies: Replies): void {
  const recorder = globalThis as unknown as Recorder
  recorder.sent = []
  const answer = (message: { command: string; input: unknown }, done?: (reply: unknown) => void) => {
    // Asked at many keystrokes: no act of anybody's.
    if (message.command !== 'suggest') recorder.sent.push(message)
    const reply = replies[message.command] ?? { ok: true, value: null }
    done?.(reply)
    return Promise.resolve(reply)
  }
  for (const name of ['chrome', 'browser']) {
    const api = (globalThis as unknown as Record<string, { runtime?: object } | undefined>)[name]
    if (api?.runtime) Object.defineProperty(api.runtime, 'sendMessage', { value: answer })
  }
}
