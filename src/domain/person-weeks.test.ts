import { expect, test } from 'vitest'
import { groupPersonWeeks, needsLook, type Waiting } from './person-weeks.ts'

const WEEKEND = [{ kind: 'weekend' }] as const
let count = 0
function waiting(userId: string, date: string, changes: Partial<Waiting> = {}): Waiting {
  count += 1
  const id = `id-${String(count).padStart(3, '0')}`
  return {
    id,
    userId,
    date,
    minutes: 60,
    userName: null,
    flags: [],
    weekTargetMinutes: null,
    refusal: null,
    ...changes,
  }
}

test('one person’s entries of one week are one group, with what it comes to by day', () => {
  const later = waiting('ada', '2026-11-18', { minutes: 90, flags: WEEKEND })
  const earlier = waiting('ada', '2026-11-16', { userName: 'Ada', weekTargetMinutes: 2400 })
  const [group, ...others] = groupPersonWeeks([later, earlier])
  expect(others).toEqual([])
  expect(group).toMatchObject({
    userId: 'ada',
    person: 'Ada',
    week: '2026-W47',
    from: '2026-11-16',
    to: '2026-11-22',
    minutes: 150,
    targetMinutes: 2400,
    dayMinutes: [60, 0, 90, 0, 0, 0, 0],
    flagKinds: ['weekend'],
    toLookAt: 1,
    refused: 0,
    approvals: [earlier, later],
  })
})

test('two weeks, and two people of one name, are apart', () => {
  const groups = groupPersonWeeks([
    waiting('a', '2026-11-22', { userName: 'Ada' }),
    waiting('a', '2026-11-23', { userName: 'Ada' }),
    waiting('b', '2026-11-23', { userName: 'Ada' }),
  ])
  expect(groups.map(({ userId, week }) => [userId, week])).toEqual([
    ['a', '2026-W47'],
    ['a', '2026-W48'],
    ['b', '2026-W48'],
  ])
})

test('what came back comes first, then what is flagged, then the oldest week, then by name', () => {
  const groups = groupPersonWeeks(
    [
      waiting('zoe', '2026-11-16'),
      waiting('änne', '2026-11-23'),
      waiting('bob', '2026-11-23'),
      waiting('flagged', '2026-11-23', { flags: WEEKEND }),
      waiting('refused', '2026-11-23', { refusal: { code: 'version-conflict' } }),
    ],
    'de',
  )
  expect(groups.map(({ person }) => person)).toEqual(['refused', 'flagged', 'zoe', 'änne', 'bob'])
})

test('nothing waits in no group', () => {
  expect(groupPersonWeeks([])).toEqual([])
})

test.each([
  [{ flags: [], refusal: null }, false],
  [{ flags: WEEKEND, refusal: null }, true],
  [{ flags: [], refusal: {} }, true],
])('whether %j needs a look: %s', (entry, expected) => {
  expect(needsLook(entry)).toBe(expected)
})
