import { expect, it, vi } from 'vitest'
import { PROJECTS } from '../../test/e2e/states/entries.ts'
import { captureWordsFor } from '../domain/capture-words.ts'
import { readTypedLine } from '../domain/typed-line.ts'
import { createFormats } from './formats.ts'

vi.mock('../platform/texts.ts', () => ({
  text: (key: string, ...values: string[]) => [key, ...values].join(' ').replace(/[\u2068\u2069]/g, ''),
}))
const { omniboxPreview } = await import('./omnibox-preview.ts')

const context = { today: '2026-11-20', words: captureWordsFor('en') }
const author = { kind: 'author', projects: PROJECTS } as const
const formats = createFormats('en-US', 'UTC', '2026')

it.each([
  ['2h @website review', 'omniboxSave 2:00 · Fri, Nov 20 · Acme / Website · review'],
  ['yesterday 1h30 #workshop', 'omniboxSave 1:30 · Thu, Nov 19 · #workshop'],
  ['45m \u202ereview', 'omniboxSave 0:45 · Fri, Nov 20 · review'],
  ['review', 'omniboxContinue faultNoDuration'],
  ['2h @zeppelin', 'omniboxContinue faultProjectUnknown zeppelin'],
  ['', 'omniboxStart'],
])('says of “%s”: %s', (line, words) => {
  expect(omniboxPreview(readTypedLine(line, author, context), formats)).toBe(words)
})

it.each([
  ['nobody', 'omniboxSignIn'],
  ['not-allowed', 'captureNotAllowed'],
] as const)('says to %s: %s', (kind, words) => {
  expect(omniboxPreview(readTypedLine('2h', { kind }, context), formats)).toBe(words)
})
