import { expect, type Page, test } from '@playwright/test'
import { ExtensionBrowser } from '../support/extension.ts'
import { APPROVAL_STATES } from './states/approval-states.ts'
import { CAPTURE_STATES } from './states/capture-states.ts'
import { CONFLICT_STATES } from './states/conflict-states.ts'
import { approval, entry, NOW } from './states/entries.ts'
import { look } from './states/look.ts'
import { OPTIONS_STATES } from './states/options-states.ts'
import { OUTCOME_STATES } from './states/outcome-states.ts'
import { PAGE_STATES } from './states/page-states.ts'
import { POPUP_STATES, type State } from './states/popup-states.ts'
import { atWork, managing } from './states/snapshots.ts'
import { openState, publish, type Setting, sentCommands } from './states/stage.ts'
import { SUBMIT_STATES } from './states/submit-states.ts'
import { TIMER_STATES } from './states/timer-states.ts'
import { WEEK_STATES } from './states/week-states.ts'

let browser: ExtensionBrowser

test.beforeAll(async () => {
  browser = await ExtensionBrowser.launch()
  await browser.quieten()
})

test.afterAll(async () => {
  await browser.close()
})

const STATES = {
  ...POPUP_STATES,
  ...APPROVAL_STATES,
  ...CAPTURE_STATES,
  ...CONFLICT_STATES,
  ...OUTCOME_STATES,
  ...PAGE_STATES,
  ...SUBMIT_STATES,
  ...TIMER_STATES,
  ...WEEK_STATES,
}
for (const [name, state] of Object.entries(STATES)) {
  test(`popup, ${name}: as designed, and accessible`, () => look(browser, name, state, 'popup.html'))
}
for (const [name, state] of Object.entries(OPTIONS_STATES)) {
  test(`settings, ${name}: as designed, and accessible`, () => look(browser, name, state, 'options.html'))
}

async function open(setting: Setting): Promise<Page> {
  const page = await openState(browser, setting, { file: 'popup.html', scheme: 'light', scale: 1 })
  await expect(page.getByLabel('Log time', { exact: true })).toBeFocused()
  return page
}

test('the popup opens with the cursor in the line, and asks for news after its first paint', async () => {
  const page = await open({ snapshot: atWork() })
  await expect.poll(() => sentCommands(page)).toEqual([{ command: 'synchronise', input: {} }])
  await page.close()
})

test('a project is chosen and an entry saved without the mouse', async () => {
  const page = await open({ snapshot: atWork() })
  await page.keyboard.type('1h30 @nord')
  const field = page.getByRole('combobox', { name: 'Log time' })
  await expect(field).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { selected: true })).toContainText('Warehouse')
  await page.keyboard.press('Enter')
  await page.keyboard.type('scanner')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Log time', { exact: true })).toHaveValue('')
  const saved = (await sentCommands(page)).find(({ command }) => command === 'capture-entry')
  expect(saved?.input).toMatchObject({ content: { minutes: 90, projectId: 'p6', note: 'scanner' } })
  await page.close()
})

test('Escape closes the suggestions and keeps the text', async () => {
  const page = await open({ snapshot: atWork() })
  await page.keyboard.type('1h @ac')
  await expect(page.getByRole('listbox')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(page.getByLabel('Log time', { exact: true })).toHaveValue('1h @ac')
  await page.close()
})

test('what was typed is there again after the popup was closed', async () => {
  const page = await open({ snapshot: atWork() })
  await page.keyboard.type('2h half a thought')
  await page.reload()
  await expect(page.getByLabel('Log time', { exact: true })).toHaveValue('2h half a thought')
  await page.close()
})

test('the focus goes to the next row when its own disappears, and stays in the list after the last', async () => {
  const entries = [entry({ id: 'a' }), entry({ id: 'b' }), entry({ id: 'c' })]
  const page = await open({ snapshot: atWork({ entries }) })
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row ?? null)
  await page.getByRole('button', { name: 'Delete', exact: true }).nth(1).focus()
  await page.keyboard.press('Enter')
  expect((await sentCommands(page)).at(-1)).toEqual({ command: 'delete-entry', input: { id: 'b' } })
  await publish(page, atWork({ entries: entries.filter(({ id }) => id !== 'b') }))
  await expect.poll(focused).toBe('c')
  await publish(page, atWork({ entries: entries.slice(0, 1) }))
  await expect.poll(focused).toBe('a')
  await publish(page, atWork({ entries: [] }))
  // The list itself, with nothing but its sentence.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('Nothing logged yet today. Type what you did above and press Enter.')
  await page.close()
})

