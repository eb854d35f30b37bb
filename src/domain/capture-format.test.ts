import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextFor, PROJECTS } from '../../test/support/capture-meaning.ts'
import { completeLine, formatCaptureLine } from './capture-format.ts'
import { contentOf, readCaptureLine } from './capture-line.ts'
import { type EntryContent, MAX_NOTE_LENGTH, MAX_TAG_LENGTH, MAX_TAGS } from './entry.ts'
import { addDays } from './local-date.ts'

const german = contextFor('de-DE')

const content = (changes: Partial<EntryContent> = {}): EntryContent => ({
  date: '2026-11-20',
  start: null,
  minutes: 120,
  project: 'Website',
  projectId: 'web',
  task: null,
  tags: [],
  note: 'design review',
  billable: true,
  ...changes,
})

/** Whatever a line can hold: one line of text without white space around it. */
const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength }),
      fc.string({ unit: fc.constantFrom(...'@#-–— 0129:.,/hmon'), maxLength }),
      fc.constantFrom('acme', 'mon', '2h', '--', '-- x', 'heute 9-11', '@acme #a', 'Orbit Support'),
    )
    .map((typed) =>
      typed
        .replace(/[\0\r\n\u2028\u2029]/g, '')
        .trim()
        .slice(0, maxLength),
    )
    .map((typed) => typed.trim())
const word = text(MAX_TAG_LENGTH)
  .map((typed) => typed.replace(/\s/g, ''))
  .filter((typed) => typed !== '')

const when = fc
  .record({
    from: fc.integer({ min: 0, max: 1439 }),
    minutes: fc.integer({ min: 1, max: 1440 }),
    hasStart: fc.boolean(),
  })
  .map(({ from, minutes, hasStart }) => ({
    minutes: hasStart ? Math.min(minutes, 1440 - from) : minutes,
    start: hasStart
      ? `${String(Math.floor(from / 60)).padStart(2, '0')}:${String(from % 60).padStart(2, '0')}`
      : null,
  }))
const booking = fc.constantFrom(
  { project: null, projectId: null, task: null },
  ...PROJECTS.filter(({ archived }) => !archived).flatMap(({ id, name, tasks }) =>
    [null, ...tasks].map((task) => ({ project: name, projectId: id, task })),
  ),
)
const sayable = fc
  .tuple(
    when,
    booking,
    fc.record({
      date: fc.integer({ min: 0, max: 9000 }).map((days) => addDays('2026-11-20', -days)),
      tags: fc.uniqueArray(word, { maxLength: MAX_TAGS }),
      note: text(MAX_NOTE_LENGTH),
    }),
  )
  .map(([time, booked, rest]) => content({ ...time, ...booked, ...rest }))

describe('formatCaptureLine', () => {
  it.each([
    [content(), '2:00 @acme/website design review'],
    [content({ start: '09:00', minutes: 150 }), '9:00-11:30 @acme/website design review'],
    [content({ start: '22:30', minutes: 90 }), '22:30-24:00 @acme/website design review'],
    [content({ task: 'Code review' }), '2:00 @acme/website/code-review design review'],
    [content({ date: '2026-11-02', tags: ['a', 'b'] }), '2:00 2026-11-02 @acme/website #a #b design review'],
    [content({ project: null, projectId: null, note: 'acme logo' }), '2:00 -- acme logo'],
    [content({ note: 'of 3 bugs mo' }), '2:00 @acme/website -- of 3 bugs mo'],
    [content({ note: '#1 for @all' }), '2:00 @acme/website -- #1 for @all'],
    [content({ note: '' }), '2:00 @acme/website'],
  ])('is as short as it can be: %#', (said, line) => {
    expect(formatCaptureLine(said, german)).toBe(line)
  })

  it.each([
    ['a note of two lines', { note: 'one\ntwo' }],
    ['a project that nobody knows any more', { project: 'Gone', projectId: 'gone' }],
    ['a task that the project has not', { task: 'Gone' }],
    ['a range past midnight', { start: '23:00', minutes: 120 }],
    ['a day to come', { date: '2026-11-21' }],
    ['what is not billable', { billable: false }],
    ['a tag of two words', { tags: ['two words'] }],
  ])('has no line for %s', (_, changes) => {
    expect(formatCaptureLine(content(changes), german)).toBeNull()
  })

  it('without a project list a name stands as it is', () => {
    const said = content({ project: 'StoreZero', projectId: null })
    expect(formatCaptureLine(said, { ...german, projects: [] })).toBe('2:00 @StoreZero design review')
  })

  it('read back it means the same', () => {
    fc.assert(
      fc.property(sayable, (said) => {
        const line = formatCaptureLine(said, german)
        expect(line).not.toBeNull()
        expect(contentOf(readCaptureLine(line ?? '', german))).toEqual(said)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('completeLine', () => {
  const work = { ...content({ task: 'Design', tags: ['a'] }), minutes: 45 }

  it.each([
    ['', work, '0:45 @acme/website/design #a design review'],
    ['2h yesterday #a #b des', work, '2h yesterday #a #b @acme/website/design design review'],
    ['2h @orbit/support des', work, '2h @orbit/support #a design review'],
    ['2h internal des', work, '2h @internal #a design review'],
    ['2h', { ...work, note: 'mon 3' }, '2h @acme/website/design #a -- mon 3'],
    ['2h', { ...work, note: 'one\n two' }, '2h @acme/website/design #a one two'],
    ['2h', { ...work, task: 'Gone' }, '2h @acme/website #a design review'],
    ['2h', { ...work, projectId: 'gone' }, '2h #a design review'],
    ['2h', { ...work, projectId: 'archive', project: 'Archive' }, '2h #a design review'],
    ['2h', { ...work, projectId: null, project: 'acme' }, '2h @acme/website/design #a design review'],
    ['2h', { ...work, projectId: null, project: null }, '2h #a design review'],
  ])('%j', (line, done, expected) => {
    expect(completeLine(line, done, german)).toBe(expected)
  })
})
