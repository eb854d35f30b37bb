import { describe, expect, it } from 'vitest'
import { gapsIn } from './day-times.ts'

describe('gapsIn', () => {
  const at = (start: string | null, minutes: number) => ({ start, minutes })

  it.each([
    ['nothing', [], []],
    ['one entry', [at('09:00', 60)], []],
    ['entries without a time of day', [at(null, 60), at(null, 30)], []],
    ['what is no time of day', [at('09:00', 60), at('soon', 60), at('10:30', 60)], [['10:00', '10:30', 30]]],
    ['one after the other', [at('09:00', 60), at('10:00', 60)], []],
    ['two with a gap', [at('09:00', 60), at('10:30', 60)], [['10:00', '10:30', 30]]],
    ['two in the other order', [at('13:00', 60), at('09:00', 180)], [['12:00', '13:00', 60]]],
    ['an overlap', [at('09:00', 120), at('10:00', 120)], []],
    ['one inside another', [at('09:00', 240), at('10:00', 30), at('14:00', 60)], [['13:00', '14:00', 60]]],
    [
      'three',
      [at('08:00', 60), at('10:00', 60), at('12:00', 60)],
      [
        ['09:00', '10:00', 60],
        ['11:00', '12:00', 60],
      ],
    ],
  ])('of %s', (_, entries, gaps) => {
    expect(gapsIn(entries).map(({ from, to, minutes }) => [from, to, minutes])).toEqual(gaps)
  })
})
