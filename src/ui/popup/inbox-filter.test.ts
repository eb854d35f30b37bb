// @vitest-environment node
import { signal } from '@preact/signals'
import { expect, it, vi } from 'vitest'
import { approval } from '../../../test/e2e/states/entries.ts'
import { managing } from '../../../test/e2e/states/snapshots.ts'
import type { ApprovalView, Snapshot } from '../../contract/snapshot.ts'
import { filterChoices, fits, hasWords, type InboxFilter, wordsOf } from './inbox-filter.ts'
import { createInboxModel } from './inbox-model.ts'
import type { View } from './view.ts'

const WEBSITE = { projectId: 'web', project: 'Website' }
const A1 = approval('Ada', { id: 'a1', date: '2026-11-16', ...WEBSITE })
const A2 = approval('Ada', {
  id: 'a2',
  date: '2026-11-23',
  projectId: null,
  project: null,
  flags: [{ kind: 'weekend' }],
})
const B1 = approval('Émile', { id: 'b1', date: '2026-11-22', projectId: 'audit', project: 'Audit' })
const ALL = [A1, A2, B1]

it('offers what waits by person, project and week, each in its order, and entries without a project last', () => {
  expect(filterChoices(ALL, 'en')).toEqual({
    flags: ['weekend'],
    people: [
      { filter: 'person ada', name: 'Ada' },
      { filter: 'person émile', name: 'Émile' },
    ],
    projects: [
      { filter: 'project audit', name: 'Audit' },
      { filter: 'project web', name: 'Website' },
      { filter: 'project ', name: null },
    ],
    weeks: ['2026-W47', '2026-W48'],
  })
})

it('offers no choice of one', () => {
  expect(filterChoices([A1], 'en')).toEqual({ flags: [], people: [], projects: [], weeks: [] })
})

it.each<[InboxFilter, string]>([
  ['all', 'a1 a2 b1'],
  ['flagged', 'a2'],
  ['unflagged', 'a1 b1'],
  ['flag weekend', 'a2'],
  ['flag overlap', ''],
  ['person ada', 'a1 a2'],
  ['project web', 'a1'],
  ['project ', 'a2'],
  ['week 2026-W47', 'a1 b1'],
])('%s shows %s', (filter, ids) => {
  const shown = ALL.filter((one) => fits(one, filter)).map(({ id }) => id)
  expect(shown.join(' ')).toBe(ids)
})

it.each([
  ['', 'a1 a2 b1'],
  ['  EMILE ', 'b1'],
  ['ada website', 'a1'],
  ['2026-w48', 'a2'],
  ['nobody', ''],
])('the words %j find %s', (query, ids) => {
  const found = ALL.filter((one) => hasWords(one, wordsOf(query))).map(({ id }) => id)
  expect(found.join(' ')).toBe(ids)
})

it('shows all again when nothing is left of what was chosen, and what was chosen when it is back', () => {
  const snapshot = signal<Snapshot | null>(managing({ approvals: ALL }))
  const deps = { view: signal<View>('approvals'), send: vi.fn(), decide: async () => true }
  const inbox = createInboxModel({ snapshot, ...deps }, 'en')
  const shown = () => inbox.groups.value.flatMap(({ approvals }) => approvals.map(({ id }) => id)).sort()
  const publish = (approvals: readonly ApprovalView[]) => {
    snapshot.value = managing({ approvals })
  }
  inbox.choose('person émile')
  expect([inbox.filter.value, shown()]).toEqual(['person émile', ['b1']])
  publish([A1, A2])
  expect([inbox.filter.value, shown()]).toEqual(['all', ['a1', 'a2']])
  publish(ALL)
  expect([inbox.filter.value, shown()]).toEqual(['person émile', ['b1']])
})
