import { expect, type Page, test } from '@playwright/test'
import { ExtensionBrowser } from '../support/extension.ts'
import { APPROVED, CHANGED, GONE } from './states/conflict-states.ts'
import { atWork } from './states/snapshots.ts'
import { openState, publish, type Setting, sentCommands } from './states/stage.ts'

let browser: ExtensionBrowser

test.beforeAll(async () => {
  browser = await ExtensionBrowser.launch()
  await browser.quieten()
})

test.afterAll(async () => {
  await browser.close()
})

async function open(setting: Setting): Promise<Page> {
  const page = await openState(browser, setting, { file: 'popup.html', scheme: 'light', scale: 1 })
  await expect(page.getByLabel('Log time', { exact: true })).toBeFocused()
  return page
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const [entry] = CHANGED.entries

test('two versions are compared and one is kept without the mouse', async () => {
  const page = await open({ snapshot: CHANGED })
  await button(page, 'Compare').press('Enter')
  await expect(button(page, 'Compare')).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByRole('row', { name: /Duration/ }).getByRole('cell')).toHaveText(['2:30', '1:30'])
  await expect(page.getByRole('row')).toHaveCount(3)
  await page.keyboard.press('Tab')
  await expect(button(page, 'Keep mine')).toBeFocused()
  await page.keyboard.press('Enter')
  expect((await sentCommands(page)).at(-1)).toEqual({
    command: 'keep-mine',
    input: { id: entry?.id, version: 2 },
  })
  await publish(page, atWork({ entries: [{ ...entry, sync: 'waiting', conflict: null } as never] }))
  await expect(button(page, 'Edit')).toBeFocused()
  await page.close()
})

test('Escape closes the comparison, and the focus is where it was opened', async () => {
  const page = await open({ snapshot: CHANGED })
  await button(page, 'Compare').press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  await expect(button(page, 'Keep mine')).toBeHidden()
  await expect(button(page, 'Compare')).toBeFocused()
  await page.close()
})

test('mine is edited, for the version of theirs that was seen beside it', async () => {
  const page = await open({ snapshot: CHANGED })
  await button(page, 'Compare').click()
  await page.getByRole('region', { name: 'Choose a version' }).getByText('Edit', { exact: true }).click()
  await expect(page.getByLabel('Duration')).toHaveValue('2:30')
  const later = { ...CHANGED, entries: CHANGED.entries.map(withNewerTheirs) }
  await publish(page, later)
  await page.getByLabel('Duration').fill('2h')
  await page.keyboard.press('Enter')
  expect((await sentCommands(page)).at(-1)).toMatchObject({
    command: 'edit-entry',
    input: { id: entry?.id, content: { minutes: 120 }, seenVersion: 2 },
  })
  await page.close()
})

function withNewerTheirs(each: (typeof CHANGED.entries)[number]) {
  const { conflict } = each
  if (!conflict || typeof conflict.theirs === 'string') return each
  return { ...each, conflict: { ...conflict, theirs: { ...conflict.theirs, version: 3 } } }
}

test('over an approved entry mine is logged anew or copied, never kept', async () => {
  const page = await open({ snapshot: APPROVED })
  await button(page, 'Compare').click()
  await expect(page.getByText(/mia@exampleco\.com.* approved this entry on Fri, Nov 20/)).toBeVisible()
  await expect(button(page, 'Keep mine')).toHaveCount(0)
  await button(page, 'Copy mine').click()
  await expect(page.getByText('Copied')).toBeVisible()
  const field = page.getByLabel('Log time', { exact: true })
  await field.focus()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(field).toHaveValue('2026-11-20 · 2:30 · Website · #workshop · design review with Orbit')
  await button(page, 'Log mine as a new entry').click()
  expect((await sentCommands(page)).at(-1)).toEqual({
    command: 'log-mine-as-new',
    input: { id: APPROVED.entries[0]?.id, version: 2, newId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  })
  await page.close()
})

test('what was deleted elsewhere can be let go, and had back', async () => {
  const page = await open({ snapshot: GONE })
  await button(page, 'Choose').click()
  await button(page, 'Let mine go').click()
  expect((await sentCommands(page)).at(-1)).toEqual({
    command: 'take-theirs',
    input: { id: GONE.entries[0]?.id, version: 0 },
  })
  await expect(page.getByText(/^Let go\. 2:30 on/)).toBeVisible()
  await page.close()
})
