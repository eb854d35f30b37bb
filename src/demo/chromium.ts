import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { isRoot } from './browser.ts'

export interface ChromiumOptions {
  /** The program file. */
  readonly browser: string
  /** The unpacked extension. */
  readonly folder: string
  /** Where the profile is kept; empty for one that is thrown away. */
  readonly profile: string
  readonly headless: boolean
  /** Opens a port for a second Playwright connection. */
  readonly debuggingPort?: number
  /** The language of the browser's own words and of the extension's, such as `de`. */
  readonly language?: string
  readonly args?: readonly string[]
}

const LAUNCH_TIMEOUT_MS = 60_000

/** Starts Chromium with nothing but this extension in it. */
export async function launchChromium(options: ChromiumOptions): Promise<BrowserContext> {
  return await launch(options).catch((cause: unknown) => {
    const advice = options.headless ? '' : ' Where there is no display, --headless helps.'
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`${options.browser} did not start.${advice}\n${reason}`, { cause })
  })
}

async function launch(options: ChromiumOptions): Promise<BrowserContext> {
  const language = options.language ?? 'en-US'
  return await chromium.launchPersistentContext(options.profile, {
    executablePath: options.browser,
    headless: options.headless,
    // Playwright would otherwise switch extensions off.
    ignoreDefaultArgs: ['--disable-extensions'],
    timeout: LAUNCH_TIMEOUT_MS,
    // A window shows its page as large as it is; without one there is a size to agree on.
    ...(!options.headless && { viewport: null }),
    // Ctrl-C is for the program that started the browser, which closes it in order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    env: { ...definedEnvironment(), LANGUAGE: language },
    args: [
      // The old headless mode knows no extensions; the screen it makes up by default is too low for a popup.
      ...(options.headless ? ['--headless=new', '--disable-gpu', '--screen-info={1600x1200}'] : []),
      ...(isRoot() ? ['--no-sandbox'] : []),
      ...(options.debuggingPort === undefined ? [] : [`--remote-debugging-port=${options.debuggingPort}`]),
      `--lang=${language}`,
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-extensions-except=${options.folder}`,
      `--load-extension=${options.folder}`,
      ...(options.args ?? []),
    ],
  })
}

/**
 * The id under which Chromium loads an unpacked extension: the beginning of the SHA-256 of its key, or of its
 * path where it has none, in letters from a to p.
 */
export async function readExtensionId(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as { key?: string }
  const named = manifest.key === undefined ? folder : Buffer.from(manifest.key, 'base64')
  const digest = createHash('sha256').update(named).digest('hex').slice(0, 32)
  return digest.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env)
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined))
}
