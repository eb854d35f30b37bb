import { describe, expect, it } from 'vitest'
import { addWeeks, daysOfWeek, isIsoWeek, isoWeekOf } from './iso-week.ts'

describe('the week of a day', () => {
  it.each([
    ['2026-11-23', '2026-W48'],
    ['2026-11-29', '2026-W48'],
    ['2026-11-30', '2026-W49'],
    // Thursday decides to which year it belongs.
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2021-01-03', '2020-W53'],
    ['2000-01-01', '1999-W52'],
    ['0001-01-01', '0001-W01'],
  ])('%s is in %s', (date, week) => {
    expect(isoWeekOf(date)).toBe(week)
    expect(daysOfWeek(week)).toContain(date)
  })

  it('has seven days, over the end of a year too', () => {
    expect(daysOfWeek('2026-W53')).toEqual([
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
      '2027-01-03',
    ])
  })
})

describe('what is a week', () => {
  it.each(['2026-W01', '2026-W48', '2026-W53', '2020-W53', '2025-W52', '0001-W01'])('%s', (text) => {
    expect(isIsoWeek(text)).toBe(true)
  })

  it.each([
    '2025-W53',
    '2026-W54',
    '2026-W00',
    '2026-W99',
    '2026-48',
    '2026W48',
    '2026-w48',
    '2026-W4',
    '2026-W048',
    '26-W48',
    ' 2026-W48',
    '2026-W48 ',
    '2026-11-23',
    '0000-W01',
    '9999-W52',
    '٢٠٢٦-W48',
    '',
  ])('not %j', (text) => {
    expect(isIsoWeek(text)).toBe(false)
  })
})

it.each([
  ['2026-W48', -1, '2026-W47'],
  ['2026-W01', -1, '2025-W52'],
  ['2026-W53', 1, '2027-W01'],
  ['2021-W01', -1, '2020-W53'],
  ['2026-W48', 0, '2026-W48'],
])('%s and %d weeks is %s', (week, weeks, expected) => {
  expect(addWeeks(week, weeks)).toBe(expected)
})

it('asking for the days of what is no week is a mistake', () => {
  expect(() => daysOfWeek('2026-48')).toThrow('2026-48 is no week')
})
