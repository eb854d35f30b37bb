import type { Page } from '@playwright/test'
import type { EntryView, WeekState } from '../../../src/contract/snapshot.ts'
import type { EntryStatus } from '../../../src/domain/entry.ts'
import { entry, NOW } from './entries.ts'
import type { State } from './popup-states.ts'
import { atWork } from './snapshots.ts'

/** The week of the moment at which every state is seen: Monday 16 November to Sunday. */
const WEEK = '2026-W47'

const review = {
  by: 'mia@exampleco.com',
  at: '2026-11-19T09:12:00Z',
  comment: 'Two hours of this were for Support, please split.',
}

function weekOf(status: EntryStatus, changes: Partial<EntryView> = {}): readonly EntryView[] {
  return [
    entry({ date: '2026-11-20', status, minutes: 420, note: 'design review' }),
    entry({ date: '2026-11-19', status, minutes: 495, project: 'Shop relaunch', projectId: 'p5' }),
    entry({
      date: '2026-11-18',
      status,
      minutes: 480,
      project: 'Data migration',
      projectId: 'p4',
      ...changes,
    }),
    entry({ date: '2026-11-17', status, minutes: 510, project: 'Warehouse', projectId: 'p6' }),
    entry({ date: '2026-11-16', status, minutes: 495, note: 'navigation, search, footer' }),
  ]
}

function state(changes: Partial<WeekState> = {}): WeekState {
  return {
    week: WEEK,
    targetMinutes: 2400,
    dayTargetMinutes: 480,
    pending: null,
    waitsFor: [],
    failure: null,
    failureDetail: null,
    ...changes,
  }
}

const openWeek = async (page: Page) => page.getByRole('button', { name: 'Week', exact: true }).first().click()
const check = async (page: Page) => {
  await openWeek(page)
  await page.getByRole('button', { name: 'Submit week' }).click()
}

const GAPS: readonly EntryView[] = [
  entry({ date: '2026-11-20', status: 'draft', minutes: 120, project: null, projectId: null, note: 'call' }),
  entry({ date: '2026-11-20', status: 'draft', minutes: 60, sync: 'waiting', note: 'tickets' }),
  entry({ date: '2026-11-19', status: 'draft', minutes: 240, start: '09:00', note: 'components' }),
  entry({ date: '2026-11-19', status: 'draft', minutes: 150, start: '12:00', note: 'checkout' }),
  entry({
    date: '2026-11-17',
    status: 'draft',
    minutes: 480,
    sync: 'attention',
    failure: 'day-full',
    note: 'scanner app',
  }),
  entry({ date: '2026-11-16', status: 'draft', minutes: 480 }),
]

const REJECTED = weekOf('submitted', { status: 'rejected', review })

/** A week on its way to its approval. */
export const SUBMIT_STATES: Readonly<Record<string, State>> = {
  'submit-empty': { snapshot: atWork({ entries: [] }), arrange: openWeek, shows: 'Nothing to submit yet' },
  'submit-open': {
    snapshot: atWork({ entries: weekOf('draft') }),
    arrange: openWeek,
    shows: 'Not submitted',
  },
  'submit-clear': {
    snapshot: atWork({ entries: weekOf('draft') }),
    arrange: check,
    shows: '40:00 of 40:00, nothing is missing',
  },
  'submit-findings': { snapshot: atWork({ entries: GAPS }), arrange: check, shows: 'Submit anyway' },
  'submit-on-its-way': {
    snapshot: atWork({
      entries: weekOf('draft'),
      weeks: [state({ pending: 'submit' })],
      undo: { operationId: 'op', kind: 'submitted', untilMs: NOW.getTime() + 5_000 },
    }),
    arrange: openWeek,
    shows: 'Submitted, about to be sent',
  },
  'submit-held-up': {
    snapshot: atWork({
      entries: GAPS,
      weeks: [state({ pending: 'submit', waitsFor: [GAPS[4]?.id ?? ''] })],
      sync: { ...atWork().sync, waiting: 2, attention: 1 },
    }),
    arrange: openWeek,
    shows: 'waits until 1 entry is settled',
  },
  'submit-refused': {
    snapshot: atWork({
      entries: weekOf('draft'),
      weeks: [state({ pending: 'submit', failure: 'insufficient-scope' })],
    }),
    arrange: openWeek,
    shows: 'The server did not take it',
  },
  'submit-submitted': {
    snapshot: atWork({ entries: weekOf('submitted') }),
    arrange: openWeek,
    shows: 'Submitted, waits for approval',
  },
  'submit-partly': {
    snapshot: atWork({ entries: weekOf('submitted', { status: 'draft' }) }),
    arrange: openWeek,
    shows: '1 entry not submitted',
  },
  'submit-approved': {
    snapshot: atWork({ entries: weekOf('approved') }),
    arrange: openWeek,
    shows: 'Approved',
  },
  'submit-rejected': {
    snapshot: atWork({ entries: REJECTED }),
    arrange: openWeek,
    shows: /Rejected by .*please split/,
  },
  'submit-fixing': {
    snapshot: atWork({ entries: REJECTED }),
    arrange: async (page) => {
      await openWeek(page)
      await page.getByRole('button', { name: 'Fix' }).first().click()
    },
    shows: 'Save',
  },
  'submit-fixed': {
    snapshot: atWork({ entries: REJECTED }),
    arrange: async (page) => {
      await openWeek(page)
      await page.getByRole('button', { name: 'Fix' }).first().click()
      await page.keyboard.press('Enter')
    },
    shows: 'Resubmit',
  },
  'submit-not-offered': {
    snapshot: atWork({ can: { ...atWork().can, change: false, delete: false, submit: false } }),
    arrange: openWeek,
    shows: /there is no week to submit/,
  },
}
