import { expect, type Page } from '@playwright/test'
import { entry, NOW, week } from './entries.ts'
import { atWork, NOTHING_LEFT_OUT, READS_ALONE, signedOut } from './snapshots.ts'
import type { Setting } from './stage.ts'

export interface State extends Setting {
  /** Leads from the open page to the state, as a user would. */
  readonly arrange?: (page: Page) => Promise<void>
  /** What has to be on screen. */
  readonly shows: string | RegExp
}

const type = (line: string) => async (page: Page) => {
  await page.getByLabel('Log time', { exact: true }).fill(line)
}
const press = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name, exact: true }).first().click()
}

const LONG_NAME = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const MANY = Array.from({ length: 500 }, (_, index) =>
  entry({ id: `many-${index}`, minutes: 1, note: `item ${index}` }),
)
const HOSTILE = [
  entry({
    note: '<img src=x onerror=alert(1)><script>alert(1)</script>',
    project: '<b>Bold</b>',
    projectId: null,
  }),
  entry({
    note: 'invoice \u202egpj.exe\u202c done',
    project: 'شركة الأفق',
    projectId: null,
    tags: ['تصميم'],
  }),
  entry({ note: 'x'.repeat(10_000), project: LONG_NAME, projectId: null, tags: [LONG_NAME.slice(0, 50)] }),
  entry({ note: 'line one\nline two\nline three\nline four', minutes: 1440 }),
]

