import type { Locator, Page } from '@playwright/test'
import { addDays, weekdayOf } from '../../src/domain/local-date.ts'
import { expect, test } from '../support/browser-test.ts'
import { ExtensionBrowser } from '../support/extension.ts'
import { EMPLOYEE } from '../support/servers.ts'
import { atWork } from './states/snapshots.ts'
import { openState, sentCommands } from './states/stage.ts'

const MOST_TABS = 80
/** Before the demo's entries begin. */
const THEN = addDays(Temporal.Now.plainDateISO().toString(), -28)
const A_WEEK_LATER = addDays(THEN, 7)
/** To a day of the same week: from a Monday later, else earlier. */
const [NEAR, TOWARDS] =
  weekdayOf(THEN) === 1 ? [addDays(THEN, 1), 'ArrowDown'] : [addDays(THEN, -1), 'ArrowUp']

const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole('button', { name, exact: true })
const said = (popup: Page, words: string | RegExp) =>
  popup.getByRole('status').filter({ hasText: words }).first()

/** Goes there as a keyboard does, and no other way. */
async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const page = target.page()
  await expect(target).toBeAttached()
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error('The keyboard does not get there.')
}

async function pressWith(key: string, target: Locator, way: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(target, way)
  await target.page().keyboard.press(key)
}

/** Where the focus is: the row and the day in which it stands, and what has it. */
async function focusedPlace(page: Page) {
  return await page.evaluate(() => {
    const active = document.activeElement
    return {
      day: active?.closest<HTMLElement>('[data-day]')?.dataset.day,
      row: active?.closest('[data-row]')?.textContent,
      name: active?.getAttribute('aria-label'),
    }
  })
}

