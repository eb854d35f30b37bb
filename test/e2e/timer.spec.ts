import type { Page } from '@playwright/test'
import { expect, test } from '../support/browser-test.ts'
import type { ExtensionBrowser } from '../support/extension.ts'
import { CONTRACTOR, EMPLOYEE, type TestServers } from '../support/servers.ts'

const MINUTE_MS = 60_000

// A combobox while past work is offered.
const field = (popup: Page) => popup.getByLabel('Log time', { exact: true })
const bar = (popup: Page) => popup.getByRole('region', { name: 'Timer' })
const button = (popup: Page, name: string) => popup.getByRole('button', { name, exact: true })
const row = (popup: Page, note: string) => popup.getByRole('listitem').filter({ hasText: note })
const said = (popup: Page, words: string | RegExp) =>
  expect(popup.getByRole('status').filter({ hasText: words })).toBeVisible()

async function start(popup: Page, line: string): Promise<void> {
  await field(popup).fill(line)
  await popup.keyboard.press('Control+Enter')
}

const arrived = async (servers: TestServers, note: string) =>
  (await servers.entriesOf(EMPLOYEE.sub)).filter((entry) => entry.note === note)

/** Of all entries: over midnight, should the test run then, a timer becomes two. */
const minutesOf = async (servers: TestServers, note: string) =>
  (await arrived(servers, note)).reduce((sum, { minutes }) => sum + minutes, 0)

/** What the icon says; asked in a page, which wakes no worker. */
async function badge(extension: ExtensionBrowser): Promise<string> {
  const page = await extension.openSettings()
  const text = await page.evaluate(() => chrome.action.getBadgeText({}))
  await page.close()
  return text
}

/** The timer as it would be if all of it had happened so much earlier. */
async function age(page: Page, minutes: number, seenMinutesAgo = 0): Promise<void> {
  await page.evaluate(
    async ([byMs, seenAgoMs]) => {
      const opening = indexedDB.open('timejot')
      const database = await new Promise<IDBDatabase>((resolve) => {
        opening.onsuccess = () => resolve(opening.result)
      })
      const transaction = database.transaction('timers', 'readwrite')
      const store = transaction.objectStore('timers')
      const reading = store.getAll()
      reading.onsuccess = () => {
        for (const stored of reading.result) {
          const sinceMs = stored.timer.runningSinceMs - byMs
          const times = {
            runningSinceMs: sinceMs,
            confirmedUntilMs: sinceMs,
            seenAtMs: Date.now() - seenAgoMs,
          }
          store.put({ ...stored, timer: { ...stored.timer, ...times } })
        }
      }
      await new Promise((resolve) => {
        transaction.oncomplete = resolve
      })
      database.close()
    },
    [minutes * MINUTE_MS, seenMinutesAgo * MINUTE_MS] as const,
  )
}

test('from the line to an entry by keyboard, over closed popups, stopped workers and a restart', async ({
  extension,
  servers,
}) => {
  let popup = await extension.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()

  await test.step('it starts from the line, is said, and runs on the badge', async () => {
    await field(popup).pressSequentially('@acme/website design review')
    await popup.keyboard.press('Control+Enter')
    await expect(bar(popup)).toContainText('Acme / Website')
    await expect(bar(popup)).toContainText('design review')
    await said(popup, 'Timer started.')
    await expect(field(popup)).toHaveValue('')
    await expect(field(popup)).toBeFocused()
    await expect(popup.getByRole('timer', { name: 'Elapsed time' })).toHaveText(/^0:00:0[1-9]$/)
    expect(await badge(extension)).toBe('0:00')
  })

  await test.step('it runs on without popup and worker, and through a restart of the browser', async () => {
    await popup.close()
    await extension.stopWorker()
    popup = await extension.openPopup()
    await age(popup, 30)
    await popup.close()
    await extension.restart()
    popup = await extension.openPopup()
    await expect(popup.getByRole('timer')).toHaveText(/^0:30:/)
    await expect.poll(() => badge(extension)).toBe('0:30')
  })

  await test.step('it is paused and goes on, the worker being stopped in between', async () => {
    await button(popup, 'Pause').press('Enter')
    await expect(bar(popup)).toContainText('Paused')
    await said(popup, 'Timer paused.')
    expect(await badge(extension)).toBe('||')
    await extension.stopWorker()
    await button(popup, 'Resume').press('Enter')
    await expect(button(popup, 'Pause')).toBeVisible()
    await extension.stopWorker()
  })

  await test.step('past time that is logged meanwhile does not touch it', async () => {
    await field(popup).fill('2h @acme/website a past meeting')
    await popup.keyboard.press('Enter')
    await expect(row(popup, 'a past meeting')).toBeVisible()
    await expect(popup.getByRole('timer')).toHaveText(/^0:30:/)
  })

  await test.step('what it is for is changed by a line, and what was typed outlives the popup', async () => {
    await button(popup, 'Change what it is for').press('Enter')
    let line = popup.getByLabel('What the timer is for')
    await expect(line).toBeFocused()
    await expect(line).toHaveValue('@acme/website design review')
    await line.fill('2h @orbit review')
    await line.press('Enter')
    await said(popup, /A timer/)
    await expect(line).toHaveAttribute('aria-invalid', 'true')
    await line.fill('@orbit design review of tickets')
    await popup.close()
    popup = await extension.openPopup()
    line = popup.getByLabel('What the timer is for')
    await expect(line).toHaveValue('@orbit design review of tickets')
    await line.press('Enter')
    await said(popup, 'Timer changed.')
    await expect(bar(popup)).toContainText('design review of tickets')
    await expect(button(popup, 'Change what it is for')).toBeFocused()
    await expect(popup.getByRole('timer')).toHaveText(/^0:30:/)
    await button(popup, 'Change what it is for').press('Enter')
    await line.fill('@acme/website design review')
    await line.press('Enter')
    await expect(bar(popup)).toContainText('Acme / Website')
    await button(popup, 'Change what it is for').press('Enter')
    await line.press('Escape')
    await expect(line).toBeHidden()
  })

  await test.step('stopped, it is an entry in the list and in the database', async () => {
    await button(popup, 'Stop').press('Enter')
    await said(popup, /Timer stopped\. 0:30 on.*Acme \/ Website/)
    await expect(bar(popup)).toBeHidden()
    expect(await badge(extension)).toBe('')
    await expect
      .poll(() => arrived(servers, 'design review'), { timeout: 15_000 })
      .toContainEqual(expect.objectContaining({ projectId: 'acme-website', status: 'draft', version: 1 }))
    expect(await minutesOf(servers, 'design review')).toBe(30)
  })
})

