import { describe, expect, it } from 'vitest'
import { addDays, isLocalDate, lastWeekday, latestTodayOnEarth, weekOf } from './local-date.ts'

describe('local dates', () => {
  it.each([
    ['2026-11-20', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['2026-11-20T00:00', false],
    ['', false],
  ])('%s is a calendar day: %s', (text, expected) => {
    expect(isLocalDate(text)).toBe(expected)
  })

  it('a week runs from Monday to Sunday, over the turn of the year', () => {
    expect(weekOf('2027-01-01')).toEqual([
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
      '2027-01-03',
    ])
  })

  it('a weekday means the most recent one, today included', () => {
    // 2026-11-20 is a Friday.
    expect(lastWeekday(5, '2026-11-20')).toBe('2026-11-20')
    expect(lastWeekday(6, '2026-11-20')).toBe('2026-11-14')
    expect(lastWeekday(1, '2026-11-20')).toBe('2026-11-16')
  })

  it('counts days over a change of clocks', () => {
    expect(addDays('2026-10-25', -1)).toBe('2026-10-24')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  })

  it('the latest today is that of UTC+14', () => {
    expect(latestTodayOnEarth(Date.parse('2026-11-20T09:59:59Z'))).toBe('2026-11-20')
    expect(latestTodayOnEarth(Date.parse('2026-11-20T10:00:00Z'))).toBe('2026-11-21')
  })
})
