import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'

describe('parseDuration', () => {
  it.each([
    ['2h', 120],
    ['2 h', 120],
    ['1.5h', 90],
    ['1,5h', 90],
    ['90m', 90],
    ['90 min', 90],
    ['1h30', 90],
    ['1h 30m', 90],
    ['1h30m', 90],
    ['1:30', 90],
    ['2', 120],
    ['0.25', 15],
    ['2.05', 123],
    ['24h', 1440],
    ['1m', 1],
    ['2Std', 120],
  ])('%s is %i minutes', (text, minutes) => {
    expect(parseDuration(text)).toEqual({ ok: true, value: minutes })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['h', 'not-a-duration'],
    ['1:75', 'not-a-duration'],
    ['1h75', 'not-a-duration'],
    ['-2h', 'not-a-duration'],
    ['two', 'not-a-duration'],
    ['2h3h', 'not-a-duration'],
    ['0h', 'too-short'],
    ['0:00', 'too-short'],
    ['0.001', 'too-short'],
    ['25h', 'too-long'],
    ['1441m', 'too-long'],
    ['24:01', 'too-long'],
  ])('%s is refused: %s', (text, reason) => {
    expect(parseDuration(text)).toEqual({ ok: false, reason })
  })

  it('reads back what formatDuration writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1440 }), (minutes) => {
        expect(parseDuration(formatDuration(minutes))).toEqual({ ok: true, value: minutes })
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseDuration(text)))
  })
})
