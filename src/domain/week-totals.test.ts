import { describe, expect, it } from 'vitest'
import { weekOf } from './local-date.ts'
import { percentOf, totalsByDay } from './week-totals.ts'

const entry = (date: string, minutes: number) => ({ date, minutes })

describe('totalsByDay', () => {
  const week = weekOf('2026-11-20')

  it('gives seven days, Monday first, also where nothing was logged', () => {
    expect(totalsByDay([], week).map(({ date, minutes }) => [date, minutes])).toEqual([
      ['2026-11-16', 0],
      ['2026-11-17', 0],
      ['2026-11-18', 0],
      ['2026-11-19', 0],
      ['2026-11-20', 0],
      ['2026-11-21', 0],
      ['2026-11-22', 0],
    ])
  })

  it('adds up each day and leaves other weeks out', () => {
    const entries = [entry('2026-11-20', 60), entry('2026-11-15', 90), entry('2026-11-20', 30)]
    const friday = totalsByDay(entries, week)[4]
    expect(friday?.minutes).toBe(90)
    expect(friday?.entries).toEqual([entries[0], entries[2]])
    expect(totalsByDay(entries, week).reduce((sum, { minutes }) => sum + minutes, 0)).toBe(90)
  })
})

describe('percentOf', () => {
  it.each([
    [0, 480, 0],
    [240, 480, 50],
    [480, 480, 100],
    [900, 480, 100],
    [60, 0, 0],
  ])('%d of %d minutes is %d %%', (minutes, target, percent) => {
    expect(percentOf(minutes, target)).toBe(percent)
  })
})
