import { expect, type Page } from '@playwright/test'
import type { State } from './popup-states.ts'
import { atWork } from './snapshots.ts'

const ISSUE = {
  title: '[PROJ-123] Sign-in loops after the session has expired - Jira',
  url: 'https://acme.atlassian.net/browse/PROJ-123',
}
const DOCUMENT = {
  title: 'Offer for the relaunch of the web site, second draft with prices - Google Docs',
  url: 'https://docs.google.com/document/d/1AbC/edit',
}
const LAST_BOOKED = {
  'recall-project': { ok: true, value: { project: 'Website', projectId: 'p1' } },
} as const

const line = (page: Page) => page.getByLabel('Log time', { exact: true })
const offer = (page: Page) => page.getByRole('button', { name: /^Put .* into the line/ })

/** What the popup shows of the page on which it was opened. */
export const PAGE_STATES: Readonly<Record<string, State>> = {
  'page-issue': { snapshot: atWork(), tab: ISSUE, shows: 'PROJ-123' },
  'page-issue-project': { snapshot: atWork(), tab: ISSUE, replies: LAST_BOOKED, shows: 'PROJ-123' },
  'page-title': { snapshot: atWork(), tab: DOCUMENT, replies: LAST_BOOKED, shows: /^Offer for the relaunch/ },
  'page-duration': {
    snapshot: atWork(),
    tab: ISSUE,
    replies: LAST_BOOKED,
    arrange: async (page) => {
      await expect(offer(page)).toBeVisible()
      await line(page).fill('1h30')
    },
    shows: 'PROJ-123',
  },
  'page-accepted': {
    snapshot: atWork(),
    tab: ISSUE,
    replies: LAST_BOOKED,
    arrange: async (page) => {
      await expect(offer(page)).toBeVisible()
      await line(page).press('Tab')
      await line(page).pressSequentially('2h')
    },
    shows: /^PROJ-123 Sign-in loops/,
  },
}
