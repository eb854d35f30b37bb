import { describe, expect, it } from 'vitest'
import { PROJECTS, TODAY } from '../../../test/e2e/states/entries.ts'
import type { EntryContent } from '../../domain/entry.ts'
import { fieldsOf, KEEP_PROJECT, readEntryForm } from './entry-form.ts'

const ENTRY: EntryContent = {
  date: TODAY,
  start: '09:00',
  minutes: 90,
  project: 'Website',
  projectId: 'p1',
  task: 'Design',
  tags: ['one', 'two'],
  note: 'review',
  billable: false,
}

const fields = fieldsOf(ENTRY, PROJECTS)
const read = (changes: Partial<typeof fields>, entry = ENTRY) =>
  readEntryForm({ ...fields, ...changes }, entry, TODAY, PROJECTS)

describe('readEntryForm', () => {
  it('gives back an untouched entry as it was, with what has no field', () => {
    expect(read({})).toEqual({ ok: true, content: ENTRY })
  })

  it('keeps the name under which an unknown project was booked, until another is chosen', () => {
    const old = { ...ENTRY, project: 'Gone', projectId: 'x9' }
    const oldFields = fieldsOf(old, PROJECTS)
    expect(oldFields.project).toBe(KEEP_PROJECT)
    expect(readEntryForm(oldFields, old, TODAY, PROJECTS)).toEqual({ ok: true, content: old })
    expect(readEntryForm({ ...oldFields, project: 'p3' }, old, TODAY, PROJECTS)).toMatchObject({
      content: { project: 'Support', projectId: 'p3' },
    })
    expect(readEntryForm({ ...oldFields, project: '' }, old, TODAY, PROJECTS)).toMatchObject({
      content: { project: null, projectId: null },
    })
  })

  it.each([
    ['10:15', '10:15'],
    ['', null],
  ])('starts at %j', (start, expected) => {
    expect(read({ start })).toEqual({ ok: true, content: { ...ENTRY, start: expected } })
  })

  it('leaves a task out that belongs to another project', () => {
    expect(read({ project: 'p3' })).toMatchObject({ content: { project: 'Support', task: null } })
  })

  it('leaves a task out that belongs to another client’s project of the same name', () => {
    const projects = [...PROJECTS, { id: 'p9', client: 'Umbra', name: 'Website', tasks: [], archived: false }]
    const reading = readEntryForm({ ...fields, project: 'p9' }, ENTRY, TODAY, projects)
    expect(reading).toMatchObject({ content: { project: 'Website', projectId: 'p9', task: null } })
  })

  it('keeps the task where the server sends projects by name alone', () => {
    const named = { ...ENTRY, projectId: null }
    expect(readEntryForm(fieldsOf(named, PROJECTS), named, TODAY, PROJECTS)).toMatchObject({
      content: { task: 'Design' },
    })
  })

  it.each([
    ['one, two  #three', ['one', 'two', 'three']],
    ['#a #a ##a', ['a']],
    [' ', []],
    ['#', []],
  ])('reads tags from %j', (tags, expected) => {
    expect(read({ tags })).toMatchObject({ ok: true, content: { tags: expected } })
  })

  it.each([
    [{ duration: '' }, 'duration', 'empty'],
    [{ duration: 'soon' }, 'duration', 'not-a-duration'],
    [{ duration: '25h' }, 'duration', 'too-long'],
    [{ date: '' }, 'date', 'not-a-date'],
    [{ date: '2026-11-21' }, 'date', 'in-the-future'],
    [{ tags: Array.from({ length: 21 }, (_, index) => `t${index}`).join(' ') }, 'tags', 'too-many'],
    [{ tags: 'x'.repeat(51) }, 'tags', 'too-long'],
    [{ note: 'x'.repeat(2001) }, 'note', 'too-long'],
  ])('refuses %j', (changes, field, reason) => {
    expect(read(changes)).toEqual({ ok: false, faults: [{ field, reason }] })
  })
})
