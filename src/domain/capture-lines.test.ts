import { describe, expect, it } from 'vitest'
import { contextFor } from '../../test/support/capture-meaning.ts'
import { contentOf } from './capture-line.ts'
import { isSeveralLines, readCaptureLines } from './capture-lines.ts'

const british = contextFor('en-GB')

describe('readCaptureLines', () => {
  it('reads each line by itself, without blank ones and bullets', () => {
    const { lines, leftOut } = readCaptureLines(
      '\n2h @acme design\r\n\r\n- 1h30 calls\n * 45m #a\r• 25h sleep\n',
      british,
    )
    expect(lines.map(({ text }) => text)).toEqual(['2h @acme design', '1h30 calls', '45m #a', '25h sleep'])
    expect(lines.map(({ reading }) => contentOf(reading)?.minutes ?? null)).toEqual([120, 90, 45, null])
    expect(leftOut).toBe(0)
  })

  it('a minus is no bullet', () => {
    expect(readCaptureLines('-1d 2h\n-2d 2h', british).lines.map(({ reading }) => reading.date)).toEqual([
      '2026-11-19',
      '2026-11-18',
    ])
  })

  it('reads 200 lines and counts the rest', () => {
    const { lines, leftOut } = readCaptureLines('1h x\n'.repeat(203), british)
    expect([lines.length, leftOut]).toEqual([200, 3])
  })

  it.each([
    ['', false],
    ['2h review', false],
    ['2h review\n', false],
    ['\n\n2h review\r\n', false],
    ['2h review\n1h', true],
    ['2h review\u20281h', true],
  ])('%j is several lines: %s', (text, expected) => {
    expect(isSeveralLines(text)).toBe(expected)
  })
})
