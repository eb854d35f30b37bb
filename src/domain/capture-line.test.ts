import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaptureContext } from './capture-context.ts'
import { chooseBooking, contentOf, keepInNote, markedWordAt, readCaptureLine } from './capture-line.ts'
import { captureWordsFor } from './capture-words.ts'
import type { Project } from './entry.ts'

const project = (id: string, client: string | null, name: string): Project => ({
  id,
  name,
  client,
  tasks: [],
  archived: false,
})

const PROJECTS = [
  project('p1', 'Acme', 'Website'),
  project('p2', 'Orbit', 'Support'),
  project('p3', 'Orbit', 'Platform'),
  project('p4', null, 'Internal'),
  { ...project('p5', 'Old', 'Archive'), archived: true },
]

// 2026-11-20 is a Friday.
const english: CaptureContext = { today: '2026-11-20', words: captureWordsFor('en-GB'), projects: PROJECTS }
const german: CaptureContext = { ...english, words: captureWordsFor('de-AT') }

/** What a line means, in one row: minutes, date, project id, tags, note. */
const meaning = (line: string, context = english) => {
  const { minutes, date, projectId, tags, note, faults } = readCaptureLine(line, context)
  expect(faults).toEqual([])
  return [minutes, date, projectId, tags.join(','), note]
}

