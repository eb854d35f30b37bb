import { expect, type Page, test } from '@playwright/test'
import { ExtensionBrowser } from '../support/extension.ts'
import { FLAGGED } from './states/approval-states.ts'
import { OPTIONS_STATES } from './states/options-states.ts'
import { OUTCOME_STATES } from './states/outcome-states.ts'
import { POPUP_STATES } from './states/popup-states.ts'
import { atWork, managing } from './states/snapshots.ts'
import { openState } from './states/stage.ts'
import { timer as runningTimer } from './states/timer-states.ts'

test('in German, whose words are longer, everything fits too', async () => {
  const browser = await ExtensionBrowser.launch({ language: 'de' })
  await browser.quieten()
  const pages = [
    ['popup.html', { ...POPUP_STATES, ...OUTCOME_STATES }],
    ['options.html', OPTIONS_STATES],
  ] as const
  for (const [file, states] of pages) {
    for (const [name, state] of Object.entries(states)) {
      // What leads to the others is pressed by its English name.
      if (state.arrange || !state.snapshot) continue
      const page = await openState(browser, state, { file, scheme: 'light', scale: 1 })
      await expect(page.locator('html')).toHaveAttribute('lang', 'de')
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeAttached()
      expect(await cutOff(page), name).toEqual([])
      await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
      await page.close()
    }
  }
  await browser.close()
})

test('the week in German fits too', async () => {
  const browser = await ExtensionBrowser.launch({ language: 'de' })
  await browser.quieten()
  const last = { ok: true, value: { entries: atWork().entries, truncated: false } } as const
  const ways = [[], ['Auswählen'], ['Vorwoche kopieren'], ['Wie gestern'], ['Vorige Woche']]
  for (const [index, way] of ways.entries()) {
    const replies = { 'read-week': last, 'read-last-day': last }
    const page = await openState(
      browser,
      { snapshot: atWork(), replies },
      { file: 'popup.html', scheme: 'light', scale: 1 },
    )
    for (const name of ['Woche', ...way]) await page.getByRole('button', { name, exact: true }).click()
    if (way.length === 0) {
      await page.locator('#door-2026-11-18').click()
      await page.getByRole('button', { name: 'Verschieben oder kopieren' }).click()
    }
    expect(await cutOff(page), way.join()).toEqual([])
    await page.screenshot({ path: test.info().outputPath(`week-${index}.png`) })
    await page.close()
  }
  await browser.close()
})

test('what a key or a press opens fits in German: the form of the timer, the keys and the filter of the inbox', async () => {
  const browser = await ExtensionBrowser.launch({ language: 'de' })
  await browser.quieten()
  const editTimer = async (page: Page) => {
    await page.getByRole('button', { name: 'Ändern, wofür sie läuft' }).click()
    const field = page.getByLabel('Wofür die Zeit gemessen wird')
    await expect(field).toHaveValue('@acme/website design review')
    return field
  }
  const editTimerWrongly = async (page: Page) => {
    const field = await editTimer(page)
    await field.fill('2h @website design review')
    await field.press('Enter')
  }
  const inInbox = (typed: string) => async (page: Page) => {
    await page.getByRole('button', { name: 'Freigaben' }).click()
    for (const key of typed) await page.keyboard.press(key)
  }
  const ofOnePerson = async (page: Page) => {
    await inInbox('')(page)
    await page.getByLabel('Anzeigen', { exact: true }).selectOption({ label: 'Demo Contractor' })
  }
  const timer = atWork({ timer: runningTimer() })
  const inbox = managing({ approvals: FLAGGED })
  const ways = [
    { name: 'timer-form', snapshot: timer, arrange: editTimer, shows: 'Eintragen' },
    {
      name: 'timer-form-faulty',
      snapshot: timer,
      arrange: editTimerWrongly,
      shows: /Nimm die Dauer heraus\.$/,
    },
    { name: 'inbox-keys', snapshot: inbox, arrange: inInbox('?'), shows: 'dies zeigen oder ausblenden' },
    { name: 'inbox-selected', snapshot: inbox, arrange: inInbox('jxjjjx'), shows: /^3 Einträge ausgewählt/ },
    {
      name: 'inbox-none-fits',
      snapshot: inbox,
      arrange: inInbox('/zzz'),
      shows: /^Kein wartender Eintrag passt/,
    },
    {
      name: 'inbox-one-person',
      snapshot: inbox,
      arrange: ofOnePerson,
      shows: 'Alle ohne Hinweis freigeben (2)',
    },
  ]
  for (const { name, snapshot, arrange, shows } of ways) {
    const page = await openState(browser, { snapshot }, { file: 'popup.html', scheme: 'light', scale: 2 })
    await arrange(page)
    await expect(page.getByText(shows), name).toBeVisible()
    expect(await cutOff(page), name).toEqual([])
    await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
    await page.close()
  }
  await browser.close()
})

/** What is wider than its place: parts of the frame, buttons, the hint under the line, and fields with their examples. */
async function cutOff(page: Page): Promise<readonly (string | null)[]> {
  return await page.evaluate(() => {
    const framed = [
      ...document.querySelectorAll('html, .popup, .main, .scroller, .page, button, .chips > .soft.one-line'),
    ]
    const fields = [...document.querySelectorAll<HTMLInputElement>('input[placeholder]')]
    const canvas = document.createElement('canvas').getContext('2d')
    const widthOf = (field: HTMLInputElement) => {
      if (canvas) canvas.font = getComputedStyle(field).font
      return canvas?.measureText(field.placeholder).width ?? 0
    }
    const roomOf = (field: HTMLInputElement) => {
      const { paddingLeft, paddingRight } = getComputedStyle(field)
      return field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
    }
    return [
      ...framed
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map((one) => one.textContent),
      ...fields.filter((field) => widthOf(field) > roomOf(field)).map(({ placeholder }) => placeholder),
    ]
  })
}
