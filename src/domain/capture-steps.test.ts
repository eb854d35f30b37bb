import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { contextFor } from '../../test/support/capture-meaning.ts'
import { readCaptureLine } from './capture-line.ts'
import { readCaptureLines } from './capture-lines.ts'

const german = contextFor('de-AT')

afterEach(() => {
  vi.restoreAllMocks()
})

/** Characters that regular expressions went over: each call counts its text, a walk through a text how far it came. */
function countSteps(run: () => void): number {
  let steps = 0
  const exec = RegExp.prototype.exec
  vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
    const from = this.lastIndex
    const match = exec.call(this, text)
    if (this.sticky) steps += match?.[0].length ?? 1
    else if (this.global) steps += (match ? this.lastIndex : text.length) - from
    else steps += text.length
    return match
  })
  run()
  vi.restoreAllMocks()
  return steps
}

const LONG_LINES: Readonly<Record<string, (count: number) => string>> = {
  'words of a note': (count) => `2h ${'word '.repeat(count)}`,
  'one long word': (count) => `2h ${'w'.repeat(5 * count)}`,
  digits: (count) => '1'.repeat(5 * count),
  'numbers without a length': (count) => `x ${'1234 '.repeat(count)}x`,
  lengths: (count) => '1h3 '.repeat(count),
  ranges: (count) => '9-9 '.repeat(count),
  projects: (count) => '@acm '.repeat(count),
  'a long project': (count) => `@${'acme'.repeat(count)}`,
  slashes: (count) => `@${'/'.repeat(5 * count)}`,
  tags: (count) => '#tag '.repeat(count),
  days: (count) => 'mon '.repeat(count),
  'white space': (count) => ' \t'.repeat(2 * count),
  emoji: (count) => '🎉 '.repeat(count),
  'right-to-left': (count) => 'مرحبا '.repeat(count),
  hyphens: (count) => '-- '.repeat(count),
}

describe('a line of 10 000 characters and more', () => {
  it.each(Object.entries(LONG_LINES))('takes steps in proportion to its length: %s', (_, make) => {
    const stepsFor = (count: number) => countSteps(() => readCaptureLine(make(count), german))
    const [short, long] = [stepsFor(500), stepsFor(4_000)]
    expect(short).toBeGreaterThan(0)
    // Eight times the length: eight times the steps, not sixty-four.
    expect(long / short).toBeLessThan(9)
  })

  it.each(Object.entries(LONG_LINES))('is read and refused or kept whole: %s', (_, make) => {
    const line = make(2_000)
    const { note, faults } = readCaptureLine(line, german)
    for (const word of note.split(/\s+/)) expect(line).toContain(word)
    if (note.length > 2_000) expect(faults.map(({ part }) => part)).toContain('note')
  })
})

describe('no text', () => {
  const words = fc.constantFrom(
    ...[
      '2h',
      '9-11',
      '1:75',
      '@acme',
      '@orbit',
      '@acme/website/x',
      '#a',
      'mon',
      '20.11.',
      '11/20',
      '--',
      'acme',
      'so',
      'x',
    ],
  )
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...'0123456789hm:.,/-–@# \t'), maxLength: 60 }),
    fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' ')),
  )

  it('makes the reading throw, or invents a word of the note, or names a part that is not there', () => {
    fc.assert(
      fc.property(line, (text) => {
        const { note, parts, minutes, start } = readCaptureLine(text, german)
        for (const word of note.split(/\s+/)) expect(text).toContain(word)
        for (const { from, to } of parts) expect(text.slice(from, to)).toMatch(/^\S(?:[\s\S]*\S)?$/)
        if (minutes !== null) expect(minutes >= 1 && minutes <= 1440 && Number.isInteger(minutes)).toBe(true)
        if (start !== null) expect(start).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/)
      }),
      { numRuns: 1_000 },
    )
  })

  it('makes the reading of several lines throw', () => {
    fc.assert(
      fc.property(
        fc.array(line).map((lines) => lines.join('\n')),
        (text) => {
          expect(readCaptureLines(text, german).lines.length).toBeLessThanOrEqual(200)
        },
      ),
    )
  })
})
