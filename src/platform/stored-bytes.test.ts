import { expect, it } from 'vitest'
import { fitting, storedBytes } from './stored-bytes.ts'

it.each([
  ['abc', 5],
  ['"a"', 7],
  ['\\', 4],
  ['<', 8],
  ['\u2028', 10],
  ['\u0001', 8],
  ['é', 4],
  ['中', 5],
  ['🙂', 6],
])('%j takes %i bytes', (json, bytes) => {
  expect(storedBytes(json)).toBe(bytes)
})

it('carries what fits, counted in bytes where six for each letter would be too many', () => {
  // Each is "\"aaaa\"" in storage: ten bytes.
  const rows = ['aaaa', 'bbbb', 'cccc', 'dddd']
  expect(fitting(rows, 40)).toEqual(rows)
  expect(fitting(rows, 39)).toEqual(['aaaa', 'bbbb', 'cccc'])
  expect(fitting(rows, 9)).toEqual([])
  expect(fitting([], 9)).toEqual([])
})
