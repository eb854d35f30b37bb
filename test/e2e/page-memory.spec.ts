import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from '../support/browser-test.ts'
import { EMPLOYEE } from '../support/servers.ts'
import { openOver } from './states/stage.ts'

const ISSUE = {
  title: '[PROJ-1] Fix the login - Jira',
  url: 'https://acme.atlassian.net/browse/PROJ-1?focusedCommentId=4711',
  incognito: false,
}

const field = (popup: Page) => popup.getByLabel('Log time')
const offer = (popup: Page) => popup.getByRole('button', { name: /^Put .* into the line/ })
const project = (popup: Page) => popup.getByRole('button', { name: /as last time on this page/ })
const row = (popup: Page, note: string) => popup.getByRole('listitem').filter({ hasText: note }).last()

async function openOn(context: BrowserContext, tab: object): Promise<void> {
  await context.addInitScript(openOver, tab)
}

async function log(popup: Page, line: string): Promise<void> {
  await field(popup).fill(line)
  await field(popup).press('Enter')
  await expect(field(popup)).toHaveValue('')
}

test('the project that was booked on a page is there the next time, by the keyboard alone', async ({
  extension,
}) => {
  await openOn(extension.context, ISSUE)
  let popup = await extension.signIn(EMPLOYEE)
  popup = await reopen(popup)
  await expect(offer(popup)).toContainText('PROJ-1')
  await expect(project(popup)).toBeHidden()
  await field(popup).pressSequentially('2h @website ')
  await field(popup).press('Tab')
  await expect(field(popup)).toHaveValue('2h @website PROJ-1 Fix the login')
  await field(popup).press('Enter')
  await expect(row(popup, 'PROJ-1 Fix the login')).toContainText('Website')

  popup = await reopen(popup)
  await expect(project(popup)).toBeVisible()
  await log(popup, '1h second')
  await expect(row(popup, 'second')).toContainText('Website')
  await field(popup).fill('30m third')
  await field(popup).press('Escape')
  await expect(project(popup)).toBeHidden()
  await field(popup).press('Enter')
  await expect(row(popup, 'third')).toContainText('No project')

  await test.step('of the address nothing is stored', async () => {
    const pages = JSON.stringify(await popup.evaluate(readPages))
    expect(pages).toContain('Website')
    expect(pages).not.toMatch(/atlassian|PROJ|browse|4711|login/)
  })

  await test.step('it is forgotten on request, and not used where that is switched off', async () => {
    const settings = await extension.openSettings()
    await settings.getByRole('button', { name: 'Forget pages' }).click()
    await expect(settings.getByText('The pages are forgotten.')).toBeVisible()
    expect(await popup.evaluate(readPages)).toEqual([])
    popup = await reopen(popup)
    await expect(offer(popup)).toBeVisible()
    await expect(project(popup)).toBeHidden()
    await settings.getByRole('switch', { name: 'Use the page you are on' }).press('Space')
    popup = await reopen(popup)
    await log(popup, '15m @website fourth')
    await expect(row(popup, 'fourth')).toBeVisible()
    await expect(offer(popup)).toBeHidden()
    expect(await popup.evaluate(readPages)).toEqual([])
  })
})

test('a page in a private window is offered and not remembered', async ({ extension }) => {
  await openOn(extension.context, { ...ISSUE, incognito: true })
  const popup = await reopen(await extension.signIn(EMPLOYEE))
  await expect(offer(popup)).toContainText('PROJ-1')
  await log(popup, '2h @website private')
  await expect(row(popup, 'private')).toBeVisible()
  expect(await popup.evaluate(readPages)).toEqual([])
})

test('a line that waits is taken into the popup that is open, and into the one that is opened after the sign-in', async ({
  extension,
}) => {
  const waiting = { kind: 'line', text: '@website from elsewhere', heldUntilMs: 0 }
  const hand = (id: string) =>
    popup.evaluate((line) => chrome.storage.local.set({ handedLines: [line] }), { ...waiting, id })
  let popup = await extension.openPopup()
  await hand('a')
  popup = await reopen(await extension.signIn(EMPLOYEE, popup))
  await expect(field(popup)).toHaveValue('@website from elsewhere')
  await field(popup).fill('2h')
  await hand('b')
  await expect(field(popup)).toHaveValue('2h @website from elsewhere')
  popup = await reopen(popup)
  await expect(field(popup)).toHaveValue('2h @website from elsewhere')
  await field(popup).press('Enter')
  await expect(row(popup, 'from elsewhere')).toBeVisible()
})

async function reopen(popup: Page): Promise<Page> {
  await popup.reload()
  await expect(field(popup)).toBeFocused()
  return popup
}

/** Runs in the page. */
async function readPages(): Promise<unknown> {
  const opening = indexedDB.open('timejot')
  await new Promise((resolve) => opening.addEventListener('success', resolve, { once: true }))
  const reading = opening.result.transaction('pages').objectStore('pages').getAll()
  await new Promise((resolve) => reading.addEventListener('success', resolve, { once: true }))
  opening.result.close()
  return reading.result
}
