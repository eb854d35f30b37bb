import { expect, type Page } from '@playwright/test'
import type { FailureCode } from '../../../src/domain/failure.ts'
import { NOW } from './entries.ts'
import { answering, BY_POLICY } from './options-states.ts'
import type { State } from './popup-states.ts'
import { atWork, managing, READS_ALONE, signedOut } from './snapshots.ts'

const replies = { 'read-connection': answering(BY_POLICY) }
const failure = (code: FailureCode, detail: string | null = null) => ({
  code,
  detail,
  atMs: NOW.getTime() - 90_000,
})
const openDetails = async (page: Page) => {
  await page.getByText('Details', { exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Details' })).toHaveValue(
    /^timejot: \S+\ntime: \S+Z\nfailure: issuer-misconfigured\ndetail: .*\nissuer: https:\/\/login\.exampleco\.com\n/,
  )
}
const openSettings = async (page: Page) => {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
}
const named = (name: string, email: string | null = 'employee@exampleco.com') =>
  atWork({ account: { key: 'https://login.example|employee', name, email } })

const LONG_NAME =
  'Maximiliane Friederike Annegret von und zu Hohenlohe-Schillingsfürst-Waldenburg-Bartenstein'
const LONG_MAIL = 'maximiliane.friederike.annegret.hohenlohe-schillingsfuerst@contractors.emea.exampleco.com'

/** What went wrong, who it is and what they may do: states of the popup. */
export const OUTCOME_STATES: Readonly<Record<string, State>> = {
  'failure-misconfigured': {
    snapshot: signedOut({
      failure: failure(
        'issuer-misconfigured',
        'invalid_request: AADSTS50011: the redirect URI specified in the request is not registered. Trace ID: 1b6fd4f2-8f3b-4a43-9d6b-2c1f4a5e6d00',
      ),
    }),
    replies,
    arrange: openDetails,
    shows: /do not fit together/,
  },
  'failure-captive-portal': {
    snapshot: atWork({ failure: failure('captive-portal', 'HTTP 200, text/html') }),
    replies,
    shows: /this network’s own sign-in page may be in the way/,
  },
  'failure-clock-wrong': {
    snapshot: atWork({
      session: 'expired',
      failure: failure('clock-wrong', 'the ID token was issued in the future'),
    }),
    replies,
    shows: /The clock of this device/,
  },
  'failure-copied': {
    snapshot: signedOut({ failure: failure('issuer-unreachable') }),
    replies,
    arrange: async (page) => page.getByRole('button', { name: 'Copy details for IT' }).click(),
    shows: 'Copied',
  },
  'failure-cancelled': {
    snapshot: signedOut({ failure: failure('sign-in-cancelled') }),
    shows: /window was closed/,
  },
  'settings-manager': {
    snapshot: managing(),
    arrange: openSettings,
    shows: 'You can approve and reject other people’s entries.',
  },
  'settings-read-only': {
    snapshot: atWork({
      can: READS_ALONE,
    }),
    arrange: openSettings,
    shows: 'You can see entries.',
  },
  'settings-long-name': {
    snapshot: named(LONG_NAME, LONG_MAIL),
    arrange: openSettings,
    shows: LONG_NAME,
  },
  'settings-rtl-name': {
    snapshot: named('محمد عبد الرحمن بن خالد الأحمد آل مكتوم الشريف الهاشمي القرشي'),
    arrange: openSettings,
    shows: /محمد عبد الرحمن/,
  },
  'settings-no-name': {
    snapshot: named(' ', 'employee@exampleco.com'),
    arrange: openSettings,
    shows: 'employee@exampleco.com',
  },
}
