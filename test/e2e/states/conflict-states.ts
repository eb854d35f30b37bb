import type { Page } from '@playwright/test'
import type { EntryView } from '../../../src/contract/snapshot.ts'
import type { Conflict } from '../../../src/domain/conflict.ts'
import type { Entry } from '../../../src/domain/entry.ts'
import { entry, NOW, week } from './entries.ts'
import type { State } from './popup-states.ts'
import { atWork, READS_ALONE } from './snapshots.ts'

const REVIEW = { by: 'mia@exampleco.com', at: '2026-11-20T13:02:00Z', comment: null }
const LONG = 'Walked through every page of the shop with the designers, noted what is '

/** What the server has: `mine` with these changes. */
function theirsOf(
  { sync: _, failure, failureDetail, conflict, ...mine }: EntryView,
  changes: Partial<Entry>,
) {
  return { ...mine, version: mine.version + 1, ...changes }
}

function conflicted(conflict: Conflict, mine: EntryView): EntryView {
  return { ...mine, sync: 'conflict', failure: 'version-conflict', conflict }
}

function changed(mine: EntryView, changes: Partial<Entry>, more: Partial<Conflict> = {}): EntryView {
  return conflicted({ mine: 'change', theirs: theirsOf(mine, changes), locked: false, ...more }, mine)
}

const MINE = entry({ minutes: 150, note: 'design review with Orbit', tags: ['workshop'] })
const withConflict = (conflict: EntryView) =>
  atWork({ entries: [conflict, ...week().slice(1)], sync: { ...atWork().sync, attention: 1 } })
const open = (name: 'Compare' | 'Choose') => async (page: Page) => {
  await page.getByRole('button', { name, exact: true }).first().click()
}

export const CHANGED = withConflict(changed(MINE, { minutes: 90, note: 'design review, first half' }))
export const GONE = withConflict(conflicted({ mine: 'change', theirs: 'gone', locked: false }, MINE))
export const APPROVED = withConflict(
  changed(
    MINE,
    { minutes: 120, note: 'design review', tags: [], status: 'approved', review: REVIEW },
    { locked: true },
  ),
)

/** Two versions of an entry, and how far everything has come: states of the popup. */
export const CONFLICT_STATES: Readonly<Record<string, State>> = {
  conflict: { snapshot: CHANGED, shows: /changed elsewhere too/ },
  'conflict-compared': { snapshot: CHANGED, arrange: open('Compare'), shows: 'Keep mine' },
  'conflict-edit': {
    snapshot: CHANGED,
    arrange: async (page) => {
      await open('Compare')(page)
      await page.getByRole('button', { name: 'Edit', exact: true }).first().click()
    },
    shows: 'Duration',
  },
  'conflict-every-field': {
    snapshot: withConflict(
      changed(
        entry({
          minutes: 150,
          start: '09:00',
          task: 'Design',
          note: `${LONG}missing.`,
          tags: ['تصميم', 'a'],
        }),
        {
          minutes: 90,
          date: '2026-11-19',
          start: null,
          task: null,
          project: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
          projectId: null,
          tags: [],
          note: `${LONG}slow, and <b>why</b>: ${'the pictures are too large. '.repeat(8)}`,
          billable: false,
        },
      ),
    ),
    arrange: open('Compare'),
    shows: /noted what is missing/,
  },
  'conflict-approved': { snapshot: APPROVED, arrange: open('Compare'), shows: /approved this entry on/ },
  'conflict-rejected': {
    snapshot: withConflict(
      changed(MINE, {
        minutes: 120,
        status: 'rejected',
        review: { ...REVIEW, comment: 'Two hours of this were for Support, please split.' },
      }),
    ),
    arrange: open('Compare'),
    shows: /Rejected before your change arrived/,
  },
  'conflict-gone': { snapshot: GONE, arrange: open('Choose'), shows: 'Let mine go' },
  'conflict-unknown': {
    snapshot: withConflict(conflicted({ mine: 'change', theirs: 'unknown', locked: false }, MINE)),
    arrange: open('Choose'),
    shows: /comes with the next synchronisation/,
  },
  'conflict-deletion': {
    snapshot: withConflict(changed(MINE, { minutes: 90 }, { mine: 'deletion' })),
    arrange: open('Compare'),
    shows: 'Delete anyway',
  },
  'conflict-deletion-approved': {
    snapshot: withConflict(
      changed(MINE, { status: 'approved', review: REVIEW }, { mine: 'deletion', locked: true }),
    ),
    arrange: open('Choose'),
    shows: 'Keep it',
  },
  'conflict-read-only': {
    snapshot: {
      ...CHANGED,
      can: READS_ALONE,
    },
    arrange: open('Compare'),
    shows: 'Take theirs',
  },
  'conflict-let-go': {
    snapshot: atWork({
      undo: { operationId: crypto.randomUUID(), kind: 'let-go', untilMs: NOW.getTime() + 6_000 },
    }),
    shows: 'Your version was let go.',
  },
  sending: {
    snapshot: atWork({
      entries: week().map((each, index) => (index < 3 ? { ...each, sync: 'sending' } : each)),
      sync: { ...atWork().sync, state: 'sending', waiting: 29, progress: { sent: 11, total: 40 } },
    }),
    shows: 'Sending 12 of 40',
  },
  'sending-one': {
    snapshot: atWork({
      entries: week().map((each, index) => (index === 0 ? { ...each, sync: 'sending' } : each)),
      sync: { ...atWork().sync, state: 'sending', waiting: 1, progress: { sent: 0, total: 1 } },
    }),
    shows: 'Sending…',
  },
  'waiting-many': {
    snapshot: atWork({
      entries: Array.from({ length: 40 }, (_, index) =>
        entry({ id: `waiting-${index}`, minutes: 15, sync: 'waiting', note: `call ${index + 1}` }),
      ),
      sync: {
        ...atWork().sync,
        state: 'offline',
        waiting: 1240,
        offlineSinceMs: new Date(2026, 10, 20, 14, 2).getTime(),
      },
    }),
    shows: /1,240 waiting, offline since/,
  },
}
