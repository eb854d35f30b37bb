import { describe, expect, it } from 'vitest'
import type { EntryContent } from './entry.ts'
import { createPastWorkIndex, projectUsesOf, weightOf } from './past-work.ts'

const TODAY = '2026-11-20'

const done = (note: string, changes: Partial<EntryContent> = {}): EntryContent => ({
  date: TODAY,
  start: null,
  minutes: 60,
  project: 'Website',
  projectId: 'web',
  task: null,
  tags: [],
  note,
  billable: true,
  ...changes,
})

function indexOf(...entries: readonly EntryContent[]) {
  const index = createPastWorkIndex(TODAY)
  for (const entry of entries) index.add(entry)
  return index
}

const notes = (work: readonly { note: string }[]) => work.map(({ note }) => note)

describe('past work', () => {
  it('is each content once, the latest first, with the length that it had most often of late', () => {
    const index = indexOf(
      done('tickets', { date: '2026-11-18', minutes: 30 }),
      done('review', { date: '2026-11-17', minutes: 90 }),
      done('review', { date: '2026-11-18', minutes: 45 }),
      done('review', { date: '2026-11-19', minutes: 90 }),
    )
    expect(index.latest(8)).toMatchObject([
      { note: 'review', minutes: 90 },
      { note: 'tickets', minutes: 30 },
    ])
  })

  it('of another project, task or tags is other work; the order of tags does not matter', () => {
    const index = indexOf(
      done('x'),
      done('x', { projectId: 'app' }),
      done('x', { task: 'Design' }),
      done('x', { tags: ['a', 'b'] }),
      done('x', { tags: ['b', 'a'] }),
    )
    expect(index.latest(8)).toHaveLength(4)
  })

  it('is found by the beginnings of its words, in any order, in note, project, task and tags', () => {
    const index = indexOf(done('Prüfung der Entwürfe', { task: 'Design', tags: ['workshop'] }))
    for (const query of ['entw pru', 'website', 'desi', 'WORK', 'Prüfung  der', '#workshop'])
      expect(notes(index.find(query, 8)), query).toEqual(['Prüfung der Entwürfe'])
    for (const query of ['ufung', 'entwx', '', ' ', '🎉']) expect(index.find(query, 8), query).toEqual([])
  })

  it('ranks a note that begins so before others, then what was done most of late', () => {
    const index = indexOf(
      done('call about design', { date: '2026-11-19' }),
      done('call about design', { date: '2026-11-20' }),
      done('design often, long ago', { date: '2026-01-02' }),
      done('design often, long ago', { date: '2026-01-03' }),
      done('design once, lately', { date: '2026-11-19' }),
    )
    expect(notes(index.find('design', 8))).toEqual([
      'design once, lately',
      'design often, long ago',
      'call about design',
    ])
    expect(notes(index.find('design', 1))).toEqual(['design once, lately'])
  })

  it('is the same that a walk through all of it would find', () => {
    const words = ['call', 'calls', 'about', 'design', 'desk', 'of', 'prices']
    const entries = Array.from({ length: 400 }, (_, index) => {
      const note = [index, index * 3, index * 5].map((each) => words[(each >> 1) % words.length]).join(' ')
      // One day each, so that no two weigh the same.
      const date = new Date(Date.parse(TODAY) - index * 86_400_000).toISOString().slice(0, 10)
      return done(`${note} ${index}`, { date, project: index % 4 === 0 ? 'Design desk' : null })
    })
    const index = indexOf(...entries)
    for (const query of [
      'c',
      'call',
      'de',
      'des call',
      'call about',
      'of 8',
      'design desk',
      'prices 89',
      'none of',
    ]) {
      const wanted = query.split(' ')
      const slug = ({ note, project }: EntryContent) => ` ${note} ${project ?? ''}`.toLowerCase()
      const matching = entries.filter((entry) => wanted.every((word) => slug(entry).includes(` ${word}`)))
      const begins = (entry: EntryContent) => slug(entry).startsWith(` ${query}`)
      const expected = [...matching.filter(begins), ...matching.filter((entry) => !begins(entry))]
      expect(notes(index.find(query, 8)), query).toEqual(notes(expected.slice(0, 8)))
    }
  })

  it('that is a favourite comes first, with or without an entry, until it is none', () => {
    const index = indexOf(done('tickets'), done('review', { date: '2026-11-01' }))
    const review = { ...done('review'), minutes: 30 }
    const standup = { ...done('standup'), minutes: 15 }
    index.setFavourite(review, true)
    index.setFavourite(standup, true)
    expect(index.latest(8).map(({ note, minutes, isFavourite }) => [note, minutes, isFavourite])).toEqual([
      ['review', 60, true],
      ['standup', 15, true],
      ['tickets', 60, false],
    ])
    index.setFavourite(review, false)
    expect(notes(index.latest(8))).toEqual(['standup', 'tickets', 'review'])
  })

  it('knows tags and projects by how much they were used of late', () => {
    const index = indexOf(
      done('', { tags: ['old'], date: '2026-01-01', projectId: 'old' }),
      done('', { tags: ['old'], date: '2026-01-02', projectId: 'old' }),
      done('', { tags: ['Often'], projectId: 'often' }),
      done('', { tags: ['Often', 'once'], projectId: 'often' }),
    )
    expect(index.findTags('', 8)).toEqual(['Often', 'once', 'old'])
    expect(index.findTags('o', 2)).toEqual(['Often', 'once'])
    expect(index.findTags('oft', 8)).toEqual(['Often'])
    expect(index.projectUses(8).map(([id]) => id)).toEqual(['often', 'old'])
  })

  it('weighs half as much each fortnight', () => {
    expect(weightOf(TODAY, TODAY)).toBe(1)
    expect(weightOf('2026-11-06', TODAY)).toBe(0.5)
    expect(weightOf('2026-12-24', TODAY)).toBe(1)
    expect(projectUsesOf([done('a'), done('b'), done('c', { projectId: null })], TODAY)).toEqual(
      new Map([['web', 2]]),
    )
  })
})
