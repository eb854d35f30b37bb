// @vitest-environment node
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { beforeEach, expect, it, vi } from 'vitest'
import { approval } from '../../../test/e2e/states/entries.ts'
import { managing } from '../../../test/e2e/states/snapshots.ts'
import type { ApprovalView, Snapshot } from '../../contract/snapshot.ts'
import { createInboxKeys } from './inbox-keys.ts'
import { createInboxModel, type InboxModel } from './inbox-model.ts'
import type { View } from './view.ts'

const FLAGGED = [{ kind: 'weekend' }] as const
const A1 = approval('Ada', { id: 'a1', date: '2026-11-16' })
const A2 = approval('Ada', { id: 'a2', date: '2026-11-17', flags: FLAGGED })
const B1 = approval('Bob', { id: 'b1', date: '2026-11-16' })
const B2 = approval('Bob', { id: 'b2', date: '2026-11-17' })
const ALL = [A1, A2, B1, B2]

let snapshot: Signal<Snapshot | null>
let permitted: ReadonlySignal<Snapshot['can'] | undefined>
let inbox: InboxModel
const decide = vi.fn(async () => true)
const undo = vi.fn(async () => true)
const rejecting = signal<string | null>(null)
const focusSearch = vi.fn()
let press: (...keys: string[]) => void

class Target {
  closest = () => null
}

beforeEach(() => {
  vi.stubGlobal('HTMLElement', Target)
  for (const mock of [decide, undo, focusSearch]) mock.mockClear()
  rejecting.value = null
  snapshot = signal<Snapshot | null>(managing({ approvals: ALL }))
  permitted = computed(() => snapshot.value?.can)
  inbox = createInboxModel({ snapshot, view: signal<View>('approvals'), send: vi.fn(), decide }, 'en')
  const onKey = createInboxKeys({ inbox, popup: { undo, rejecting, can: permitted }, focusSearch })
  press = (...keys) => {
    for (const key of keys)
      onKey({ key, target: null, preventDefault: () => undefined } as unknown as KeyboardEvent)
  }
})

const decided = () =>
  (decide.mock.calls as unknown as [readonly ApprovalView[], string][]).map(([list, what]) => [
    what,
    ...list.map(({ id }) => id),
  ])

it('the flagged week comes first; a step at a time leads through it, and no further than its end', () => {
  press('j')
  expect(inbox.active.value).toBe('ada 2026-W47')
  press('j', 'ArrowDown', 'j', 'k')
  expect(inbox.active.value).toBe('a2')
  press('End', 'j')
  expect(inbox.active.value).toBe('b2')
  press('Home', 'k')
  expect(inbox.active.value).toBe('ada 2026-W47')
})

it.each([
  ['an entry', ['j', 'j', 'a'], [['approved', 'a1']]],
  ['a week', ['j', 'a'], [['approved', 'a1', 'a2']]],
  [
    'those that were chosen, wherever the keyboard is',
    ['j', 'j', 'x', 'End', 'x', 'Home', 'a'],
    [['approved', 'a1', 'b2']],
  ],
  ['all without flags', ['A'], [['approved', 'a1', 'b1', 'b2']]],
])('approves %s', (_name, keys, expected) => {
  press(...keys)
  expect(decided()).toEqual(expected)
})

it('rejects one in its row, several together', () => {
  press('j', 'j', 'r')
  expect(rejecting.value).toBe('a1')
  press('j', 'x', 'k', 'x', 'r')
  expect(inbox.rejectingAll.value?.map(({ id }) => id)).toEqual(['a1', 'a2'])
})

it('rejects nothing where the server takes no rejections', () => {
  const { can } = managing()
  snapshot.value = managing({ approvals: ALL, can: { ...can, reject: false } })
  press('j', 'j', 'r')
  expect(rejecting.value).toBeNull()
})

it('folds and unfolds a week, from its entries too', () => {
  press('j', 'j', 'e')
  expect(inbox.rows.value.map(({ key }) => key)).toEqual(['ada 2026-W47', 'bob 2026-W47', 'b1', 'b2'])
  expect(inbox.active.value).toBe('ada 2026-W47')
  press('ArrowRight')
  expect(inbox.rows.value).toHaveLength(6)
  press('ArrowLeft')
  expect(inbox.rows.value).toHaveLength(4)
})

it('takes back, searches, helps and lets go', () => {
  press('u', '/')
  expect([undo.mock.calls.length, focusSearch.mock.calls.length]).toEqual([1, 1])
  press('?')
  expect(inbox.isHelpOpen.value).toBe(true)
  press('j', 'x', 'Escape')
  expect([inbox.isHelpOpen.value, inbox.selected.value]).toEqual([false, []])
})

it('decides on nothing that does not wait any more', () => {
  const decidedBy = { by: 'director', at: '2026-11-20T10:00:00Z' }
  const refusal = {
    code: 'already-decided',
    detail: null,
    decision: 'approved',
    seen: null,
    decided: decidedBy,
  } as const
  snapshot.value = managing({ approvals: [{ ...A1, refusal }, A2] })
  press('j', 'j', 'a')
  expect(decided()).toEqual([])
  press('k', 'a')
  expect(decided()).toEqual([['approved', 'a2']])
})

it('a key that is held down steps on, but decides on one row alone', () => {
  const held = (key: string) => ({ key, target: null, repeat: true, preventDefault: () => undefined })
  const onKey = createInboxKeys({ inbox, popup: { undo, rejecting, can: permitted }, focusSearch })
  press('j')
  onKey(held('j') as unknown as KeyboardEvent)
  onKey(held('a') as unknown as KeyboardEvent)
  expect([inbox.active.value, decided()]).toEqual(['a1', []])
})

it('keys of a field, and those of the browser, are left alone', () => {
  const onKey = createInboxKeys({ inbox, popup: { undo, rejecting, can: permitted }, focusSearch })
  const field = Object.assign(new Target(), { closest: () => field })
  onKey({ key: 'A', target: field } as unknown as KeyboardEvent)
  onKey({ key: 'A', target: null, ctrlKey: true } as unknown as KeyboardEvent)
  expect(decided()).toEqual([])
})

it.each([
  ['ada', ['a1', 'a2']],
  ['ADA 2026-11-17', ['a2']],
  ['  ', ['a1', 'a2', 'b1', 'b2']],
  ['nobody', []],
])('a search for %j finds %j', (query, ids) => {
  inbox.query.value = query
  expect(inbox.groups.value.flatMap(({ approvals }) => approvals.map(({ id }) => id))).toEqual(ids)
})

it('what is chosen and then filtered out is not decided on', () => {
  press('j', 'x')
  inbox.choose('unflagged')
  press('a')
  expect(decided()).toEqual([['approved', 'a1']])
})

it('more than forty are folded at first', () => {
  const many = Array.from({ length: 41 }, (_, index) => approval(`P${index % 5}`, { id: `m${index}` }))
  snapshot.value = managing({ approvals: many })
  expect(inbox.rows.value.map(({ kind }) => kind)).toEqual(Array(5).fill('group'))
})
