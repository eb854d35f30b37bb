/** All chance of a run comes from its seed, drawn in one order. */
export interface Random {
  /** 0 up to 1. */
  next(): number
  chance(probability: number): boolean
  /** A whole number from 0 up to, without, `below`. */
  below(below: number): number
  pick<Value>(values: readonly Value[]): Value
  bytes(count: number): Uint8Array
}

/** mulberry32: 32 bits of state, a period of 2^32, and every seed gives a sequence of its own. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (values) => {
      const index = below(values.length)
      if (index >= values.length) throw new Error('nothing to pick from')
      return values[index] as (typeof values)[number]
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
  }
}
