import { describe, expect, it } from 'vitest'
import { createWordIndex } from './word-index.ts'

describe('the index of words', () => {
  it('knows the items of the rarest beginning, in the order in which they came', () => {
    const index = createWordIndex<number>()
    index.add(['call', 'about', 'prices'], 1)
    index.add(['call', 'about', 'calls'], 2)
    index.add(['review', 'of', 'prices'], 3)
    expect(index.rarest(['call'])).toEqual([1, 2, 2])
    expect(index.rarest(['c', 'pri', 'calls'])).toEqual([2])
    expect(index.rarest(['pri', 'review'])).toEqual([3])
    expect(index.rarest(['call', 'none'])).toEqual([])
    expect(index.rarest([])).toEqual([])
  })

  it('holds an item once under a word that it has twice', () => {
    const index = createWordIndex<number>()
    index.add(['again', 'again'], 1)
    expect(index.rarest(['again'])).toEqual([1])
  })
})
