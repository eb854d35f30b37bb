import { expect, type Page, test } from '@playwright/test'
import { ExtensionBrowser } from '../support/extension.ts'
import { APPROVAL_STATES } from './states/approval-states.ts'
import { expectAccessible, sidewaysOverflow } from './states/checks.ts'
import { entry } from './states/entries.ts'
import { expectState, POPUP_STATES, type State } from './states/popup-states.ts'
import { atWork } from './states/snapshots.ts'
import { type OpenOptions, openState, type Setting, sentCommands } from './states/stage.ts'
import { TIMER_STATES } from './states/timer-states.ts'

const ROOMS = {
  'page-1280': { file: 'page.html', size: [1280, 800] },
  'page-1600': { file: 'page.html', size: [1600, 900] },
  'page-800': { file: 'page.html', size: [800, 700] },
  'panel-320': { file: 'sidepanel.html', size: [320, 800] },
  'panel-500': { file: 'sidepanel.html', size: [500, 900] },
} as const satisfies Record<string, Pick<OpenOptions, 'file' | 'size'>>

const STATES = { ...POPUP_STATES, ...APPROVAL_STATES, ...TIMER_STATES }
const SHOWN = [
  'today',
  'week-day',
  'edit',
  'suggestions',
  'attention',
  'approvals',
  'approvals-flagged',
  'approvals-refused',
  'settings',
  'signed-out',
  'timer-running',
  'timer-away',
]

let browser: ExtensionBrowser

test.beforeAll(async () => {
  browser = await ExtensionBrowser.launch()
  await browser.quieten()
})

test.afterAll(async () => {
  await browser.close()
})

for (const [room, { file, size }] of Object.entries(ROOMS))
  test(`${file} ${size.join(' × ')}: as designed, and accessible`, async () => {
    for (const name of SHOWN) {
      const state = STATES[name] as State
      const page = await openState(browser, state, { file, size, scheme: 'light', scale: 1 })
      await state.arrange?.(page)
      await expectState(page, state)
      for (const scheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
        await page.screenshot({ path: test.info().outputPath(`${room}-${name}-${scheme}.png`) })
      }
      // The colours are those of the popup, where each is looked at.
      await expectAccessible(page)
      expect(await sidewaysOverflow(page)).toEqual([])
      await page.close()
    }
  })

const LIGHT = { scheme: 'light', scale: 1 } as const
const openPage = (setting: Setting = { snapshot: atWork() }) =>
  openState(browser, setting, { file: 'page.html', ...LIGHT })
const line = (page: Page) => page.getByLabel('Log time', { exact: true })

test('on the full page each entry stands once: today beside the week, other days in it', async () => {
  const conflict = {
    ...entry({ id: 'old', date: '2026-11-17', note: 'in question' }),
    sync: 'attention',
  } as const
  const page = await openPage({ snapshot: atWork({ entries: [entry({ id: 'a' }), conflict] }) })
  const week = page.getByRole('complementary')
  await expect(line(page)).toBeFocused()
  await expect(week.getByRole('heading', { name: /^Week 47/ })).toBeVisible()
  await expect(week.getByRole('button', { name: /November 20/ })).toHaveCount(0)
  await expect(page.getByRole('main').getByText('in question')).toBeVisible()
  await week.locator('#door-2026-11-17').press('Enter')
  await expect(week.getByText('in question')).toBeVisible()
  await expect(page.getByText('in question')).toHaveCount(1)
  await week.getByRole('button', { name: 'Edit', exact: true }).press('Enter')
  await expect(week.getByLabel('Duration')).toBeFocused()
  await page.setViewportSize({ width: 700, height: 800 })
  await expect(week).toHaveCount(0)
  await page.close()
})

test('what is typed in one page stands in the others, and goes on in each', async () => {
  const page = await openPage()
  const panel = await openState(browser, { snapshot: atWork() }, { file: 'sidepanel.html', ...LIGHT })
  await line(panel).fill('2h @warehouse')
  await expect(line(page)).toHaveValue('2h @warehouse')
  await page.bringToFront()
  await line(page).press('End')
  await line(page).pressSequentially(' review')
  await expect(line(panel)).toHaveValue('2h @warehouse review')
  await line(page).press('Enter')
  await expect(line(page)).toHaveValue('')
  await expect(line(panel)).toHaveValue('')
  expect((await sentCommands(page)).filter(({ command }) => command === 'capture-entry')).toHaveLength(1)
  expect((await sentCommands(panel)).filter(({ command }) => command === 'capture-entry')).toHaveLength(0)
  await page.close()
  await panel.close()
})

test('the popup opens the full page with its view, and finds it again', async () => {
  const popup = await openState(browser, { snapshot: atWork() }, { file: 'popup.html', ...LIGHT })
  await popup.getByRole('button', { name: 'Week', exact: true }).click()
  const opened = browser.context.waitForEvent('page')
  // Not by a key: its release would go to a tab that is hidden by then, and the browser may never answer that.
  await popup.getByRole('button', { name: 'Open as page' }).dispatchEvent('click')
  const page = await opened
  await expect(page.getByRole('button', { name: 'Week', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await expect(page.getByRole('button', { name: 'Open as page' })).toHaveCount(0)
  await line(page).fill('1h stays')
  await popup.bringToFront()
  await popup.getByRole('button', { name: 'Today', exact: true }).click()
  await popup.getByRole('button', { name: 'Open as page' }).dispatchEvent('click')
  await expect(page.getByRole('button', { name: 'Today', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await expect(line(page)).toHaveValue('1h stays')
  expect(browser.context.pages().filter((one) => one.url().includes('/page.html'))).toEqual([page])
  await page.close()
  await popup.close()
})

test('the popup opens the side panel, which works as the popup does', async () => {
  const tab = await openState(browser, { snapshot: atWork() }, { file: 'popup.html', ...LIGHT })
  const popup = await browser.openToolbarPopup()
  await popup.getByRole('button', { name: 'Settings' }).click()
  await popup.getByRole('button', { name: 'Open side panel' }).click()
  await expect.poll(async () => (await browser.pagesOf('sidepanel.html')).length).toBe(1)
  for (const panel of await browser.pagesOf('sidepanel.html')) {
    await expect(line(panel)).toBeVisible()
    await expect(panel.getByRole('button', { name: 'Open as page' })).toBeVisible()
  }
  await expect.poll(() => popup.isClosed()).toBe(true)
  await tab.close()
})
