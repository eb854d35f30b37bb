import { expect, test } from '@playwright/test'
import { ExtensionBrowser } from '../support/extension.ts'
import { approval, entry } from './states/entries.ts'
import { managing } from './states/snapshots.ts'
import { openState } from './states/stage.ts'

let browser: ExtensionBrowser

test.beforeAll(async () => {
  browser = await ExtensionBrowser.launch()
  await browser.quieten()
})

test.afterAll(async () => {
  await browser.close()
})

const EVIL = '<img src=x onerror="alert(1)"><script>alert(2)</script>javascript:alert(3)'
/** Embeddings, overrides and isolates, which would turn round what follows. (A first-strong isolate is our own.) */
const CONTROLS = '\u202A\u202B\u202C\u202D\u202E\u2066\u2067'

test('words from elsewhere are words, wherever they stand (case 32)', async () => {
  const words = (place: string) => `${place}${CONTROLS}${EVIL}`
  const hostile = {
    project: words('project'),
    projectId: 'evil',
    task: words('task'),
    tags: [words('tag')],
    note: words('note'),
  }
  const review = { by: words('by'), at: '2026-11-19T08:00:00Z', comment: words('comment') }
  const theirs = entry({ ...hostile, task: words('their task'), note: words('their note'), review })
  const snapshot = managing({
    account: { key: 'https://login.example|x', name: words('name'), email: words('email') },
    failure: { code: 'sign-in-refused', detail: words('detail') },
    projects: [
      {
        id: 'evil',
        client: words('client'),
        name: words('project'),
        tasks: [words('task')],
        archived: false,
      },
    ],
    entries: [
      entry({ ...hostile, status: 'rejected', review }),
      entry({ ...hostile, sync: 'attention', failure: 'invalid-entry', failureDetail: words('reason') }),
      entry({
        ...hostile,
        minutes: 60,
        sync: 'conflict',
        conflict: { mine: 'change', theirs, locked: true },
      }),
    ],
    approvals: [approval(words('person'), hostile)],
  })
  const page = await openState(browser, { snapshot }, { file: 'popup.html', scale: 1, scheme: 'light' })
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  for (const view of ['Today', 'Week', 'Approvals', 'Settings']) {
    await page.getByRole('button', { name: new RegExp(`^${view}`) }).click()
    if (view === 'Today') await page.getByRole('button', { name: 'Compare' }).click()
    if (view === 'Week') await page.locator('#door-2026-11-20').click()
    await expect(page.getByText('<img src=x').first()).toBeAttached()
    expect(await page.locator('img, iframe, object, script:not([src]), a[href^="javascript"]').count()).toBe(
      0,
    )
    expect(await page.locator('body').textContent()).not.toMatch(/[\u202A-\u202E\u2066\u2067]/)
  }
  expect(dialogs).toEqual([])
  await page.close()
})
