import { expect, test } from 'vitest'
import { listOf } from './list.ts'
import { z } from './zod.ts'

test.each([
  [20_000, true, 20_000],
  [20_001, false, 0],
])('of a list of %i rows, read: %s, rows that are looked at: %i', (length, isRead, expected) => {
  let looks = 0
  const row = {
    get id() {
      looks += 1
      return 'x'
    },
  }
  const rows = Array.from({ length }, () => row)
  expect(listOf(z.object({ id: z.string() })).safeParse(rows).success).toBe(isRead)
  expect(looks).toBe(expected)
})
