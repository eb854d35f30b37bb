import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { runCommand } from './command.ts'
import { packageCommand } from './paths.ts'

const DOWNLOAD_TIMEOUT_MS = 5 * 60_000
const PACKAGES_TIMEOUT_MS = 10 * 60_000
const ADVICE =
  'No Chromium was found and none could be installed: install it (Debian, Ubuntu: `sudo apt-get install chromium`; elsewhere: `npx playwright install chromium`) or set TIMEJOT_BROWSER to its program file.'

/**
 * The program file of a Chromium that can load an unpacked extension; one is installed when there is none.
 *
 * Google Chrome is no candidate: since version 137 it ignores --load-extension.
 * Throws an error of one line, which says what to do, when nothing helps.
 */
export async function provideBrowser(say: (line: string) => void): Promise<string> {
  const chosen = process.env.TIMEJOT_BROWSER
  if (chosen) {
    if (existsSync(chosen)) return chosen
    throw new Error(`TIMEJOT_BROWSER names ${chosen}, which does not exist: correct or unset it.`)
  }
  return findBrowser() ?? (await installBrowser(say))
}

/** Playwright's own Chromium first, since its version is the one that Playwright was made for. */
function findBrowser(): string | null {
  return [chromium.executablePath(), ...systemPlaces()].find(isUsable) ?? null
}

function systemPlaces(): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/Applications/Chromium.app/Contents/MacOS/Chromium']
    case 'win32':
      return [process.env.LOCALAPPDATA, process.env.ProgramFiles, process.env['ProgramFiles(x86)']]
        .filter((folder) => folder !== undefined)
        .map((folder) => join(folder, 'Chromium', 'Application', 'chrome.exe'))
    default:
      return ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)].flatMap((folder) => [
        join(folder, 'chromium'),
        join(folder, 'chromium-browser'),
      ])
  }
}

function isUsable(program: string): boolean {
  return program !== '' && existsSync(program) && !isSnap(program)
}

/** A snap may not read hidden folders, so it cannot load the built extension; Ubuntu's package is a script around it. */
function isSnap(program: string): boolean {
  const real = realpathSync(program)
  if (real.includes('/snap')) return true
  const beginning = readFileSync(real).subarray(0, 8192)
  return beginning.subarray(0, 2).toString() === '#!' && beginning.includes('/snap/')
}

async function installBrowser(say: (line: string) => void): Promise<string> {
  say('No Chromium found. Downloading the one that Playwright offers (about 150 MB, once) …')
  const withLibraries = process.platform === 'linux' && isRoot() ? ['--with-deps'] : []
  await runCommand(
    process.execPath,
    [packageCommand('@playwright', 'test', 'cli.js'), 'install', 'chromium', '--no-shell', ...withLibraries],
    { output: 'show', timeoutMs: DOWNLOAD_TIMEOUT_MS },
  )
  return findBrowser() ?? (await installSystemBrowser(say)) ?? fail()
}

async function installSystemBrowser(say: (line: string) => void): Promise<string | null> {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return null
  if (!isRoot() && !(await maySudo())) return null
  say('That did not work. Installing the package chromium with apt-get …')
  if (!(await aptGet('update')) || !(await aptGet('install', '-y', '--no-install-recommends', 'chromium')))
    return null
  return findBrowser()
}

async function aptGet(...args: readonly string[]): Promise<boolean> {
  const words = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]
  const [program = '', ...rest] = isRoot() ? words : ['sudo', '-n', ...words]
  const { exitCode } = await runCommand(program, rest, { output: 'show', timeoutMs: PACKAGES_TIMEOUT_MS })
  return exitCode === 0
}

async function maySudo(): Promise<boolean> {
  const { exitCode } = await runCommand('sudo', ['-n', 'true'], { output: 'keep', timeoutMs: 10_000 })
  return exitCode === 0
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

function fail(): never {
  throw new Error(ADVICE)
}
