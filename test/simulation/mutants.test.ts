import { afterAll, expect, it } from 'vitest'
import { MUTANTS } from './mutants.ts'
import { openServerDatabase } from './server.ts'
import { simulate } from './simulation.ts'

const database = await openServerDatabase()
afterAll(() => database.close())

/** Seeds that may pass before a planted bug is found. */
const SOON = 10

async function firstViolation(mutant: keyof typeof MUTANTS): Promise<string | null> {
  for (let seed = 1; seed <= SOON; seed += 1) {
    const { violation } = await simulate(seed, database, MUTANTS[mutant])
    if (violation !== null) return violation
  }
  return null
}

it.each([
  ['an operation leaves the outbox before its answer', / (is lost|has vanished)$/],
  ['a pull overwrites what is pending', / parked, \d+ shown$| is in another entry than it was typed into$/],
] as const)(`it is found within ${SOON} seeds that %s`, { timeout: 120_000 }, async (mutant, violation) => {
  // Which of its consequences is met first depends on the schedule; without the bug these seeds hold.
  expect(await firstViolation(mutant)).toMatch(violation)
})
