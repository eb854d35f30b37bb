import { expect, type Page } from '@playwright/test'
import type { DecisionView } from '../../../src/contract/received-approval.ts'
import type { ApprovalView } from '../../../src/contract/snapshot.ts'
import type { Flag } from '../../../src/domain/approval-flags.ts'
import { approval, NOW } from './entries.ts'
import type { State } from './popup-states.ts'
import { managing, NOTHING_LEFT_OUT } from './snapshots.ts'

const press = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name, exact: true }).first().click()
}
const key =
  (...keys: string[]) =>
  async (page: Page) => {
    await press('Approvals')(page)
    for (const one of keys) await page.keyboard.press(one)
  }

const LONG_NAME = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const WAITING = [
  approval('Demo Contractor', { date: '2026-11-18', minutes: 480, note: 'on-site workshop, day one' }),
  approval('Demo Contractor', {
    date: '2026-11-19',
    minutes: 510,
    tags: ['travel'],
    note: 'on-site workshop, day two',
  }),
  approval('Demo Employee', { date: '2026-11-19', minutes: 240, project: 'Support', projectId: 'p3' }),
  approval(null, { date: '2026-11-20', minutes: 60, project: null, projectId: null, note: '' }),
]
const FLAGS: readonly Flag[] = [
  { kind: 'changed', submittedVersion: 2 },
  { kind: 'overlap', minutes: 30 },
  { kind: 'over-day', minutes: 690, limitMinutes: 600 },
  { kind: 'over-week', minutes: 3240, limitMinutes: 3000 },
  { kind: 'future' },
  { kind: 'very-old', days: 81 },
  { kind: 'unusual', minutes: 1230, usualMinutes: 420 },
  { kind: 'weekend' },
  { kind: 'holiday' },
  { kind: 'missing-note' },
]
export const FLAGGED = [
  ...WAITING,
  approval('Ada Lovelace', {
    date: '2026-11-17',
    minutes: 690,
    note: 'night shift',
    flags: FLAGS.slice(2, 3),
  }),
  approval('Ada Lovelace', { date: '2026-11-18', minutes: 300, note: 'and after', flags: FLAGS.slice(0, 2) }),
]
const EVERY_FLAG = [
  ...FLAGS.map((flag, index) => approval('Ada Lovelace', { id: `f${index}`, flags: [flag] })),
  approval(LONG_NAME, { note: LONG_NAME, project: LONG_NAME, flags: FLAGS }),
]
/** Sixty entries of twenty people: folded. */
const MANY: readonly ApprovalView[] = Array.from({ length: 60 }, (_, index) =>
  approval(`Person ${String(index % 20).padStart(2, '0')}`, {
    ...{ id: `m${index}`, date: `2026-11-${16 + (index % 5)}`, minutes: 480, note: `item ${index}` },
    flags: index % 13 === 0 ? FLAGS.slice(7, 8) : [],
  }),
)
const SEEN = approval('Ada Lovelace', { id: 'seen', minutes: 120, note: 'design review' })
const REFUSED = [
  approval('Ada Lovelace', {
    ...{ id: 'seen', minutes: 240, note: 'design review and build', version: 2 },
    refusal: { code: 'version-conflict', detail: null, decision: 'approved', seen: SEEN, decided: null },
  }),
  approval('Ada Lovelace', {
    ...{ id: 'late', note: 'handover' },
    refusal: {
      ...{ code: 'already-decided', detail: null, decision: 'approved', seen: null },
      decided: { by: 'director@exampleco.com', at: '2026-11-20T10:04:00Z' },
    },
  }),
  approval('Ada Lovelace', {
    ...{ id: 'gone', note: 'a slip' },
    refusal: { code: 'not-found', detail: null, decision: 'rejected', seen: null, decided: null },
  }),
  ...WAITING,
]
const DECISIONS: readonly DecisionView[] = Array.from({ length: 60 }, (_, index) => ({
  ...{ id: `d${index}`, person: index === 1 ? LONG_NAME : 'Ada Lovelace', date: '2026-11-18', minutes: 480 },
  ...{ project: 'Website', note: index === 1 ? LONG_NAME : 'on-site workshop', at: '2026-11-20T09:04:00Z' },
  ...(index % 3 === 1
    ? { decision: 'rejected', comment: 'Please split this between the two projects it was for.' }
    : { decision: 'approved', comment: null }),
}))
const REASONS = ['Which client was this for?', 'Please split this between the two projects it was for.']

