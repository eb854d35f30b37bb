import { describe, expect, it } from 'vitest'
import { type Conflict, choicesOf, differingFields, kindOf, withTheirs } from './conflict.ts'
import type { Entry } from './entry.ts'

const THEIRS: Entry = {
  id: 'a',
  userId: 'employee',
  date: '2026-11-20',
  start: null,
  minutes: 120,
  project: 'Website',
  projectId: 'p1',
  task: null,
  tags: ['workshop'],
  note: 'design review',
  billable: true,
  status: 'submitted',
  review: null,
  version: 5,
}
const conflict = (changes: Partial<Conflict> = {}): Conflict => ({
  mine: 'change',
  theirs: THEIRS,
  locked: false,
  ...changes,
})

describe('what can settle a conflict', () => {
  it.each<[string, Partial<Conflict>, string, string]>([
    ['changed', {}, 'mine,theirs,edit', 'mine,theirs'],
    ['rejected', { theirs: { ...THEIRS, status: 'rejected' } }, 'mine,theirs,edit', 'mine,theirs'],
    ['locked', { locked: true }, 'new,theirs', 'theirs'],
    ['gone', { theirs: 'gone' }, 'new,theirs', 'theirs'],
    ['unknown', { theirs: 'unknown' }, 'new,theirs', 'theirs'],
    ['locked', { theirs: 'unknown', locked: true }, 'new,theirs', 'theirs'],
  ])('%s: %j', (kind, theirs, afterChange, afterDeletion) => {
    expect(kindOf(conflict(theirs))).toBe(kind)
    expect(choicesOf(conflict(theirs)).join()).toBe(afterChange)
    expect(choicesOf(conflict({ ...theirs, mine: 'deletion' })).join()).toBe(afterDeletion)
  })
})

it('only a newer version takes the place of theirs', () => {
  const approved: Entry = { ...THEIRS, status: 'approved' }
  expect(withTheirs(conflict(), { ...approved, version: 4 })).toEqual(conflict())
  expect(withTheirs(conflict(), approved)).toEqual(conflict())
  const newer = { ...approved, version: 6 }
  expect(withTheirs(conflict(), newer)).toEqual(conflict({ theirs: newer, locked: true }))
  expect(withTheirs(conflict({ theirs: 'unknown' }), THEIRS)).toEqual(conflict())
})

it('two versions differ in what a person says, not in what the system says', () => {
  const system: Entry = { ...THEIRS, id: 'b', status: 'approved', version: 9 }
  expect(differingFields(THEIRS, system)).toEqual([])
  expect(differingFields(THEIRS, { ...THEIRS, projectId: 'p2' })).toEqual(['project'])
  const other: Entry = {
    ...THEIRS,
    date: '2026-11-19',
    start: '09:00',
    minutes: 60,
    project: null,
    projectId: null,
    task: 'Design',
    tags: ['work', 'shop'],
    note: '',
    billable: false,
  }
  expect(differingFields(THEIRS, other)).toEqual([
    'minutes',
    'date',
    'start',
    'project',
    'task',
    'tags',
    'note',
    'billable',
  ])
})
