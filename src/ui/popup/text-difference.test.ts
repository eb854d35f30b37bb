import { expect, it } from 'vitest'
import { fromDifference } from './text-difference.ts'

const LONG = 'Walked through every page of the shop with the designers and noted what is '

it.each([
  ['short texts are whole', 'design review', 'design call', 'design review'],
  [
    'a sentence is whole',
    'Call with Orbit about prices, first',
    'Call with Orbit about prices, last',
    'Call with Orbit about prices, first',
  ],
  ['a difference at the beginning leaves all', `A ${LONG}`, `B ${LONG}`, `A ${LONG}`],
  [
    'what is common before it is cut',
    `${LONG}missing`,
    `${LONG}slow`,
    '…designers and noted what is missing',
  ],
  ['one that goes on where the other ends', `${LONG}slow`, LONG.trim(), '…designers and noted what is slow'],
  ['a single long word is whole', `${'x'.repeat(80)}a`, `${'x'.repeat(80)}b`, `${'x'.repeat(80)}a`],
])('%s', (_, words, other, shown) => {
  expect(fromDifference(words, other)).toBe(shown)
})