/** What a manager decides on. */
export const APPROVAL_STATES: Readonly<Record<string, State>> = {
  approvals: {
    snapshot: managing({ approvals: WAITING }),
    arrange: press('Approvals'),
    shows: 'Demo Contractor',
  },
  'approvals-left-out': {
    snapshot: managing({ approvals: WAITING, truncated: { ...NOTHING_LEFT_OUT, approvals: true } }),
    replies: { 'read-more-approvals': { ok: false, error: { code: 'storage-failed', detail: null } } },
    arrange: press('Approvals'),
    shows: /^More entries wait than fit here/,
  },
  'approvals-empty': { snapshot: managing(), arrange: press('Approvals'), shows: 'All done' },
  reject: {
    snapshot: managing({ approvals: WAITING }),
    arrange: async (page) => {
      await press('Approvals')(page)
      await press('Reject')(page)
    },
    shows: 'Reason',
  },
  'reject-without-reason': {
    snapshot: managing({ approvals: WAITING }),
    arrange: async (page) => {
      await press('Approvals')(page)
      await press('Reject')(page)
      await page.getByRole('form').getByRole('button', { name: 'Reject' }).click()
    },
    shows: /Write a reason/,
  },
  'undo-approve': {
    snapshot: managing({
      approvals: WAITING.slice(1),
      undo: { operationId: crypto.randomUUID(), kind: 'approved', untilMs: NOW.getTime() + 6_000 },
    }),
    arrange: press('Approvals'),
    shows: 'Entry approved.',
  },
  'approvals-flagged': {
    snapshot: managing({ approvals: FLAGGED }),
    arrange: press('Approvals'),
    shows: '11:30 on this day, more than 10:00.',
  },
  'approvals-every-flag': {
    snapshot: managing({ approvals: EVERY_FLAG }),
    arrange: press('Approvals'),
    shows: 'No note, which this project wants.',
  },
  'approvals-folded': {
    snapshot: managing({ approvals: MANY }),
    arrange: press('Approvals'),
    shows: 'Approve all without flags (55)',
  },
  'approvals-selected': {
    snapshot: managing({ approvals: FLAGGED }),
    arrange: key('j', 'x', 'j', 'j', 'j', 'x'),
    shows: /selected/,
  },
  'approvals-keys': {
    snapshot: managing({ approvals: FLAGGED }),
    arrange: key('?'),
    shows: 'show or hide this',
  },
  'approvals-of-one-person': {
    snapshot: managing({ approvals: FLAGGED }),
    arrange: async (page) => {
      await press('Approvals')(page)
      await page.getByLabel('Show', { exact: true }).selectOption({ label: 'Demo Contractor' })
      await expect(page.getByRole('heading', { name: 'Ada Lovelace' })).toBeHidden()
    },
    shows: 'Approve all without flags (2)',
  },
  'approvals-none-fits': {
    snapshot: managing({ approvals: FLAGGED }),
    arrange: async (page) => {
      await key('/')(page)
      await page.keyboard.type('zzz')
    },
    shows: /^No waiting entry fits/,
  },
  'approvals-refused': {
    snapshot: managing({ approvals: REFUSED }),
    arrange: press('Approvals'),
    shows: /^It has changed since you looked/,
  },
  history: {
    snapshot: managing(),
    replies: { 'read-decisions': { ok: true, value: { decisions: DECISIONS, truncated: true } } },
    arrange: async (page) => {
      await press('Approvals')(page)
      await press('Your decisions')(page)
    },
    shows: 'Older ones are left out.',
  },
  'history-unknown': {
    snapshot: managing(),
    replies: { 'read-decisions': { ok: false, error: { code: 'offline', detail: null } } },
    arrange: async (page) => {
      await press('Approvals')(page)
      await press('Your decisions')(page)
    },
    shows: 'Your decisions cannot be shown now.',
  },
  'reject-several': {
    snapshot: managing({ approvals: FLAGGED, recentComments: REASONS }),
    arrange: key('j', 'x', 'r'),
    shows: 'Which client was this for?',
  },
}