test('a week by keyboard alone: look back, copy, undo, move, duplicate, delete several, undo', async ({
  extension,
  servers,
}) => {
  const popup = await extension.signIn(EMPLOYEE)
  await expect(popup.getByText('All sent')).toBeVisible()
  const stored = async (date: string) =>
    (await servers.entriesOf(EMPLOYEE.sub)).filter((entry) => entry.date === date).map(({ note }) => note)
  const door = (date: string) => popup.locator(`#door-${date}`)
  const row = (note: string) => popup.getByRole('listitem').filter({ hasText: note }).last()

  await test.step('two entries of four weeks ago, and the way to that week', async () => {
    await tabTo(popup.getByLabel('Log time', { exact: true }))
    for (const line of ['1h @acme standup -28d', '2h @orbit tickets -28d']) {
      await popup.keyboard.type(line)
      await popup.keyboard.press('Enter')
      await expect(said(popup, /^Saved\./)).toBeAttached()
      await expect(popup.getByLabel('Log time', { exact: true })).toHaveValue('')
    }
    await pressWith('Enter', button(popup, 'Week'), 'Shift+Tab')
    await tabTo(button(popup, 'Previous week'))
    for (let weeks = 0; weeks < 4; weeks += 1) await popup.keyboard.press('Enter')
    await expect(said(popup, /^Week \d+, /)).toBeAttached()
    const chart = popup.getByRole('table', { name: 'Time logged per day' })
    await expect(chart.getByRole('columnheader')).toHaveCount(7)
    await expect(chart.getByRole('button', { name: /: 3:00$/ })).toHaveCount(1)
    await pressWith('Enter', door(THEN))
    await expect(door(THEN)).toHaveAttribute('aria-expanded', 'true')
    await expect(row('standup')).toContainText('Acme')
  })

  await test.step('the entry is moved by a day, and the focus goes with it', async () => {
    await pressWith(`Alt+${TOWARDS}`, button(row('standup'), 'Move or copy'))
    await expect(said(popup, /^Moved\. 1:00 on/)).toBeAttached()
    await expect.poll(() => focusedPlace(popup)).toMatchObject({ day: NEAR, name: 'Move or copy' })
    expect((await focusedPlace(popup)).row).toContain('standup')
    await expect.poll(() => stored(NEAR)).toEqual(['standup'])
    await pressWith('Enter', button(popup, 'Undo'))
    await expect(said(popup, 'Undone.')).toBeAttached()
    await expect.poll(async () => (await stored(THEN)).sort()).toEqual(['standup', 'tickets'])
    expect(await stored(NEAR)).toEqual([])
  })

  await test.step('it is duplicated on its own day, and the focus stays at it', async () => {
    await pressWith('Enter', door(THEN), 'Shift+Tab')
    await pressWith('Enter', button(row('tickets'), 'Move or copy'))
    await expect(popup.getByRole('region', { name: 'Move or copy' })).toBeVisible()
    await pressWith('Enter', button(popup, 'Duplicate'))
    await expect(said(popup, /^Copied\. 2:00 on/)).toBeAttached()
    expect(await focusedPlace(popup)).toMatchObject({ day: THEN, name: 'Move or copy' })
    await expect.poll(async () => (await stored(THEN)).sort()).toEqual(['standup', 'tickets', 'tickets'])
  })

  await test.step('all three are deleted at once, and come back at once', async () => {
    await pressWith('Space', button(popup, 'Select'), 'Shift+Tab')
    await pressWith('Space', popup.getByRole('checkbox', { name: /^All of / }).and(popup.locator(':enabled')))
    await expect(said(popup, '3 entries selected, 5:00')).toBeAttached()
    const bar = popup.getByRole('region', { name: 'Select' })
    await pressWith('Enter', button(bar, 'Delete'))
    await expect(said(popup, 'Deleted 3 entries.')).toBeAttached()
    await expect(popup.getByText('Nothing logged in this week.')).toBeVisible()
    await pressWith('Enter', button(popup, 'Undo'))
    await expect(said(popup, 'Undone.')).toBeAttached()
    await expect(row('tickets')).toBeVisible()
    await expect(door(THEN)).toHaveAccessibleName(/: 5:00$/)
    expect(await stored(THEN)).toHaveLength(3)
  })

  await test.step('it is copied into the next week, once however often that is asked for', async () => {
    await pressWith('Enter', button(popup, 'Next week'), 'Shift+Tab')
    await expect(popup.getByText('Nothing logged in this week.')).toBeVisible()
    await pressWith('Enter', button(popup, 'Copy last week'))
    const panel = popup.getByRole('region', { name: 'Copy last week' })
    await expect(panel).toContainText('3 entries, 5:00')
    await expect(button(panel, 'Copy 3 entries')).toBeFocused()
    await popup.keyboard.press('Enter')
    await expect(said(popup, 'Copied 3 entries, 5:00.')).toBeAttached()
    await expect(button(popup, 'Copy last week')).toBeFocused()
    await pressWith('Enter', button(popup, 'Undo'))
    await expect(said(popup, 'Undone.')).toBeAttached()
    await expect.poll(() => stored(A_WEEK_LATER)).toEqual([])

    await pressWith('Enter', button(popup, 'Copy last week'), 'Shift+Tab')
    await expect(button(panel, 'Copy 3 entries')).toBeFocused()
    await extension.stopWorker()
    await popup.keyboard.press('Enter')
    await expect
      .poll(async () => (await stored(A_WEEK_LATER)).sort())
      .toEqual(['standup', 'tickets', 'tickets'])
    await pressWith('Enter', button(popup, 'Copy last week'), 'Shift+Tab')
    await expect(panel).toContainText('There is nothing to copy.')
    await expect(panel).toContainText('Left out, as already there: 3 entries.')
    await popup.keyboard.press('Escape')
    await expect(button(popup, 'Copy last week')).toBeFocused()
    await pressWith('Enter', button(popup, 'This week'), 'Shift+Tab')
    await expect(button(popup, 'Previous week')).toBeFocused()
    await expect(button(popup, 'Next week')).toHaveAttribute('aria-disabled', 'true')
  })
})

test('with the pointer: a row is dragged to another day, and a range is chosen with Shift', async () => {
  const browser = await ExtensionBrowser.launch()
  await browser.quieten()
  const page = await openState(
    browser,
    { snapshot: atWork() },
    { file: 'popup.html', scheme: 'light', scale: 1 },
  )
  await button(page, 'Week').click()
  await page.locator('#door-2026-11-17').click()
  const row = page.getByRole('listitem').filter({ hasText: 'scanner app' }).last()
  const id = await row.getAttribute('data-row')
  await row.dragTo(page.getByRole('table').getByRole('button', { name: /^Thursday, November 19/ }))
  await expect
    .poll(async () => (await sentCommands(page)).at(-1))
    .toEqual({
      command: 'move-entries',
      input: { ids: [id], date: '2026-11-19' },
    })
  // What has to be scrolled to is under the pointer no more.
  await page.locator('#door-2026-11-18').scrollIntoViewIfNeeded()
  await row.dragTo(page.locator('#door-2026-11-18'))
  await expect
    .poll(async () => (await sentCommands(page)).at(-1)?.input)
    .toEqual({
      ids: [id],
      date: '2026-11-18',
    })

  await button(page, 'Select').click()
  const boxes = page.getByRole('checkbox', { name: 'Select', exact: true })
  await boxes.nth(0).click()
  await boxes.nth(3).click({ modifiers: ['Shift'] })
  await expect(said(page, /^4 entries selected/)).toBeAttached()
  await browser.close()
})
