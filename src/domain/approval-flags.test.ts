import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FlaggedEntry, type FlagRules, flagEntries, usualOf } from './approval-flags.ts'

const RULES: FlagRules = {
  today: '2026-11-26',
  dayLimitMinutes: 600,
  weekLimitMinutes: 3000,
  holidays: new Set(['2026-11-19']),
  noteProjects: new Set(['acme-website']),
  usualMinutes: () => null,
}
/** A Tuesday. */
const ENTRY: FlaggedEntry = {
  id: 'a',
  userId: 'employee@exampleco.com',
  date: '2026-11-24',
  start: null,
  minutes: 120,
  project: 'Website',
  projectId: 'acme-website',
  note: 'design review',
  version: 2,
  submittedVersion: 2,
}
const entry = (changes: Partial<FlaggedEntry>): FlaggedEntry => ({ ...ENTRY, ...changes })

function flagsOf(first: Partial<FlaggedEntry>, others: Partial<FlaggedEntry>[] = [], rules = RULES) {
  const waiting = entry(first)
  const booked = [waiting, ...others.map((changes, index) => entry({ id: `other-${index}`, ...changes }))]
  return flagEntries([waiting], booked, rules).get('a')
}

describe('one waiting entry', () => {
  test.each<[string, Partial<FlaggedEntry>, Partial<FlaggedEntry>[], unknown]>([
    ['nothing odd', {}, [], []],
    ['exactly the limit of a day', { minutes: 600 }, [], []],
    ['one minute more', { minutes: 601 }, [], [{ kind: 'over-day', minutes: 601, limitMinutes: 600 }]],
    [
      'a day filled by another entry',
      {},
      [{ minutes: 500 }],
      [{ kind: 'over-day', minutes: 620, limitMinutes: 600 }],
    ],
    ['the long day of somebody else', {}, [{ minutes: 900, userId: 'contractor@exampleco.com' }], []],
    [
      'a week over its limit, Monday to Sunday',
      {},
      ['23', '25', '26', '27', '28'].map((day) => ({ date: `2026-11-${day}`, minutes: 590 })),
      [{ kind: 'over-week', minutes: 3070, limitMinutes: 3000 }],
    ],
    [
      'the same minutes in two weeks',
      {},
      ['19', '20', '25', '26', '27'].map((day) => ({ date: `2026-11-${day}`, minutes: 590 })),
      [],
    ],
    ['a Saturday', { date: '2026-11-21' }, [], [{ kind: 'weekend' }]],
    ['a Sunday', { date: '2026-11-22' }, [], [{ kind: 'weekend' }]],
    ['a Friday', { date: '2026-11-20' }, [], []],
    ['a holiday', { date: '2026-11-19' }, [], [{ kind: 'holiday' }]],
    [
      'two at one time',
      { start: '09:00' },
      [{ start: '10:30', minutes: 60 }],
      [{ kind: 'overlap', minutes: 30 }],
    ],
    ['one after the other', { start: '09:00' }, [{ start: '11:00', minutes: 60 }], []],
    ['the same time of two people', { start: '09:00' }, [{ start: '09:00', userId: 'x' }], []],
    ['tomorrow', { date: '2026-11-27' }, [], [{ kind: 'future' }]],
    ['today', { date: '2026-11-26' }, [], []],
    ['sixty days ago, a Sunday', { date: '2026-09-27' }, [], [{ kind: 'weekend' }]],
    [
      'sixty-one days ago, a Saturday',
      { date: '2026-09-26' },
      [],
      [{ kind: 'very-old', days: 61 }, { kind: 'weekend' }],
    ],
    ['changed since it was submitted', { version: 3 }, [], [{ kind: 'changed', submittedVersion: 2 }]],
    ['submitted in a version that nobody knows', { version: 3, submittedVersion: null }, [], []],
    ['no note where one is wanted', { note: ' ' }, [], [{ kind: 'missing-note' }]],
    ['no note where none is wanted', { note: '', projectId: 'orbit-support' }, [], []],
    ['no note and no project', { note: '', projectId: null, project: null }, [], []],
  ])('%s', (_name, first, others, expected) => {
    expect(flagsOf(first, others)).toEqual(expected)
  })

  test.each([
    ['twice as much is not far', 600, 300, []],
    [
      'more than twice, by more than four hours',
      601,
      300,
      [{ kind: 'unusual', minutes: 601, usualMinutes: 300 }],
    ],
    ['more than twice, but by little', 240, 30, []],
    ['the other way round', 30, 600, []],
    ['no habit is known', 2000, null, []],
  ])('%s', (_name, minutes, usual, expected) => {
    const rules = { ...RULES, dayLimitMinutes: 9999, usualMinutes: () => usual }
    expect(flagsOf({ minutes }, [], rules)).toEqual(expected)
  })

  test('the week on a project is all that was booked on it, under the same id', () => {
    const rules = { ...RULES, usualMinutes: () => 120 }
    const others = [
      { date: '2026-11-25', minutes: 300 },
      { date: '2026-11-25', minutes: 200, projectId: 'orbit-support' },
    ]
    expect(flagsOf({}, others, rules)).toEqual([{ kind: 'unusual', minutes: 420, usualMinutes: 120 }])
  })
})

test.each([
  [[], null],
  [[100, 200], null],
  [[300, 100, 200], 200],
  [[400, 100, 300, 200], 250],
])('the usual week of %j is %j', (weeks, usual) => {
  expect(usualOf(weeks)).toBe(usual)
})

test('every entry is answered for, whatever it is', () => {
  const anyEntry = fc.record({
    id: fc.uuid(),
    userId: fc.constantFrom('a', 'b'),
    date: fc.constantFrom('2026-11-20', '2026-11-21', '2020-02-29', '2031-01-01'),
    start: fc.option(fc.constantFrom('00:00', '09:30', '23:59', 'nonsense')),
    minutes: fc.integer(),
    project: fc.option(fc.string()),
    projectId: fc.option(fc.string()),
    note: fc.string(),
    version: fc.integer(),
    submittedVersion: fc.option(fc.integer()),
  })
  fc.assert(
    fc.property(fc.array(anyEntry), (entries) => {
      const flags = flagEntries(entries, entries, RULES)
      expect([...flags.keys()].sort()).toEqual([...new Set(entries.map(({ id }) => id))].sort())
    }),
  )
})