/** Every state of the popup that was designed, by name. */
export const POPUP_STATES: Readonly<Record<string, State>> = {
  loading: { snapshot: null, shows: 'Loading' },
  unconfigured: {
    snapshot: signedOut({ session: 'unconfigured' }),
    shows: 'Connect Timejot to your company',
  },
  'signed-out': { snapshot: signedOut(), shows: 'One line, and your time is logged' },
  'signed-out-failure': {
    snapshot: signedOut({
      failure: { code: 'sign-in-denied', detail: 'access_denied: not assigned to this client' },
    }),
    shows: /refused access/,
    arrange: async (page) => page.getByText('Details', { exact: true }).click(),
  },
  'signed-out-offer': {
    snapshot: signedOut({ logoutUntilMs: NOW.getTime() + 60_000 }),
    shows: 'Sign out at your company too',
  },
  'signing-in': { snapshot: signedOut({ session: 'signing-in' }), shows: 'Waiting for the sign-in window' },
  empty: { snapshot: atWork({ entries: [] }), shows: /Nothing logged yet today/ },
  today: {
    snapshot: atWork({ sync: { ...atWork().sync, waiting: 1 } }),
    shows: '1 waiting to be sent',
  },
  'today-hover': {
    snapshot: atWork(),
    arrange: async (page) => page.getByText('design review').first().hover(),
    shows: 'All sent',
  },
  typing: {
    snapshot: atWork(),
    arrange: type('2h @website design review yesterday #workshop'),
    shows: 'Thu, Nov 19',
  },
  'typing-fault': {
    snapshot: atWork(),
    arrange: type('25h @zeppelin overtime'),
    shows: /No project is called/,
  },
  'missing-duration': {
    snapshot: atWork(),
    arrange: async (page) => {
      await type('@website design review')(page)
      await press('Add')(page)
    },
    shows: /Say how long it took/,
  },
  suggestions: { snapshot: atWork(), arrange: type('1h30 @'), shows: '@orbit/support' },
  'suggestions-left-out': {
    snapshot: atWork({ truncated: { ...NOTHING_LEFT_OUT, projects: true } }),
    arrange: type('1h30 @'),
    shows: 'Not all projects fit here.',
  },
  'unknown-left-out': {
    snapshot: atWork({ truncated: { ...NOTHING_LEFT_OUT, projects: true } }),
    arrange: type('2h @zeppelin overtime'),
    shows: /is not among the projects that fit here/,
  },
  ambiguous: {
    snapshot: atWork(),
    arrange: type('1h30 @acme call about prices'),
    shows: /Several projects match/,
  },
  'capture-failed': {
    snapshot: atWork(),
    replies: {
      'capture-entry': { ok: false, error: { code: 'storage-failed', detail: 'QuotaExceededError' } },
    },
    arrange: async (page) => {
      await type('2h @website design review')(page)
      await page.keyboard.press('Enter')
    },
    shows: /storage cannot be used/,
  },
  unreadable: {
    snapshot: atWork(),
    isUnreadable: true,
    arrange: async (page) => {
      await type('2h @website design review')(page)
      await page.keyboard.press('Enter')
      await expect(page.getByLabel('Log time', { exact: true })).toHaveValue('2h @website design review')
    },
    shows: /storage cannot be used/,
  },
  'form-reopened': {
    snapshot: atWork({ entries: [entry({ id: 'a' })] }),
    formDraft: {
      account: 'https://login.example|employee',
      form: 'edit',
      entryId: 'a',
      fields: { duration: '2h1', tags: '#half', note: 'half a thought' },
    },
    arrange: async (page) => expect(page.getByLabel('Note')).toHaveValue('half a thought'),
    shows: 'Save',
  },
  'after-save': {
    snapshot: atWork({
      undo: { operationId: crypto.randomUUID(), kind: 'added', untilMs: NOW.getTime() + 6_000 },
    }),
    arrange: async (page) => {
      await type('2h @website design review')(page)
      await page.keyboard.press('Enter')
    },
    shows: /Saved\. 2:00 on/,
  },
  'undo-delete': {
    snapshot: atWork({
      undo: { operationId: crypto.randomUUID(), kind: 'deleted', untilMs: NOW.getTime() + 6_000 },
    }),
    shows: 'Entry deleted.',
  },
  edit: {
    snapshot: atWork(),
    arrange: press('Edit'),
    shows: 'Duration',
  },
  'edit-fault': {
    snapshot: atWork(),
    arrange: async (page) => {
      await press('Edit')(page)
      await page.getByLabel('Duration').fill('soon')
      await page.getByRole('button', { name: 'Save' }).click()
    },
    shows: /is not a length of time/,
  },
  attention: {
    snapshot: atWork({
      entries: [
        entry({ sync: 'attention', failure: 'day-full', minutes: 600 }),
        ...week(),
        entry({
          date: '2026-11-12',
          sync: 'attention',
          failure: 'invalid-entry',
          failureDetail: 'project is closed',
        }),
      ],
      sync: { ...atWork().sync, attention: 2 },
    }),
    shows: '2 entries need attention',
  },
  offline: {
    snapshot: atWork({
      sync: {
        ...atWork().sync,
        state: 'offline',
        waiting: 3,
        offlineSinceMs: new Date(2026, 10, 20, 14, 2).getTime(),
      },
    }),
    shows: /3 waiting, offline since/,
  },
  expired: { snapshot: atWork({ session: 'expired' }), shows: /Signed out by the server/ },
  'permissions-ended': {
    snapshot: atWork({
      can: READS_ALONE,
      endedScopes: ['create:timesheets', 'approve:timesheets'],
    }),
    shows: 'Your permission to approve entries has ended.',
  },
  forbidden: {
    snapshot: atWork({
      entries: [entry({ sync: 'attention', failure: 'insufficient-scope' }), ...week()],
      sync: { ...atWork().sync, attention: 1 },
    }),
    shows: 'Sign in again for this permission',
  },
  'signing-in-again': { snapshot: atWork({ session: 'signing-in' }), shows: /It may be behind this one/ },
  failure: {
    snapshot: atWork({ failure: { code: 'server-error', detail: null } }),
    shows: /The server has a problem/,
  },
  hostile: { snapshot: atWork({ entries: HOSTILE }), shows: '<b>Bold</b>' },
  many: { snapshot: atWork({ entries: MANY }), shows: 'Show all 500' },
  week: {
    snapshot: atWork(),
    arrange: press('Week'),
    shows: 'of 40:00',
  },
  'week-day': {
    snapshot: atWork(),
    arrange: async (page) => {
      await press('Week')(page)
      await page.locator('#door-2026-11-18').click()
    },
    shows: /Two hours of this were for Support/,
  },
  settings: { snapshot: atWork(), arrange: press('Settings'), shows: 'employee@exampleco.com' },
  'read-only': {
    snapshot: atWork({
      can: READS_ALONE,
    }),
    shows: /may view entries/,
  },
}

/** The words of a state are there, in sight. */
export async function expectState(page: Page, { shows }: State): Promise<void> {
  await expect(page.getByText(shows).first()).toBeAttached()
}
