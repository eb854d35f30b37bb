import type { Page } from '@playwright/test'
import type { EntryView } from '../../../src/contract/snapshot.ts'
import { entry, week } from './entries.ts'
import type { State } from './popup-states.ts'
import { atWork } from './snapshots.ts'

const press = async (page: Page, name: string | RegExp) =>
  await page
    .getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
    .first()
    .click()
/** The door of a day in the list, not its bar in the chart. */
const openDay = async (page: Page, date: string) => await page.locator(`#door-${date}`).click()
/** By its words, which describe its box. */
const choose = async (page: Page, words: RegExp) =>
  await page
    .getByRole('listitem')
    .filter({ hasText: words })
    .last()
    .getByRole('checkbox', { name: 'Select' })
    .check()
const answer = (entries: readonly EntryView[]) =>
  ({ ok: true, value: { entries, truncated: false } }) as const

const LONG_NAME = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const LAST_WEEK = week().map((one) => {
  const day = Number(one.date.slice(-2)) - 7
  return { ...one, id: `last-${one.id}`, date: `2026-11-${String(day).padStart(2, '0')}` }
})
const TIMED = [
  entry({
    date: '2026-11-18',
    start: '13:00',
    minutes: 150,
    project: 'Support',
    projectId: 'p3',
    note: 'tickets',
  }),
  entry({ date: '2026-11-18', start: '11:00', minutes: 60, note: 'review with the design team' }),
  entry({ date: '2026-11-18', start: '09:00', minutes: 150, project: 'Internal', projectId: 'p7', note: '' }),
]
const toWeek = (page: Page) => press(page, 'Week')

/** Every state of the week that was designed, by name. */
export const WEEK_STATES: Readonly<Record<string, State>> = {
  'week-full': {
    snapshot: atWork(),
    arrange: toWeek,
    shows: 'Week 47',
  },
  'week-empty': {
    snapshot: atWork({ entries: [] }),
    arrange: toWeek,
    shows: /Nothing logged this week yet/,
  },
  'week-previous': {
    snapshot: atWork(),
    replies: { 'read-week': answer(LAST_WEEK) },
    arrange: async (page) => {
      await toWeek(page)
      await press(page, 'Previous week')
      await openDay(page, '2026-11-12')
    },
    shows: 'components for the product page',
  },
  'week-previous-empty': {
    snapshot: atWork(),
    replies: { 'read-week': answer([]) },
    arrange: async (page) => {
      await toWeek(page)
      for (let weeks = 0; weeks < 47; weeks += 1) await press(page, 'Previous week')
    },
    shows: 'Nothing logged in this week.',
  },
  'week-unreadable': {
    snapshot: atWork(),
    replies: { 'read-week': { ok: false, error: { code: 'storage-failed', detail: null } } },
    arrange: async (page) => {
      await toWeek(page)
      await press(page, 'Previous week')
    },
    shows: 'Try again',
  },
  'week-overlaps-and-gaps': {
    snapshot: atWork({ entries: [...week().filter(({ date }) => date !== '2026-11-18'), ...TIMED] }),
    arrange: async (page) => {
      await toWeek(page)
      await openDay(page, '2026-11-18')
    },
    shows: /overlap by 0:30/,
  },
  'week-over-target': {
    snapshot: atWork({
      entries: [
        ...week(),
        entry({ date: '2026-11-17', minutes: 150, note: 'release night' }),
        entry({ date: '2026-11-19', minutes: 30 }),
        entry({ date: '2026-11-16', minutes: 15, project: null, projectId: null }),
      ],
    }),
    arrange: toWeek,
    shows: '10:30',
  },
  'week-long-names': {
    snapshot: atWork({
      entries: [
        entry({ project: LONG_NAME, projectId: null, note: 'x'.repeat(300), tags: [LONG_NAME.slice(0, 50)] }),
        entry({ project: `${LONG_NAME}2`, projectId: null, minutes: 1440, start: '00:00' }),
        entry({ project: 'شركة الأفق', projectId: null, minutes: 30, start: '10:00' }),
      ],
    }),
    arrange: async (page) => {
      await toWeek(page)
      await openDay(page, '2026-11-20')
    },
    shows: 'By project',
  },
  'week-selection': {
    snapshot: atWork(),
    arrange: async (page) => {
      await toWeek(page)
      await press(page, 'Select')
      await page.getByRole('checkbox', { name: 'All of Thursday, November 19' }).check()
      await choose(page, /scanner app/)
    },
    shows: '3 entries selected, 16:15',
  },
  'week-selection-move': {
    snapshot: atWork(),
    arrange: async (page) => {
      await toWeek(page)
      await press(page, 'Select')
      await choose(page, /scanner app/)
      await choose(page, /checkout/)
      await press(page, 'Move or copy')
    },
    shows: 'Duplicate to today',
  },
  'week-move': {
    snapshot: atWork(),
    arrange: async (page) => {
      await toWeek(page)
      await openDay(page, '2026-11-18')
      await press(page, 'Move or copy')
    },
    shows: 'Move to',
  },
  'week-copy-week': {
    snapshot: atWork({ entries: week().slice(0, 2) }),
    replies: { 'read-week': answer(LAST_WEEK) },
    arrange: async (page) => {
      await toWeek(page)
      await press(page, 'Copy last week')
    },
    shows: 'Copy 7 entries',
  },
  'week-copy-day': {
    snapshot: atWork(),
    replies: { 'read-last-day': answer(week().filter(({ date }) => date === '2026-11-19')) },
    arrange: async (page) => {
      await toWeek(page)
      await press(page, 'Same as yesterday')
    },
    shows: 'Copy 2 entries',
  },
  'empty-copy-day': {
    snapshot: atWork({ entries: week().filter(({ date }) => date !== '2026-11-20') }),
    replies: { 'read-last-day': answer(week().filter(({ date }) => date === '2026-11-19')) },
    arrange: async (page) => press(page, 'Same as yesterday'),
    shows: 'Copy 2 entries',
  },
  'undo-move-many': {
    snapshot: atWork({
      undo: { operationId: crypto.randomUUID(), kind: 'moved', count: 3, untilMs: Number.MAX_SAFE_INTEGER },
    }),
    arrange: toWeek,
    shows: '3 entries moved.',
  },
}
