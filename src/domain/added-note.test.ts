import { expect, it } from 'vitest'
import { addNote } from './added-note.ts'
import type { CaptureContext } from './capture-context.ts'
import { readCaptureLine } from './capture-line.ts'
import { captureWordsFor } from './capture-words.ts'

const CONTEXT: CaptureContext = {
  today: '2026-11-20',
  words: captureWordsFor('de'),
  projects: [{ id: 'p1', name: 'Website', client: 'Acme', tasks: [], archived: false }],
}

it.each([
  ['', 'PROJ-123 Fix the login', 'PROJ-123 Fix the login'],
  ['', 'website#42 Fix login', 'website#42 Fix login'],
  ['', '#42 Fix login', '-- #42 Fix login'],
  ['', 'Fix it for @acme', '-- Fix it for @acme'],
  ['', 'C# and AB#7', 'C# and AB#7'],
  ['', 'Notes 2026-11-02', '-- Notes 2026-11-02'],
  ['', 'Weekly sync Monday', '-- Weekly sync Monday'],
  ['', 'Sprint 12', '-- Sprint 12'],
  ['', '30m outage', '-- 30m outage'],
  ['', 'Website relaunch', '-- Website relaunch'],
  ['', '-- odd', '-- -- odd'],
  ['2h', 'PROJ-123 Fix the login', '2h PROJ-123 Fix the login'],
  ['2h', 'Sprint 12', '2h Sprint 12'],
  ['2h @acme #workshop', 'Weekly sync Monday', '2h @acme #workshop -- Weekly sync Monday'],
  ['yesterday 2h @acme call', '#42 Fix', 'yesterday 2h @acme -- call #42 Fix'],
  ['2h -- call', 'Notes 2026-11-02', '2h -- call Notes 2026-11-02'],
  ['  2h  ', '  PROJ-1 x ', '2h PROJ-1 x'],
])('“%s” and “%s” make “%s”', (line, words, text) => {
  expect(addNote(line, words, CONTEXT)).toBe(text)
  // Whatever the words say: behind a duration they are note alone.
  const [before, after] = [line, text].map((each) =>
    readCaptureLine(line.includes('2h') ? each : `1h ${each}`, CONTEXT),
  )
  expect(after).toMatchObject({
    minutes: before?.minutes,
    date: before?.date,
    project: before?.project,
    tags: before?.tags,
    note: [before?.note, words.trim()].filter(Boolean).join(' '),
    faults: [],
  })
})
