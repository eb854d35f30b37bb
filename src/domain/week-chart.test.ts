import { describe, expect, it } from 'vitest'
import { weekOf } from './local-date.ts'
import { barsOf, isWeekend, targetOfDay } from './week-chart.ts'

const WEEK = weekOf('2026-11-20')
const daysWith = (...minutes: readonly number[]) =>
  WEEK.map((date, index) => ({ date, minutes: minutes[index] ?? 0 }))

it('nothing is expected of Saturday and Sunday', () => {
  expect(WEEK.map(isWeekend)).toEqual([false, false, false, false, false, true, true])
  expect(WEEK.map((date) => targetOfDay(date))).toEqual([480, 480, 480, 480, 480, 0, 0])
})

describe('barsOf', () => {
  it('leaves air above the target line', () => {
    const [monday, tuesday] = barsOf(daysWith(480, 240))
    expect(monday).toEqual({
      date: '2026-11-16',
      minutes: 480,
      target: 480,
      over: 0,
      height: 0.8,
      targetHeight: 0.8,
    })
    expect([tuesday?.height, tuesday?.over]).toEqual([0.4, 0])
  })

  it('fits the longest day, and says by how much each is over its target', () => {
    const bars = barsOf(daysWith(960, 481, 0, 0, 0, 120))
    expect(bars.map(({ over }) => over)).toEqual([480, 1, 0, 0, 0, 0, 0])
    expect([bars[0]?.height, bars[0]?.targetHeight, bars[5]?.height]).toEqual([1, 0.5, 0.125])
  })

  it.each([
    ['nothing logged', [], 480, [0, 0, 0, 0, 0, 0, 0]],
    ['a target of 0', [60, 120], 0, [0.5, 1, 0, 0, 0, 0, 0]],
    ['a target of 0 and nothing logged', [], 0, [0, 0, 0, 0, 0, 0, 0]],
    ['a day below zero, as a server may send', [-60, 600], 480, [0, 1, 0, 0, 0, 0, 0]],
  ])('stays within its frame with %s', (_, minutes, target, heights) => {
    const bars = barsOf(daysWith(...minutes), target)
    expect(bars.map(({ height }) => height)).toEqual(heights)
    if (target === 0)
      expect(bars.every(({ over, targetHeight }) => over === 0 && targetHeight === 0)).toBe(true)
  })
})
