import { expect, type Page } from '@playwright/test'
import { test } from '../support/browser-test.ts'
import { EMPLOYEE } from '../support/servers.ts'
import { PAST_WORK, PASTED, paste, suggesting } from './states/capture-states.ts'
import { atWork } from './states/snapshots.ts'
import { openState, type Setting, sentCommands } from './states/stage.ts'

const field = (page: Page) => page.getByLabel('Log time')

test.describe('the line alone', () => {
  const open = async (extension: Parameters<typeof openState>[0], setting: Partial<Setting> = {}) => {
    await extension.quieten()
    const page = await openState(
      extension,
      { snapshot: atWork(), ...setting },
      { file: 'popup.html', scheme: 'light', scale: 1 },
    )
    await expect(field(page)).toBeFocused()
    return page
  }

  test('past work is chosen by keyboard alone, as in a combobox of the ARIA practices', async ({
    extension,
  }) => {
    const page = await open(extension, { replies: suggesting({ work: PAST_WORK }) })
    await expect(page.getByRole('listbox')).toBeHidden()
    await page.keyboard.press('ArrowDown')
    const combobox = page.getByRole('combobox', { name: 'Log time' })
    await expect(combobox).toHaveAttribute('aria-expanded', 'true')
    await expect(page.getByRole('listbox', { name: 'Done before' })).toBeVisible()
    await expect(page.getByRole('option').first()).toContainText('Favourite')
    await expect(page.getByRole('option', { selected: true })).toHaveCount(0)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('option', { selected: true })).toContainText('tickets 4711 to 4718')
    const active = await combobox.getAttribute('aria-activedescendant')
    await expect(page.locator(`[id="${active}"]`)).toContainText('tickets 4711 to 4718')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('listbox')).toBeHidden()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await expect(page.getByRole('option', { selected: true })).toContainText('Training')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await expect(field(page)).toHaveValue('0:15 @internal daily standup')
    await expect(field(page)).toBeFocused()
  })

  test('a project taken in the middle of a line leaves the cursor behind it, where typing goes on', async ({
    extension,
  }) => {
    const page = await open(extension)
    await page.keyboard.type('2h  design')
    for (const _ of ' design') await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('@web')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.type('the new ')
    await expect(field(page)).toHaveValue('2h @acme/website the new design')
  })

  test('past work is offered when the cursor comes back to the empty line, not when an act ends there', async ({
    extension,
  }) => {
    const page = await open(extension, { replies: suggesting({ work: PAST_WORK }) })
    await page.keyboard.press('Tab')
    await expect(page.getByRole('listbox')).toBeHidden()
    await page.keyboard.press('Shift+Tab')
    await expect(page.getByRole('listbox', { name: 'Done before' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.type('2h tickets')
    await page.getByRole('button', { name: 'Add' }).click()
    await expect(field(page)).toHaveValue('')
    await expect(field(page)).toBeFocused()
    await expect(page.getByRole('listbox')).toBeHidden()
  })

  test('Enter saves the line as it is typed while past work is offered and none of it chosen', async ({
    extension,
  }) => {
    const page = await open(extension, { replies: suggesting({ work: PAST_WORK.slice(2, 3) }) })
    await page.keyboard.type('2h des')
    await expect(page.getByRole('option')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await expect(field(page)).toHaveValue('')
    const saved = (await sentCommands(page)).find(({ command }) => command === 'capture-entry')
    expect(saved?.input).toMatchObject({ content: { minutes: 120, project: null, note: 'des' } })
  })

  test('a favourite is kept with a key, and said', async ({ extension }) => {
    const page = await open(extension, { replies: suggesting({ work: PAST_WORK }) })
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Control+d')
    await expect(page.getByRole('status').filter({ hasText: 'Kept as favourite.' })).toBeAttached()
    await expect(page.getByRole('option', { selected: true })).toContainText('Favourite')
    expect((await sentCommands(page)).at(-1)).toMatchObject({
      command: 'keep-favourite',
      input: { isFavourite: true, work: { note: 'tickets 4711 to 4718' } },
    })
  })

  test('Escape gives the words that were taken for a project back to the note', async ({ extension }) => {
    const page = await open(extension)
    await page.keyboard.type('1h nordwind warehouse scanner')
    await expect(page.getByRole('button', { name: 'Nordwind / Warehouse' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(field(page)).toHaveValue('1h -- nordwind warehouse scanner')
    await page.keyboard.press('Enter')
    const saved = (await sentCommands(page)).find(({ command }) => command === 'capture-entry')
    expect(saved?.input).toMatchObject({ content: { project: null, note: 'nordwind warehouse scanner' } })
  })

  test('a pasted line that may mean several projects is settled by a button', async ({ extension }) => {
    const page = await open(extension)
    await paste(page, '2h @website review\n1h @nordwind scanner')
    const line = page.getByRole('textbox', { name: 'Line 2' })
    await expect(line).toHaveAttribute('aria-invalid', 'true')
    await page.getByRole('button', { name: 'Nordwind / Warehouse' }).press('Enter')
    await expect(line).toHaveValue('1h @nordwind/warehouse scanner')
    await expect(line).toBeFocused()
    await expect(line).toHaveAttribute('aria-invalid', 'false')
  })

  test('pasted lines are added with Enter; what is left is there after the popup was closed', async ({
    extension,
  }) => {
    const page = await open(extension)
    await paste(page, PASTED)
    await expect(page.getByRole('region', { name: 'Pasted lines' })).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Line 4' })).toHaveAccessibleDescription(
      /how long it took/,
    )
    await page.keyboard.press('Enter')
    await expect(page.getByText('Saved. 3 entries.')).toBeVisible()
    const saved = (await sentCommands(page)).filter(({ command }) => command === 'capture-entry')
    expect(saved).toHaveLength(3)
    await page.reload()
    const lunch = page.getByRole('textbox', { name: 'Line 1' })
    await expect(lunch).toHaveValue('lunch with everybody')
    await lunch.fill('1h lunch with everybody')
    await lunch.press('Enter')
    await expect(page.getByText('Saved. 1 entry.')).toBeVisible()
    await page.getByRole('button', { name: 'Remove line 1' }).press('Enter')
    await expect(page.getByRole('status').filter({ hasText: '1 line removed' })).toBeVisible()
    await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter')
    await expect(page.getByRole('textbox', { name: 'Line 1' })).toHaveValue('2h 2026-11-27 planning')
  })
})

test('what was logged is offered again, and a favourite outlives the worker', async ({ extension }) => {
  const popup = await extension.signIn(EMPLOYEE)
  await field(popup).fill('45m @acme/website/design polishing the map')
  // The projects come a moment after the sign-in.
  await expect(popup.locator('.chips')).toContainText('Acme / Website / Design')
  await field(popup).press('Enter')
  await expect(field(popup)).toHaveValue('')
  await field(popup).press('ArrowDown')
  const polishing = popup.getByRole('option').filter({ hasText: 'polishing the map' })
  await expect(polishing).toContainText('0:45')
  await polishing.hover()
  await polishing.getByTitle('Keep as favourite').click()
  await expect(popup.getByRole('option').filter({ hasText: 'Favourite' })).toHaveCount(1)
  await popup.close()
  await extension.stopWorker()
  const later = await extension.openPopup()
  await expect(field(later)).toBeFocused()
  await later.keyboard.press('ArrowDown')
  await expect(later.getByRole('option').first()).toContainText('polishing the map')
  await later.keyboard.press('ArrowDown')
  await later.keyboard.press('Enter')
  await expect(field(later)).toHaveValue('0:45 @acme/website/design polishing the map')
})
