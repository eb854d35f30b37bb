import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { createServer, type IncomingMessage } from 'node:http'
import type { Page, Worker } from '@playwright/test'
import { drawPicture } from '../../src/server/identity/picture.ts'
import { close, listen } from '../../src/server/listen.ts'
import { expect, test } from '../support/browser-test.ts'
import { EMPLOYEE, MANAGER } from '../support/servers.ts'

const portrait = (page: Page) => page.locator('img.portrait')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('the picture is fetched when it is asked for, never before, and a sign-out removes it', async ({
  extension,
  servers,
}) => {
  using fetched = recordRequests('/picture.png')
  const popup = await extension.signIn(EMPLOYEE)
  const settings = await extension.openSettings()
  await expect(settings.getByText(`from ${new URL(servers.issuer).host} only if you ask`)).toBeVisible()
  await expect(settings.getByText('DE', { exact: true })).toBeVisible()
  expect(fetched.requests).toEqual([])

  await button(settings, 'Show your picture').click()
  await expect(button(settings, 'Remove picture')).toBeFocused()
  await expect(portrait(settings)).toBeVisible()
  expect(await pixels(settings)).toEqual({ side: 96, corner: 'blue', middle: 'yellow' })
  expect(fetched.requests).toHaveLength(1)
  // The provider's own cookies are on this very host.
  expect(fetched.requests[0]?.headers).not.toHaveProperty('cookie')
  expect(fetched.requests[0]?.headers).not.toHaveProperty('referer')

  await popup.reload()
  await button(popup, 'Settings').click()
  await expect(portrait(popup)).toBeVisible()
  await button(settings, 'Remove picture').click()
  await expect(settings.getByText('DE', { exact: true })).toBeVisible()
  await expect(portrait(popup)).toBeHidden()
  await button(settings, 'Show your picture').click()
  await expect(portrait(settings)).toBeVisible()
  expect(fetched.requests).toHaveLength(2)
  expect(await keptSingletons(settings)).toContain('picture')

  await button(settings, 'Sign out').click()
  await expect(portrait(settings)).toBeHidden()
  const stored = await settings.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null)))
  expect(stored).not.toContain('data:image')
  await expect.poll(() => keptSingletons(settings)).not.toContain('picture')
  await extension.signIn(MANAGER, popup)
  await expect(settings.getByText('Demo Manager')).toBeVisible()
  await expect(button(settings, 'Show your picture')).toBeHidden()
  await expect(portrait(settings)).toBeHidden()
})

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><rect width="96" height="96"/></svg>'
const UNREADABLE = /too large, or not a picture/
const UNAVAILABLE = /does not let Timejot have the picture/

test('what the browser does not take for a picture leaves the initials, in plain words', async ({
  extension,
}) => {
  await using server = await startPictureServer()
  await extension.signIn(EMPLOYEE)
  const worker = await extension.worker()
  const settings = await extension.openSettings()
  for (const [path, sentence] of [
    ['/svg.png', UNREADABLE],
    ['/cut.png', UNREADABLE],
    ['/without-cors.png', UNAVAILABLE],
    ['/redirect.png', UNAVAILABLE],
  ] as const) {
    await nameInProfile(worker, server.origin + path)
    await button(settings, 'Show your picture').click()
    await expect(settings.getByRole('alert'), path).toHaveText(sentence)
    await expect(settings.getByText('DE', { exact: true })).toBeVisible()
    await button(settings, 'Dismiss').click()
  }
  await nameInProfile(worker, `${server.origin}/whole.png`)
  await button(settings, 'Show your picture').click()
  await expect(portrait(settings)).toBeVisible()
  expect(server.paths).toEqual(['/svg.png', '/cut.png', '/without-cors.png', '/redirect.png', '/whole.png'])
})

/** What the servers of this process receive from now on. */
function recordRequests(path: string) {
  const requests: IncomingMessage[] = []
  const record = (message: unknown) => {
    const { request } = message as { request: IncomingMessage }
    if (request.url === path) requests.push(request)
  }
  subscribe('http.server.request.start', record)
  return { requests, [Symbol.dispose]: () => unsubscribe('http.server.request.start', record) }
}

async function startPictureServer() {
  const whole = drawPicture()
  const paths: string[] = []
  const server = createServer(({ url = '' }, response) => {
    paths.push(url)
    const cors = url === '/without-cors.png' ? {} : { 'access-control-allow-origin': '*' }
    if (url === '/redirect.png') return response.writeHead(302, { ...cors, location: '/whole.png' }).end()
    response.writeHead(200, { ...cors, 'content-type': 'image/png' })
    response.end(url === '/svg.png' ? SVG : url === '/cut.png' ? whole.subarray(0, 60) : whole)
  })
  const port = await listen(server, 0, '127.0.0.1')
  return { origin: `http://127.0.0.1:${port}`, paths, [Symbol.asyncDispose]: () => close(server) }
}

/** As if the issuer had said so. */
async function nameInProfile(worker: Worker, pictureUrl: string): Promise<void> {
  await worker.evaluate(async (url) => {
    const settled = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await settled(indexedDB.open('timejot'))
    const store = database.transaction('singletons', 'readwrite').objectStore('singletons')
    await settled(store.put({ ...(await settled(store.get('account'))), pictureUrl: url }, 'account'))
    database.close()
  }, pictureUrl)
}

/** The names of what the extension's own database holds once only. */
async function keptSingletons(page: Page): Promise<readonly unknown[]> {
  return await page.evaluate(
    () =>
      new Promise<IDBValidKey[]>((resolve, reject) => {
        const opening = indexedDB.open('timejot')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const database = opening.result
          const reading = database.transaction('singletons').objectStore('singletons').getAllKeys()
          reading.onerror = () => reject(reading.error)
          reading.onsuccess = () => resolve(reading.result)
          database.close()
        }
      }),
  )
}

/** What is on screen: a yellow figure on blue ground. */
async function pixels(page: Page) {
  return await portrait(page).evaluate((image) => {
    if (!(image instanceof HTMLImageElement)) throw new Error('no image')
    const side = image.naturalWidth
    const context = new OffscreenCanvas(side, side).getContext('2d')
    context?.drawImage(image, 0, 0)
    const colourAt = (x: number, y: number) => {
      const [red = 0, , blue = 0] = context?.getImageData(x, y, 1, 1).data ?? []
      return red > blue ? 'yellow' : 'blue'
    }
    return { side, corner: colourAt(2, 2), middle: colourAt(side / 2, side * 0.4) }
  })
}
