import type { ConnectionReport } from '../../../src/contract/commands.ts'
import { DEFAULT_REMINDERS } from '../../../src/contract/reminders.ts'
import { drawPicture } from '../../../src/server/identity/picture.ts'
import { NOW } from './entries.ts'
import type { State } from './popup-states.ts'
import { atWork, managing, signedOut } from './snapshots.ts'

type Resolved = ConnectionReport['resolved']

const UNSET: Resolved = {
  issuer: { value: '', source: 'unset' },
  clientId: { value: '', source: 'unset' },
  apiUrl: { value: '', source: 'unset' },
  audience: { value: '', source: 'unset' },
  resource: { value: '', source: 'unset' },
  scopes: { value: '', source: 'unset' },
}

export const BY_POLICY: Resolved = {
  ...UNSET,
  issuer: { value: 'https://login.exampleco.com/', source: 'managed' },
  clientId: { value: 'timejot-extension', source: 'managed' },
  apiUrl: { value: 'https://timesheets.exampleco.com', source: 'build' },
  audience: { value: 'urn:timesheets', source: 'user' },
}

export function answering(resolved: Resolved, faults: ConnectionReport['faults'] = []) {
  const redirectUrl = 'https://gmlmadecpaogpplfacfbmooagfcjcikc.chromiumapp.org/'
  return { ok: true, value: { resolved, faults, redirectUrl } } as const
}

const REMINDERS = {
  ...DEFAULT_REMINDERS,
  daily: { ...DEFAULT_REMINDERS.daily, isOn: true },
  approvals: { ...DEFAULT_REMINDERS.approvals, isOn: true },
}

const WITH_PICTURE = {
  key: 'https://login.example|employee',
  name: 'Demo Employee',
  email: 'employee@exampleco.com',
  pictureHost: 'pictures.login.exampleco.com',
}

/** Every state of the options page that was designed, by name. */
export const OPTIONS_STATES: Readonly<Record<string, State>> = {
  'options-empty': {
    snapshot: signedOut({ session: 'unconfigured' }),
    replies: { 'read-connection': answering(UNSET) },
    shows: /Set up the connection below/,
  },
  'options-managed': {
    snapshot: atWork(),
    replies: { 'read-connection': answering(BY_POLICY) },
    shows: 'Set by your organisation.',
  },
  'options-reminders': {
    snapshot: managing(),
    replies: { 'read-connection': answering(BY_POLICY), 'read-reminders': { ok: true, value: REMINDERS } },
    arrange: async (page) => page.getByLabel('Remind me to hand in the week').focus(),
    shows: 'When less is logged than',
  },
  'options-reminders-fault': {
    snapshot: atWork(),
    replies: { 'read-connection': answering(BY_POLICY), 'read-reminders': { ok: true, value: REMINDERS } },
    arrange: async (page) => {
      await page.getByLabel('When less is logged than').fill('soon')
      await page.keyboard.press('Tab')
    },
    shows: /Write a length up to 24 hours/,
  },
  'options-signed-out-offer': {
    snapshot: signedOut({ logoutUntilMs: NOW.getTime() + 60_000 }),
    replies: { 'read-connection': answering(BY_POLICY) },
    shows: 'Sign out at your company too',
  },
  'options-failure': {
    snapshot: signedOut({
      failure: {
        code: 'sign-in-page-failed',
        detail: null,
        atMs: NOW.getTime() - 60_000,
      },
    }),
    replies: { 'read-connection': answering(BY_POLICY) },
    shows: 'The sign-in page did not load.',
  },
  'options-picture-offer': {
    snapshot: atWork({ account: WITH_PICTURE }),
    replies: { 'read-connection': answering(BY_POLICY) },
    shows: /from pictures\.login\.exampleco\.com only if you ask/,
  },
  'options-picture': {
    snapshot: atWork({
      account: WITH_PICTURE,
      picture: `data:image/png;base64,${drawPicture().toString('base64')}`,
    }),
    replies: { 'read-connection': answering(BY_POLICY) },
    shows: 'Remove picture',
  },
  'options-picture-failed': {
    snapshot: atWork({ account: WITH_PICTURE }),
    replies: {
      'read-connection': answering(BY_POLICY),
      'show-picture': {
        ok: false,
        error: {
          code: 'picture-unavailable',
          detail: 'no readable answer from https://pictures.login.exampleco.com/me',
        },
      },
    },
    arrange: async (page) => page.getByRole('button', { name: 'Show your picture' }).click(),
    shows: /does not let Timejot have the picture/,
  },
  'options-pages-forgotten': {
    snapshot: atWork(),
    replies: { 'read-connection': answering(BY_POLICY) },
    arrange: async (page) => {
      await page.getByRole('switch', { name: 'Use the page you are on' }).uncheck()
      await page.getByRole('button', { name: 'Forget pages' }).click()
    },
    shows: 'The pages are forgotten.',
  },
  'options-storage-failed': {
    snapshot: atWork(),
    replies: { 'read-connection': answering(BY_POLICY) },
    arrange: async (page) => {
      await page.evaluate(breakStorage)
      await page.getByRole('button', { name: 'Save as CSV' }).click()
    },
    shows: /what was last shown, as the storage cannot be read/,
  },
  'options-changed': {
    snapshot: atWork({ sync: { ...atWork().sync, waiting: 2 } }),
    replies: { 'read-connection': answering(BY_POLICY) },
    arrange: async (page) => page.getByLabel('Timesheets API').fill('https://new.exampleco.com'),
    shows: /Saving another connection signs you out/,
  },
  'options-refused': {
    snapshot: signedOut(),
    replies: {
      'read-connection': answering(UNSET),
      'save-connection': answering(UNSET, [
        { key: 'issuer', reason: 'not-a-server-url' },
        { key: 'clientId', reason: 'missing' },
      ]),
    },
    arrange: async (page) => {
      await page.getByLabel('Sign-in server').fill('login.exampleco.com')
      await page.getByRole('button', { name: 'Save' }).click()
    },
    shows: /must be an address that begins with https/,
  },
}

/** Runs in the page. */
function breakStorage(): void {
  const open = () => {
    throw new DOMException('Internal error opening backing store', 'UnknownError')
  }
  Object.defineProperty(IDBFactory.prototype, 'open', { value: open })
}
