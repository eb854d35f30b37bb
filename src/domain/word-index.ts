/** Finds items by the beginnings of their words without a look at each of them. */
export interface WordIndex<Item> {
  readonly add: (words: readonly string[], item: Item) => void
  /**
   * Every item with a word that begins as the rarest of `beginnings`, in the order in which they were added under each
   * word; one with several such words more than once. None for no beginnings.
   */
  readonly rarest: (beginnings: readonly string[]) => readonly Item[]
}

export function createWordIndex<Item>(): WordIndex<Item> {
  // By the first letter too, so that a keystroke passes a fraction of the words.
  const itemsByLetter = new Map<string, Map<string, Item[]>>()

  const itemsUnder = (beginning: string): readonly (readonly Item[])[] => {
    const found: (readonly Item[])[] = []
    for (const [word, items] of itemsByLetter.get(beginning.charAt(0)) ?? [])
      if (word.startsWith(beginning)) found.push(items)
    return found
  }

  return {
    add: (words, item) => {
      for (const word of new Set(words)) {
        const itemsByWord = within(itemsByLetter, word.charAt(0), () => new Map<string, Item[]>())
        within(itemsByWord, word, () => []).push(item)
      }
    },
    rarest: (beginnings) => {
      const found = beginnings.map(itemsUnder).map((lists) => ({ lists, count: countOf(lists) }))
      return found.toSorted((a, b) => a.count - b.count)[0]?.lists.flat() ?? []
    },
  }
}

function countOf(lists: readonly (readonly unknown[])[]): number {
  return lists.reduce((sum, { length }) => sum + length, 0)
}

function within<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
