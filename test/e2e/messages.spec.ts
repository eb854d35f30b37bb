import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { readExtensionId } from '../../src/demo/chromium.ts'
import { close, listen } from '../../src/server/listen.ts'
import { ExtensionBrowser } from '../support/extension.ts'

const QUESTIONS = [
  { command: 'read-connection', input: {} },
  { command: 'sign-out', input: {} },
  { command: 'save-connection', input: { issuer: 'https://evil.example' } },
]

let browser: ExtensionBrowser
let foreignFolder: string
let foreignId: string

test.beforeAll(async () => {
  foreignFolder = await mkdtemp(join(tmpdir(), 'timejot-foreign-'))
  await writeFile(
    join(foreignFolder, 'manifest.json'),
    JSON.stringify({ manifest_version: 3, name: 'Foreign', version: '1' }),
  )
  await writeFile(join(foreignFolder, 'page.html'), '<!doctype html><title>foreign</title>')
  foreignId = await readExtensionId(foreignFolder)
  const both = `${process.env.TIMEJOT_EXTENSION},${foreignFolder}`
  browser = await ExtensionBrowser.launch({
    args: [`--disable-extensions-except=${both}`, `--load-extension=${both}`],
  })
  await browser.worker() // its first publication is over before any state is set
})

test.afterAll(async () => {
  await browser.close()
  await rm(foreignFolder, { recursive: true, force: true })
})

test('another extension gets no answer and no connection (case 28)', async () => {
  const page = await browser.context.newPage()
  await page.goto(`chrome-extension://${foreignId}/page.html`)
  for (const question of QUESTIONS) expect(await askFromOutside(page, question)).toEqual(NOBODY)
  await page.close()
})

test('a web page gets no answer, no frame and no file (case 28)', async () => {
  const server = createServer((_, response) => response.end('<!doctype html><title>web</title>'))
  const port = await listen(server, 0, '127.0.0.1')
  const page = await browser.context.newPage()
  await page.goto(`http://127.0.0.1:${port}/`)
  expect(await page.evaluate(() => typeof Reflect.get(globalThis, 'chrome')?.runtime?.sendMessage)).toBe(
    'undefined',
  )
  expect(await loadFrame(page, `chrome-extension://${browser.extensionId}/popup.html`)).toBe(false)
  for (const file of ['popup.html', 'manifest.json', 'icon/16.png']) {
    const isRead = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => true,
          () => false,
        ),
      `chrome-extension://${browser.extensionId}/${file}`,
    )
    expect(isRead, file).toBe(false)
  }
  await page.close()
  await close(server)
})

test('a page of ours in a frame does not load, and a file of ours is no page (case 29)', async () => {
  const settings = await browser.openSettings()
  expect(await loadFrame(settings, `chrome-extension://${browser.extensionId}/popup.html`)).toBe(false)
  await settings.goto(`chrome-extension://${browser.extensionId}/icon/16.png`)
  for (const question of QUESTIONS) expect(await askFromInside(settings, question)).toBe('silence')
  await settings.close()
})

test('a message that is none gets a refusal (case 30)', async () => {
  const popup = await browser.openPopup()
  for (const message of [
    { command: 'steal', input: {} },
    { command: '__proto__', input: {} },
    { command: 'sign-in', input: { issuer: 'https://evil.example' } },
    { command: 'save-connection', input: {} },
    'sign-in',
    null,
  ])
    expect(await askFromInside(popup, message)).toEqual({
      ok: false,
      error: { code: 'bad-command', detail: null },
    })
  expect(await askFromInside(popup, { command: 'sign-in', input: 'x'.repeat(600_000) })).toEqual({
    ok: false,
    error: { code: 'too-large', detail: null },
  })
  await popup.close()
})

/** What the browser says when nobody listens. */
const NOBODY = {
  message: 'Could not establish connection. Receiving end does not exist.',
  port: 'Could not establish connection. Receiving end does not exist.',
}

/** By both ways that the browser has. */
async function askFromOutside(page: Page, question: unknown): Promise<unknown> {
  return await page.evaluate(
    async ([id, message]) => {
      const { runtime } = Reflect.get(globalThis, 'chrome')
      const answer = await runtime.sendMessage(id, message).then(
        (reply: unknown) => reply,
        (error: Error) => error.message,
      )
      const port = runtime.connect(id)
      const ended = await new Promise((resolve) => {
        port.onMessage.addListener(resolve)
        port.onDisconnect.addListener(() => resolve(runtime.lastError?.message))
        port.postMessage(message)
      })
      return { message: answer, port: ended }
    },
    [browser.extensionId, question] as const,
  )
}

async function askFromInside(page: Page, message: unknown): Promise<unknown> {
  return await page.evaluate(
    (question) =>
      chrome.runtime.sendMessage(question).then(
        (reply) => reply ?? 'silence',
        () => 'silence',
      ),
    message,
  )
}

/** True when the address was let into a frame of that page. */
async function loadFrame(page: Page, url: string): Promise<boolean> {
  const loaded = page.waitForEvent('framenavigated')
  await page.evaluate((address) => {
    const frame = document.createElement('iframe')
    frame.src = address
    document.body.append(frame)
  }, url)
  return (await loaded).url() === url
}
