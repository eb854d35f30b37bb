import type { BrowserContext, Locator, Page } from '@playwright/test'
import { DEMO_ACCOUNTS, type DemoAccount } from '../server/identity/accounts.ts'
import { listEntries } from '../server/store/entries.ts'
import type { EntryRow } from '../server/store/schema.ts'
import type { RunningServers } from './servers.ts'
import { fillSignInWindow, openSignInWindow } from './sign-in-window.ts'

/** What a tour is played on. */
export interface Stage {
  readonly context: BrowserContext
  /** The tab in which the popup's page is shown. */
  readonly popup: Page
  readonly address: string
  readonly servers: RunningServers
  /** Runs one step and takes a picture of the popup, or of the page that the step returns. Throws what it throws. */
  readonly step: (title: string, act: () => Promise<Page | undefined>) => Promise<void>
}

const [EMPLOYEE, , MANAGER] = DEMO_ACCOUNTS
const STEP_TIMEOUT_MS = 20_000
const POLL_MS = 100

const LINES = [
  { line: '2h @acme design review', note: 'design review', minutes: 120, projectId: 'acme-website' },
  {
    line: '1h30 @orbit second level #support',
    note: 'second level',
    minutes: 90,
    projectId: 'orbit-support',
  },
  { line: '45m @initech interview notes', note: 'interview notes', minutes: 45, projectId: 'initech-audit' },
] as const
const [APPROVED] = LINES

/** Sign in, log three entries, submit the week, sign out; approve as the manager; see it as the employee. Throws at the first fault. */
export async function playTour(stage: Stage): Promise<void> {
  const { step, popup, servers } = stage
  await step('The servers answer, and nobody without a token', async () => {
    await expectStatus(`${servers.issuer}/.well-known/openid-configuration`, 200)
    await expectStatus(`${servers.apiUrl}/openapi.json`, 200)
    await expectStatus(`${servers.apiUrl}/timesheets`, 401)
  })
  await step('The popup opens, signed out', async () => {
    await popup.goto(stage.address)
    await seen(button(popup, 'Sign in'))
  })
  await signIn(stage, EMPLOYEE)
  await step('An employee has no approvals', async () => {
    await gone(button(popup, 'Approvals'))
  })
  for (const line of LINES) await logTime(stage, line)
  await submitWeek(stage)
  await signOut(stage)
  await signIn(stage, MANAGER)
  await approve(stage)
  await signOut(stage)
  await signIn(stage, EMPLOYEE)
  await step('The employee sees the entry approved and locked', async () => {
    await seen(row(popup, APPROVED.note).getByRole('img', { name: /approved/i }))
    await gone(row(popup, APPROVED.note).getByRole('button', { name: 'Edit' }))
    await gone(row(popup, APPROVED.note).getByRole('button', { name: 'Delete' }))
  })
}

async function signIn({ context, popup, address, step }: Stage, account: DemoAccount): Promise<void> {
  let window = popup
  await step(`The sign-in window opens for ${account.name}`, async () => {
    window = await openSignInWindow(context, popup)
    return window
  })
  await step(`${account.name} signs in`, async () => {
    await fillSignInWindow(window, account)
    // As a person would, who finds the toolbar popup closed and opens it again.
    await popup.goto(address)
    await seen(popup.getByLabel('Log time'))
    await button(popup, 'Settings').click()
    await seen(popup.getByText(account.name))
    await button(popup, 'Today').click()
  })
}

async function logTime(
  stage: Stage,
  { line, note, minutes, projectId }: (typeof LINES)[number],
): Promise<void> {
  const { step, popup, servers } = stage
  await step(`"${line}" and Enter`, async () => {
    const field = popup.getByLabel('Log time')
    await field.fill(line)
    await field.press('Enter')
    await seen(row(popup, note))
  })
  await step(`"${note}" is in the API's database`, async () => {
    const stored = await entryWhere(servers, (entry) => entry.note === note)
    if (stored.minutes !== minutes || stored.projectId !== projectId)
      throw new Error(`stored were ${stored.minutes} minutes on ${stored.projectId}`)
  })
}

async function submitWeek({ step, popup, servers }: Stage): Promise<void> {
  await step('The week is checked before it is submitted', async () => {
    await button(popup, 'Week').click()
    await button(popup, 'Submit week').click()
    await seen(popup.getByRole('button', { name: /^Submit( anyway)?$/ }))
  })
  await step('The employee submits the week', async () => {
    await popup.getByRole('button', { name: /^Submit( anyway)?$/ }).click()
    await seen(button(popup, 'Recall'))
  })
  await step('It is submitted in the database, after the time for undo', async () => {
    await entryWhere(servers, ({ note, status }) => note === APPROVED.note && status === 'submitted')
  })
}

async function signOut({ step, popup }: Stage): Promise<void> {
  await step('Sign out leaves nothing on the screen', async () => {
    await button(popup, 'Settings').click()
    await button(popup, 'Sign out').click()
    await seen(button(popup, 'Sign in'))
    for (const { note } of LINES) await gone(row(popup, note))
  })
}

async function approve({ step, popup, servers }: Stage): Promise<void> {
  await step('The manager finds the entry among the approvals', async () => {
    await button(popup, 'Approvals').click()
    await seen(row(popup, APPROVED.note))
  })
  await step('The manager approves it', async () => {
    await button(row(popup, APPROVED.note), 'Approve').click()
    await gone(row(popup, APPROVED.note))
  })
  await step('It is approved in the database, after the time for undo', async () => {
    await entryWhere(
      servers,
      ({ note, status, reviewBy }) =>
        note === APPROVED.note && status === 'approved' && reviewBy === MANAGER.sub,
    )
  })
}

function button(within: Page | Locator, name: string): Locator {
  return within.getByRole('button', { name, exact: true })
}

function row(popup: Page, note: string): Locator {
  return popup.getByRole('listitem').or(popup.locator('[role=row]')).filter({ hasText: note }).last()
}

async function seen(locator: Locator): Promise<void> {
  await locator.waitFor({ state: 'visible', timeout: STEP_TIMEOUT_MS })
}

async function gone(locator: Locator): Promise<void> {
  await locator.waitFor({ state: 'hidden', timeout: STEP_TIMEOUT_MS })
}

async function expectStatus(url: string, status: number): Promise<void> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(STEP_TIMEOUT_MS) })
  await answer.body?.cancel()
  if (answer.status !== status) throw new Error(`${url} answered ${answer.status}, not ${status}`)
}

/** The employee's entry that fits, as the API's database has it; waits for it. */
async function entryWhere(servers: RunningServers, fits: (entry: EntryRow) => boolean): Promise<EntryRow> {
  const untilMs = performance.now() + STEP_TIMEOUT_MS
  while (performance.now() < untilMs) {
    const entries = await listEntries(servers.database.queries, EMPLOYEE.sub, {})
    const entry = entries.find(fits)
    if (entry) return entry
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(`the API's database did not get there within ${STEP_TIMEOUT_MS / 1000} s`)
}
