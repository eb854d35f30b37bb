import { describe, expect, it } from 'vitest'
import { readCaptureLine } from './capture-line.ts'
import { captureWordsFor } from './capture-words.ts'
import { timerLine, timerWorkOf } from './timer-line.ts'

const CONTEXT = {
  today: '2026-11-20',
  words: captureWordsFor('en'),
  projects: [{ id: 'p1', name: 'Website', client: 'Acme', tasks: [], archived: false }],
}
const read = (line: string) => timerWorkOf(readCaptureLine(line, CONTEXT), CONTEXT.today)

describe('a line', () => {
  it('without a duration starts a timer for what it says', () => {
    expect(read('@acme design review #workshop')).toEqual({
      ok: true,
      value: {
        project: 'Website',
        projectId: 'p1',
        task: null,
        tags: ['workshop'],
        note: 'design review',
        billable: true,
      },
    })
  })

  it('that is empty starts one that says nothing yet', () => {
    expect(read('')).toMatchObject({ ok: true, value: { project: null, note: '' } })
  })

  it.each([
    ['2h @acme design review', 'has-duration'],
    ['@acme design review yesterday', 'has-date'],
    ['@zeppelin design review', 'faulty'],
    ['25h @acme', 'faulty'],
    [`@acme ${'x'.repeat(2001)}`, 'faulty'],
  ])('%s starts none: %s', (line, reason) => {
    expect(read(line)).toEqual({ ok: false, reason })
  })

  it('that says today means no other day', () => {
    expect(read('@acme design review today')).toMatchObject({ ok: true, value: { note: 'design review' } })
  })
})

describe('the work of a timer', () => {
  it.each([
    '',
    '@acme/website',
    '@acme/website #workshop design review',
    '-- 2h of design review',
    '#workshop -- @nobody has a project',
  ])('is written as the line that means it: %s', (line) => {
    const work = read(line)
    expect(work.ok && timerLine(work.value, CONTEXT)).toBe(line)
  })
})