describe('readCaptureLine', () => {
  it.each([
    ['2h @acme design review', [120, '2026-11-20', 'p1', '', 'design review']],
    ['design review 2h @acme', [120, '2026-11-20', 'p1', '', 'design review']],
    ['1h 30m @acme/website call', [90, '2026-11-20', 'p1', '', 'call']],
    ['2 hours of tickets', [120, '2026-11-20', null, '', 'of tickets']],
    ['2 tickets', [120, '2026-11-20', null, '', 'tickets']],
    ['tickets 2', [120, '2026-11-20', null, '', 'tickets']],
    ['2h fix 3 bugs', [120, '2026-11-20', null, '', 'fix 3 bugs']],
    ['3 bugs 2h', [120, '2026-11-20', null, '', '3 bugs']],
    ['1,5h @internal yesterday', [90, '2026-11-19', 'p4', '', '']],
    ['90m mon standup', [90, '2026-11-16', null, '', 'standup']],
    ['90m standup fri', [90, '2026-11-20', null, '', 'standup']],
    ['2h about the sun and moon', [120, '2026-11-20', null, '', 'about the sun and moon']],
    ['2h report -1d late', [120, '2026-11-19', null, '', 'report late']],
    ['2h 2026-11-02 report', [120, '2026-11-02', null, '', 'report']],
    ['45m #workshop #client-visit prep', [45, '2026-11-20', null, 'workshop,client-visit', 'prep']],
    ['45m #a #a prep', [45, '2026-11-20', null, 'a', 'prep']],
    ['2h mail a@b.example # @', [120, '2026-11-20', null, '', 'mail a@b.example # @']],
    ['  2h   two  spaces  kept  ', [120, '2026-11-20', null, '', 'two  spaces  kept']],
    ['2h 🎉 مرحبا', [120, '2026-11-20', null, '', '🎉 مرحبا']],
    ['2h <img onerror=alert(1)>', [120, '2026-11-20', null, '', '<img onerror=alert(1)>']],
    ['yesterday 2 @orbit/support', [120, '2026-11-19', 'p2', '', '']],
    ['TODAY 1:30 x', [90, '2026-11-20', null, '', 'x']],
  ])('%s', (line, expected) => {
    expect(meaning(line)).toEqual(expected)
  })

  it.each([
    ['2 std @acme gestern', [120, '2026-11-19', 'p1', '', '']],
    ['2h vorgestern Abnahme', [120, '2026-11-18', null, '', 'Abnahme']],
    ['2h Abnahme mo', [120, '2026-11-16', null, '', 'Abnahme']],
    ['2h Abnahme yesterday', [120, '2026-11-19', null, '', 'Abnahme']],
  ])('in German: %s', (line, expected) => {
    expect(meaning(line, german)).toEqual(expected)
  })

  it('German words are plain words in English', () => {
    expect(meaning('2h gestern')).toEqual([120, '2026-11-20', null, '', 'gestern'])
  })

  it.each([
    ['', { part: 'duration', reason: 'missing', text: '' }],
    ['@acme design', { part: 'duration', reason: 'missing', text: '' }],
    ['25h sleep', { part: 'duration', reason: 'too-long', text: '25h' }],
    ['0h nothing', { part: 'duration', reason: 'too-short', text: '0h' }],
    ['2h 2026-11-21 x', { part: 'date', reason: 'in-the-future', text: '2026-11-21' }],
    ['2h @nowhere x', { part: 'project', reason: 'unknown', text: 'nowhere' }],
    ['2h @old x', { part: 'project', reason: 'unknown', text: 'old' }],
    ['2h @acme @internal', { part: 'project', reason: 'second', text: '@internal' }],
    [`2h #${'x'.repeat(51)}`, { part: 'tag', reason: 'too-long', text: 'x'.repeat(51) }],
    [`2h ${'x'.repeat(2001)}`, { part: 'note', reason: 'too-long', text: '' }],
  ])('%s is refused with the part and the reason', (line, fault) => {
    const reading = readCaptureLine(line, english)
    expect(reading.faults).toEqual([fault])
    expect(contentOf(reading)).toBeNull()
  })

  it('an ambiguous project is never guessed: the choices are named', () => {
    const [fault] = readCaptureLine('2h @orbit x', english).faults
    expect(fault).toMatchObject({ part: 'project', reason: 'ambiguous', text: 'orbit', isPlain: false })
    expect(fault?.reason === 'ambiguous' && fault.part === 'project' && fault.choices).toEqual([
      PROJECTS[2],
      PROJECTS[1],
    ])
  })

  it('the choices that were used most and last come first', () => {
    const [fault] = readCaptureLine('2h @orbit x', { ...english, uses: new Map([['p2', 1]]) }).faults
    expect(fault?.reason === 'ambiguous' && fault.part === 'project' && fault.choices).toEqual([
      PROJECTS[1],
      PROJECTS[2],
    ])
  })

  it.each([
    ['2h mail info@orbit @orbit', '2h mail info@orbit @orbit/support'],
    ['2h orbit tickets', '2h @orbit/support tickets'],
    ['2h orbit @orbit', '2h orbit @orbit/support'],
  ])('%s: a choice replaces the project, not the same letters in the note', (line, chosen) => {
    const fault = readCaptureLine(line, english).faults.find(({ reason }) => reason === 'ambiguous')
    expect(fault && 'from' in fault && chooseBooking(line, fault, PROJECTS[1] as Project)).toBe(chosen)
  })

  it.each([
    ['2h acme design review', '2h -- acme design review'],
    ['acme design 2h yesterday #a', '2h yesterday #a -- acme design'],
    ['2h orbit tickets', '2h -- orbit tickets'],
  ])('%s: words taken for a project are given back to the note', (line, kept) => {
    expect(keepInNote(line, readCaptureLine(line, english))).toBe(kept)
    expect(meaning(kept)[2]).toBeNull()
  })

  it('without a project list any name is kept as typed', () => {
    const reading = readCaptureLine('2h @Acme x', { ...english, projects: [] })
    expect(contentOf(reading)).toMatchObject({ project: 'Acme', projectId: null, note: 'x' })
  })

  it('finds the marked word under the cursor', () => {
    expect(markedWordAt('2h @ac review', 6)).toMatchObject({ mark: '@', query: 'ac' })
    expect(markedWordAt('2h #wo', 6)).toMatchObject({ mark: '#', query: 'wo' })
    expect(markedWordAt('2h @ac review', 9)).toBeNull()
    expect(markedWordAt('2h @ac review', 3)).toBeNull()
  })

  it('never throws and never invents text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (line) => {
        const { note } = readCaptureLine(line, german)
        for (const word of note.split(/\s+/)) expect(line).toContain(word)
      }),
    )
  })

  it('reads 10 000 characters', () => {
    const reading = readCaptureLine(`2h ${'word '.repeat(2000)}`, english)
    expect(reading.minutes).toBe(120)
    expect(reading.faults).toEqual([{ part: 'note', reason: 'too-long', text: '' }])
  })
})
