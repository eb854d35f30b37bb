import { expect, it } from 'vitest'
import type { EntryStatus } from './entry.ts'
import { canBeRecalled, canBeSubmitted, weekStatusOf } from './week-status.ts'

const LETTERS: Readonly<Record<string, EntryStatus>> = {
  d: 'draft',
  s: 'submitted',
  a: 'approved',
  r: 'rejected',
}
const entries = (letters: string) => [...letters].map((letter) => ({ status: LETTERS[letter] ?? 'draft' }))

/** Entries by the first letter of their status; the week's; whether it can be submitted; whether it can be recalled. */
it.each([
  ['', 'open', false, false],
  ['d', 'open', true, false],
  ['dd', 'open', true, false],
  ['s', 'submitted', false, true],
  ['ss', 'submitted', false, true],
  ['ds', 'partly-submitted', true, true],
  ['a', 'approved', false, false],
  ['aa', 'approved', false, false],
  ['sa', 'partly-reviewed', false, false],
  ['da', 'partly-submitted', true, false],
  ['dsa', 'partly-submitted', true, false],
  ['r', 'rejected', false, false],
  ['sr', 'rejected', false, false],
  ['ar', 'rejected', false, false],
  ['dr', 'rejected', true, false],
  ['dsar', 'rejected', true, false],
])('entries %j make a week %s', (letters, status, submittable, recallable) => {
  expect(weekStatusOf(entries(letters))).toBe(status)
  expect(canBeSubmitted(entries(letters))).toBe(submittable)
  expect(canBeRecalled(entries(letters))).toBe(recallable)
})