test('an entry is edited without the mouse; Escape leaves it as it was', async () => {
  const page = await open({
    snapshot: atWork({ entries: [entry({ id: 'a', start: '09:00', task: 'Design' })] }),
  })
  await page.getByRole('button', { name: 'Edit', exact: true }).press('Enter')
  await expect(page.getByLabel('Duration')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('45m')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeFocused()
  expect((await sentCommands(page)).at(-1)).toMatchObject({
    command: 'edit-entry',
    input: { id: 'a', content: { minutes: 45, start: '09:00', task: 'Design', projectId: 'p1' } },
  })
  await page.close()
})

test('an entry goes back with its reason, and the focus to the next one', async () => {
  const approvals = [approval('Ada', { id: 'a', version: 3 }), approval('Ada', { id: 'b' })]
  const page = await open({ snapshot: managing({ approvals }) })
  await page.getByRole('button', { name: 'Approvals', exact: true }).click()
  await page.getByRole('button', { name: 'Reject' }).first().press('Enter')
  await expect(page.getByLabel('Reason')).toBeFocused()
  await page.keyboard.type('Please split this')
  await page.keyboard.press('Enter')
  expect((await sentCommands(page)).at(-1)).toEqual({
    command: 'decide-approvals',
    input: {
      operationId: expect.any(String),
      ...{ decision: 'rejected', comment: 'Please split this', seen: [{ id: 'a', version: 3 }] },
    },
  })
  await publish(page, managing({ approvals: approvals.slice(1) }))
  await expect(page.getByRole('row').last()).toBeFocused()
  await page.close()
})

test('a double click approves one entry', async () => {
  const approvals = [approval('Ada', { id: 'a' }), approval('Ada', { id: 'b' })]
  const page = await open({ snapshot: managing({ approvals }) })
  await page.getByRole('button', { name: 'Approvals', exact: true }).click()
  await page.getByRole('button', { name: 'Approve', exact: true }).first().dblclick()
  const decisions = (await sentCommands(page)).filter(({ command }) => command === 'decide-approvals')
  expect(decisions.map(({ input }) => input)).toMatchObject([{ decision: 'approved', seen: [{ id: 'a' }] }])
  await page.close()
})

test('what an account may not do is not offered', async () => {
  const page = await open({ snapshot: atWork({ entries: [entry({ status: 'approved' })] }) })
  await expect(page.getByText('design review')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Approvals', exact: true })).toHaveCount(0)
  await publish(
    page,
    atWork({
      entries: [entry()],
      can: {
        read: true,
        create: true,
        change: true,
        delete: false,
        submit: true,
        approve: false,
        reject: false,
        history: false,
      },
    }),
  )
  await expect(page.getByRole('button', { name: 'Edit', exact: true }).first()).toBeAttached()
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toHaveCount(0)
  // What is on this device alone can be deleted without asking anybody.
  await publish(
    page,
    atWork({
      entries: [entry({ sync: 'waiting' })],
      can: {
        read: true,
        create: true,
        change: true,
        delete: false,
        submit: true,
        approve: false,
        reject: false,
        history: false,
      },
    }),
  )
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toHaveCount(1)
  await page.close()
})

test('a permission that ended is said until it is dismissed', async () => {
  const { snapshot } = POPUP_STATES['permissions-ended'] as State
  const page = await openState(browser, { snapshot }, { file: 'popup.html', scheme: 'light', scale: 1 })
  await page.getByRole('button', { name: 'Dismiss' }).press('Enter')
  expect((await sentCommands(page)).at(-1)).toEqual({ command: 'dismiss-ended-scopes', input: {} })
  await publish(page, atWork())
  await expect(page.getByText('has ended')).toBeHidden()
  await page.close()
})

test('what was refused for want of a permission leads to a new sign-in', async () => {
  const { snapshot } = POPUP_STATES.forbidden as State
  const page = await open({ snapshot })
  await page.getByRole('button', { name: 'Sign in again for this permission' }).press('Enter')
  expect((await sentCommands(page)).at(-1)).toEqual({ command: 'sign-in', input: {} })
  await page.close()
})

test('the sign-out at the company is offered until its time is over', async () => {
  const { snapshot } = POPUP_STATES['signed-out-offer'] as State
  const page = await openState(browser, { snapshot }, { file: 'popup.html', scheme: 'light', scale: 1 })
  await page.getByRole('button', { name: 'Sign out at your company too' }).press('Enter')
  expect((await sentCommands(page)).at(-1)).toEqual({ command: 'sign-out-at-issuer', input: {} })
  await page.clock.setFixedTime(NOW.getTime() + 60_000)
  await expect(page.getByRole('button', { name: 'Sign out at your company too' })).toBeHidden()
  await page.close()
})

test('HTML in a note is text', async () => {
  const page = await open({
    snapshot: atWork({ entries: [entry({ note: '<img src=x onerror=alert(1)>' })] }),
  })
  await expect(page.getByText('<img src=x onerror=alert(1)>')).toBeVisible()
  await expect(page.locator('img')).toHaveCount(0)
  await page.close()
})

test('the focus is never nowhere: after Undo it is in the line, after Show all in the first new row', async () => {
  const { snapshot } = POPUP_STATES['undo-delete'] as State
  const page = await open({ snapshot })
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await publish(page, atWork())
  await expect(page.getByLabel('Log time', { exact: true })).toBeFocused()
  const many = Array.from({ length: 40 }, (_, index) => entry({ id: `row-${index}`, minutes: 5 }))
  await publish(page, atWork({ entries: many }))
  await page.getByRole('button', { name: 'Show all 40' }).press('Enter')
  const focused = page.locator('[data-row]').filter({ has: page.locator(':focus') })
  await expect(focused).toHaveAttribute('data-row', 'row-25')
  await page.close()
})

test('the details for IT are copied without the mouse; “Copied” is announced, the failure not again', async () => {
  const page = await open(OUTCOME_STATES['failure-captive-portal'] as State)
  await expect(page.getByRole('alert')).toHaveText(/this network’s own sign-in page may be in the way/)
  await page.getByRole('button', { name: 'Copy details for IT' }).press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeVisible()
  await expect(page.getByRole('alert')).not.toContainText('Copied')
  // Of several lines the line itself would make several entries.
  await page.evaluate(() => document.body.append(document.createElement('textarea')))
  const field = page.locator('textarea:not([readonly])')
  await field.focus()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(field).toHaveValue(/failure: captive-portal[\s\S]*issuer: https:\/\/login\.exampleco\.com\b/)
  await page.close()
})