test('a switch books the first and a discard nothing; both can be undone', async ({ extension, servers }) => {
  const popup = await extension.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()
  await start(popup, '@acme/website first')
  await expect(bar(popup)).toContainText('first')
  await start(popup, '@orbit second')
  await said(popup, /Switched\. Booked: 0:01 on.*Acme \/ Website/)
  await expect(bar(popup)).toContainText('second')
  await expect(row(popup, 'first')).toBeVisible()
  await button(popup, 'Undo').press('Enter')
  await expect(bar(popup)).toContainText('first')
  await expect(row(popup, 'first')).toBeHidden()
  await expect(field(popup)).toHaveValue('@orbit second')

  await button(popup, 'Discard').press('Enter')
  await said(popup, 'Timer discarded.')
  await expect(bar(popup)).toBeHidden()
  // The focus of the button that is gone is in the line.
  await expect(field(popup)).toBeFocused()
  await extension.stopWorker()
  await button(popup, 'Undo').press('Enter')
  await expect(bar(popup)).toContainText('first')
  expect(await arrived(servers, 'first')).toEqual([])
})

test('of two popups that start a timer at once one is told that there is another', async ({ extension }) => {
  const popup = await extension.signIn(EMPLOYEE)
  const other = await extension.openPopup()
  const ask = (page: Page, note: string) =>
    page.evaluate(
      (work) =>
        chrome.runtime.sendMessage({
          command: 'start-timer',
          input: { id: crypto.randomUUID(), work, seen: null },
        }),
      { project: null, projectId: null, task: null, tags: [], note, billable: true },
    )
  const answers = await Promise.all([ask(popup, 'one of two'), ask(other, 'one of two')])
  expect(answers).toContainEqual({ ok: true, value: { outcome: 'done', minutes: null } })
  expect(answers).toContainEqual({ ok: true, value: { outcome: 'changed', minutes: null } })
  for (const page of [popup, other]) {
    await expect(bar(page)).toContainText('one of two')
    await expect(row(page, 'one of two')).toHaveCount(0)
  }
})

test('what is typed for a timer goes to the line when another page stops that timer', async ({
  extension,
}) => {
  const popup = await extension.signIn(EMPLOYEE)
  await start(popup, 'first')
  const other = await extension.openPopup()
  await button(popup, 'Change what it is for').press('Enter')
  await popup.getByLabel('What the timer is for').fill('@acme/website half a thou')
  await button(other, 'Stop').press('Enter')
  await expect(field(popup)).toHaveValue('@acme/website half a thou')
  await expect(field(other)).toHaveValue('@acme/website half a thou')
  await expect(popup.getByLabel('What the timer is for')).toBeHidden()
  await popup.close()
  await other.close()
  await expect(field(await extension.openPopup())).toHaveValue('@acme/website half a thou')
})

test('after a sleep of the computer it is asked, before anything is booked', async ({
  extension,
  servers,
}) => {
  let popup = await extension.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()
  await start(popup, '@acme/website before lunch')
  await expect(bar(popup)).toBeVisible()
  await extension.stopWorker()
  await age(popup, 90, 60)
  await popup.close()
  popup = await extension.openPopup()
  const question = popup.getByRole('alert').filter({ hasText: 'Still working?' })
  await expect(question).toContainText('(1:00 h)')
  await expect(button(popup, 'Stop')).toBeHidden()
  await expect.poll(() => badge(extension)).toBe('?')
  await question.getByRole('button', { name: /^Book until/ }).press('Enter')
  await said(popup, /^Booked, and the timer goes on\. 0:30 on/)
  await expect(bar(popup)).toContainText('before lunch')
  await expect(popup.getByRole('timer')).toHaveText(/^0:0\d:/)
  await expect.poll(() => minutesOf(servers, 'before lunch'), { timeout: 15_000 }).toBe(30)
})

test('it belongs to its person: out of sight after the sign-out, and there again', async ({ extension }) => {
  let popup = await extension.signIn(EMPLOYEE)
  await start(popup, '@acme/website mine alone')
  await expect(bar(popup)).toBeVisible()
  await button(popup, 'Settings').click()
  await button(popup, 'Sign out').click()
  await expect(bar(popup)).toBeHidden()
  expect(await badge(extension)).toBe('')
  popup = await extension.signIn(CONTRACTOR, popup)
  await expect(popup.getByText('All sent')).toBeVisible()
  await expect(bar(popup)).toBeHidden()
  await button(popup, 'Settings').click()
  await button(popup, 'Sign out').click()
  popup = await extension.signIn(EMPLOYEE, popup)
  await expect(bar(popup)).toContainText('mine alone')
})
