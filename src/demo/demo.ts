import { join, relative } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { DEMO_ACCOUNTS, MACHINE_CLIENT } from '../server/identity/accounts.ts'
import { provideBrowser } from './browser.ts'
import { buildDemoExtension, DEMO_EXTENSION_ID } from './build-extension.ts'
import { launchChromium } from './chromium.ts'
import type { StartOptions } from './options.ts'
import { ROOT } from './paths.ts'
import { freePort } from './ports.ts'
import { type RunningServers, startServers } from './servers.ts'
import { closeOnInterrupt } from './shutdown.ts'

const DATA = join(ROOT, '.timejot', 'data')
const PROFILE = join(ROOT, '.timejot', 'profile')

/** `npm start`: servers, extension and browser, until Ctrl-C. Returns when all of it runs. */
export async function runDemo(options: StartOptions, say: (line: string) => void): Promise<void> {
  const parts = new AsyncDisposableStack()
  const interrupted = closeOnInterrupt(parts, say)
  try {
    const providerPort = await freePort(options.providerPort)
    const apiPort = await freePort(options.apiPort)
    const browser = await provideBrowser(say)
    say('Building the extension and starting the servers …')
    // The servers first: they refuse to start beside another demo, whose build this one would overwrite.
    const servers = await startServers({ providerPort, apiPort, folder: DATA })
    parts.defer(() => servers.close())
    const folder = await buildDemoExtension('.output', servers)
    const { headless } = options
    const context = await launchChromium({ browser, folder, profile: PROFILE, headless })
    parts.defer(() => context.close())
    await showPopup(context)
    for (const line of instructions(servers, folder, headless)) say(line)
    context.once('close', () => {
      if (!interrupted.aborted) say('The browser was closed. The servers go on; Ctrl-C stops them.')
    })
  } catch (error) {
    // After Ctrl-C, whatever broke was broken by it.
    if (interrupted.aborted) return
    await parts.disposeAsync()
    throw error
  }
}

/** The popup's page in a tab, so that something of Timejot is in sight at once. */
async function showPopup(context: BrowserContext): Promise<void> {
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(`chrome-extension://${DEMO_EXTENSION_ID}/popup.html`)
}

function instructions(servers: RunningServers, folder: string, headless: boolean): readonly string[] {
  return [
    '',
    headless
      ? 'Timejot runs in a Chromium without a window, since there is no display (or you asked for that).'
      : 'Timejot runs in the Chromium window that has just opened: pin its icon, or press Alt+Shift+J.',
    '',
    `  Identity provider   ${servers.issuer}/.well-known/openid-configuration`,
    `  Timesheets API      ${servers.apiUrl}`,
    `  OpenAPI document    ${servers.apiUrl}/openapi.json`,
    `  Data                ${relative(ROOT, DATA)} (delete the folder to begin anew)`,
    '',
    'Demo accounts (E-mail, password):',
    ...DEMO_ACCOUNTS.map(({ username, password, name, role }) => {
      return `  ${username.padEnd(26)} ${password.padEnd(16)} ${name}, ${role}`
    }),
    `  ${MACHINE_CLIENT.id.padEnd(26)} ${MACHINE_CLIENT.secret.padEnd(16)} the nightly job (client credentials)`,
    '',
    'In another Chromium, Chrome or Edge: open chrome://extensions, switch on "Developer mode",',
    'press "Load unpacked" and choose this folder:',
    `  ${folder}`,
    '',
    'Ctrl-C stops everything.',
  ]
}
