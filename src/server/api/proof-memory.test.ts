import { expect, test } from 'vitest'
import { createProofMemory } from './proof-memory.ts'

const at = (seconds: number) => new Date(1795262400_000 + seconds * 1000)
const proof = (jti: string) => ({ jti, thumbprint: 'key', issuedAtSeconds: 1795262400, nonce: null })

test('a full memory refuses rather than forgets, until the oldest are of no use any more', () => {
  const remember = createProofMemory(2)
  expect([remember(proof('a'), at(0)), remember(proof('b'), at(1))]).toEqual([true, true])
  expect(() => remember(proof('c'), at(600))).toThrow(expect.objectContaining({ code: 'unavailable' }))
  expect(remember(proof('a'), at(600))).toBe(false)
  expect(remember(proof('c'), at(600.001))).toBe(true)
  expect(remember(proof('b'), at(600.001))).toBe(false)
})
