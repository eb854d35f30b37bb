import { afterAll, expect, it } from 'vitest'
import { openServerDatabase } from './server.ts'
import { simulate } from './simulation.ts'

const database = await openServerDatabase()
afterAll(() => database.close())

it('a seed gives the same run each time', { timeout: 120_000 }, async () => {
  for (const seed of [1, 2, 3]) {
    const first = await simulate(seed, database)
    const again = await simulate(seed, database)
    expect(first.trace.length).toBeGreaterThan(30)
    expect(again).toEqual(first)
  }
})

it('two seeds give two runs', { timeout: 120_000 }, async () => {
  const [one, two] = [await simulate(1, database), await simulate(2, database)]
  expect(one.trace).not.toEqual(two.trace)
})
