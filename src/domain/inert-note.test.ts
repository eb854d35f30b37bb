import { expect, it } from 'vitest'
import type { CaptureContext } from './capture-context.ts'
import { readCaptureLine } from './capture-line.ts'
import { captureWordsFor } from './capture-words.ts'
import { inertNote } from './inert-note.ts'

const CONTEXT: CaptureContext = {
  today: '2026-11-20',
  words: captureWordsFor('de'),
  projects: [{ id: 'p1', name: 'Website', client: 'Acme', tasks: [], archived: false }],
}

it.each([
  ['PROJ-123 Fix the login', 'PROJ-123 Fix the login'],
  ['website#42 Fix login', 'website#42 Fix login'],
  ['Fix #42 for @acme now', 'Fix 42 for acme now'],
  ['#42 Fix login', 'Fix login'],
  ['AB#7 C# and F# # @', 'AB#7 C# and F# # @'],
  ['Notes 2026-11-02', 'Notes'],
  ['Weekly sync Monday', 'Weekly sync'],
  ['Weekly sync monday today', 'Weekly sync'],
  ['monday is fine inside a note', 'is fine inside a note'],
  ['Keep monday inside', 'Keep monday inside'],
  ['-3d', ''],
  ['Sprint 12', 'Sprint 12'],
  ['Fix the 2h delay', 'Fix the 2h delay'],
  ['30m outage', 'outage'],
  ['', ''],
  ['   ', ''],
])('%s → %s', (words, note) => {
  expect(inertNote(words, CONTEXT)).toBe(note)
  expect(readCaptureLine(`2h ${note}`, CONTEXT)).toMatchObject({
    minutes: 120,
    dateGiven: false,
    project: null,
    tags: [],
    note,
    faults: [],
  })
})

it('ends, however many words there are to leave out', () => {
  expect(inertNote('today '.repeat(400), CONTEXT)).toBe('')
})
