import type { ConnectionReport } from '../../../src/contract/commands.ts'
import type { State } from './popup-states.ts'
import { atWork, signedOut } from './snapshots.ts'

type Resolved = ConnectionReport['resolved']

const UNSET: Resolved = {
  issuer: { value: '', source: 'unset' },
  clientId: { value: '', source: 'unset' },
  apiUrl: { value: '', source: 'unset' },
  audience: { value: '', source: 'unset' },
  resource: { value: '', source: 'unset' },
  scopes: { value: '', source: 'unset' },
}

const BY_POLICY: Resolved = {
  ...UNSET,
  issuer: { value: 'https://login.exampleco.com/', source: 'managed' },
  clientId: { value: 'timejot-extension', source: 'managed' },
  apiUrl: { value: 'https://timesheets.exampleco.com', source: 'build' },
  audience: { value: 'urn:timesheets', source: 'user' },
}

function answering(resolved: Resolved, faults: ConnectionReport['faults'] = []) {
  const redirectUrl = 'https://gmlmadecpaogpplfacfbmooagfcjcikc.chromiumapp.org/'
  return { ok: true, value: { resolved, faults, redirectUrl } } as const
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
