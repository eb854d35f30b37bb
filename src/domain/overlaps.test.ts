import { describe, expect, it } from 'vitest'
import { overlapsIn } from './overlaps.ts'

const entry = (id: string, start: string | null, minutes: number, date = '2026-11-23') => ({
  id,
  date,
  start,
  minutes,
})
const found = (...entries: ReturnType<typeof entry>[]) =>
  overlapsIn(entries).map(({ date, earlier, later, minutes }) => [date, earlier.id, later.id, minutes])

describe('overlaps', () => {
  it('are where one entry starts before another has ended', () => {
    expect(found(entry('b', '10:00', 60), entry('a', '09:00', 90))).toEqual([['2026-11-23', 'a', 'b', 30]])
  })

  it.each([
    ['one ends as the other starts', entry('a', '09:00', 60), entry('b', '10:00', 60)],
    ['one has no time of day', entry('a', '09:00', 600), entry('b', null, 60)],
    ['a server sent something else for a time of day', entry('a', '09:00', 600), entry('b', 'noon', 60)],
    ['they are on different days', entry('a', '09:00', 600), entry('b', '09:00', 60, '2026-11-24')],
  ])('are none where %s', (_, a, b) => {
    expect(found(a, b)).toEqual([])
  })

  it('are not hidden by something else that a server sent for a time of day', () => {
    expect(found(entry('a', '09:00', 60), entry('x', 'noon', 60), entry('b', '09:30', 60))).toEqual([
      ['2026-11-23', 'a', 'b', 30],
    ])
  })

  it('last as long as both entries go on', () => {
    expect(found(entry('long', '08:00', 480), entry('short', '09:00', 15))).toEqual([
      ['2026-11-23', 'long', 'short', 15],
    ])
    expect(found(entry('a', '09:00', 60), entry('b', '09:00', 60))).toEqual([['2026-11-23', 'a', 'b', 60]])
  })

  it('are named once for each later entry, beside the one that goes on longest', () => {
    expect(found(entry('a', '09:00', 30), entry('long', '08:00', 240), entry('c', '11:30', 60))).toEqual([
      ['2026-11-23', 'long', 'a', 30],
      ['2026-11-23', 'long', 'c', 30],
    ])
  })

  it('come in the order of the days', () => {
    const days = ['2026-11-25', '2026-11-24'].flatMap((date) => [
      entry('a', '09:00', 60, date),
      entry('b', '09:30', 60, date),
    ])
    expect(overlapsIn(days).map(({ date }) => date)).toEqual(['2026-11-24', '2026-11-25'])
  })
})
