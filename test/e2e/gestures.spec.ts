import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser-test.ts'
import { type Display, missingPrograms, startDisplay } from '../support/display.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { EMPLOYEE } from '../support/servers.ts'

const missing = missingPrograms()

test.skip(
  missing.length > 0,
  `NOT TESTED: real shortcuts, address bar, context menu, notifications and the page they are used on; ${missing.join(', ')} not installed`,
)

/** Until a notification stands still where it is clicked. */
const SLIDING_IN_MS = 1_500

let display: Display
let issues: Server
let browser: ExtensionBrowser

test.beforeEach(async ({ servers: _ }) => {
  display = await startDisplay()
  issues = await serveIssue()
  browser = await ExtensionBrowser.launch({ headless: false })
})

test.afterEach(async () => {
  await browser?.close()
  await display?.close()
  issues?.close()
})

test('time is logged from the page one is on, from the address bar, by shortcut and by menu', async () => {
  const popup = await browser.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()
  const page = await browser.context.newPage()
  await popup.close()
  await page.goto(`http://127.0.0.1:${(issues.address() as AddressInfo).port}/browse/PROJ-123`)
  await page.bringToFront()

  await test.step('the shortcut opens the popup, which offers what the page says', async () => {
    await display.press('alt+shift+j')
    const opened = await openedPopup()
    await expect(opened.getByRole('button', { name: /^Put .*PROJ-123 Fix the login/ })).toBeVisible()
    await display.type('2h @website ')
    await display.press('Tab', 'Return')
    await expect(row(opened, 'PROJ-123 Fix the login')).toBeVisible()
    await closePopup()
  })

  await test.step('the page has its project from then on', async () => {
    await display.press('alt+shift+j')
    const opened = await openedPopup()
    await expect(
      opened.getByRole('button', { name: /Acme \/ Website.*as last time on this page/ }),
    ).toBeVisible()
    await closePopup()
  })

  await test.step('a line in the address bar is saved', async () => {
    await display.press('ctrl+l')
    await display.type('tj 1h @website from the address bar')
    await display.press('Return')
  })

  await test.step('a line that is not complete waits in the popup', async () => {
    await display.press('ctrl+l')
    await display.type('tj @website something')
    await display.press('Return')
    const opened = await openedPopup()
    await expect(opened.getByLabel('Log time', { exact: true })).toHaveValue('@website something')
    await expect(row(opened, 'from the address bar')).toBeVisible()
    await opened.getByLabel('Log time', { exact: true }).fill('')
    await closePopup()
  })

  await test.step('the menu of the page opens the popup with its note', async () => {
    await display.openMenu()
    // From below: the browser’s own tools, its source, then ours.
    await display.press('Up', 'Up', 'Up', 'Return')
    const opened = await openedPopup()
    await expect(opened.getByLabel('Log time', { exact: true })).toHaveValue(' PROJ-123 Fix the login')
  })
})

test('the shortcut starts what stands in the line, and stops it, with the popup closed', async () => {
  const popup = await browser.signIn(EMPLOYEE)
  const line = popup.getByLabel('Log time', { exact: true })
  await line.fill('@website measured by the key')
  await expect(popup.getByText('All sent')).toBeVisible()
  await popup.goto('about:blank')
  expect(await badge()).toBe('')

  await display.press('alt+shift+s')
  await expect.poll(badge).toBe('0:00')
  await display.press('alt+shift+j')
  const opened = await openedPopup()
  await expect(opened.getByRole('region', { name: 'Timer' })).toContainText('measured by the key')
  await expect(opened.getByLabel('Log time', { exact: true })).toHaveValue('')
  await opened.screenshot({ path: test.info().outputPath('running.png') })
  await closePopup()

  await display.press('alt+shift+s')
  await expect.poll(badge).toBe('')
  await display.press('alt+shift+j')
  const again = await openedPopup()
  await again.screenshot({ path: test.info().outputPath('stopped.png') })
  await expect(again.getByRole('region', { name: 'Timer' })).toBeHidden()
  await expect(row(again, 'measured by the key')).toBeVisible()
  await closePopup()
})

test('the buttons of a reminder, as the system shows them, open what they name', async () => {
  const popup = await browser.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()

  for (const [name, left, view] of [
    ['Submit week', 297, 'week'],
    ['Log time', 174, 'today'],
  ] as const) {
    await test.step(name, async () => {
      await popup.bringToFront()
      await popup.evaluate(makeDeadlineDue)
      await browser.stopWorker()
      await popup.reload()
      await expect.poll(shownNotices).toEqual(['reminder-deadline'])
      await popup.waitForTimeout(SLIDING_IN_MS)
      await display.clickFromCorner(left, 37)
      await expect.poll(fullPages).toEqual([view])
      expect(await shownNotices()).toEqual([])
    })
  }

  async function shownNotices(): Promise<readonly string[]> {
    return await popup.evaluate(async () => Object.keys(await chrome.notifications.getAll()))
  }
})

/** Runs in the extension: as if the last look had been yesterday, and the week due since midnight. */
async function makeDeadlineDue(): Promise<void> {
  const { reminders } = (await chrome.storage.local.get('reminders')) as { reminders?: object }
  const weekday = Temporal.Now.plainDateISO().dayOfWeek
  await chrome.storage.local.set({
    reminders: { ...reminders, deadline: { isOn: true, weekday, time: '00:00' } },
    reminded: { lookedAtMs: Date.now() - 24 * 60 * 60 * 1000, remindedOn: null },
  })
}

/** The views of the full pages that are open. */
function fullPages(): readonly string[] {
  const addresses = browser.context.pages().map((page) => new URL(page.url()))
  return addresses.filter(({ pathname }) => pathname === '/page.html').map(({ hash }) => hash.slice(1))
}

async function badge(): Promise<string> {
  return await (await browser.worker()).evaluate(async () => await chrome.action.getBadgeText({}))
}

async function openedPopup(): Promise<Page> {
  await expect.poll(async () => (await browser.pagesOf('popup.html')).length).toBe(1)
  const [popup] = await browser.pagesOf('popup.html')
  return popup ?? Promise.reject(new Error('the popup has closed again'))
}

async function closePopup(): Promise<void> {
  await display.press('Escape')
  await expect.poll(async () => (await browser.pagesOf('popup.html')).length).toBe(0)
}

const row = (popup: Page, note: string) => popup.getByRole('listitem').filter({ hasText: note }).first()

async function serveIssue(): Promise<Server> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end('<!doctype html><title>[PROJ-123] Fix the login - Jira</title><h1>Fix the login</h1>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
