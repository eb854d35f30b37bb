import { afterAll, describe, it } from 'vitest'
import { openServerDatabase } from './server.ts'
import { simulate } from './simulation.ts'

const SEEDS = 120
const SEEDS_PER_TEST = 10
/** Of a run that fails. */
const LAST_STEPS = 40

const database = await openServerDatabase()
afterAll(() => database.close())

/** Runs seeds one after the other; throws at the first that fails, with its number and its last steps. */
async function runSeeds(first: number, last: number): Promise<void> {
  for (let seed = first; seed <= last; seed += 1) {
    const { trace, violation } = await simulate(seed, database)
    if (violation === null) continue
    const steps = trace.slice(-LAST_STEPS).join('\n  ')
    throw new Error(`seed ${seed}: ${violation}\n  ${steps}\nnpm run simulate -- --seed ${seed}`)
  }
}

const ranges = Array.from({ length: SEEDS / SEEDS_PER_TEST }, (_, index) => [
  index * SEEDS_PER_TEST + 1,
  (index + 1) * SEEDS_PER_TEST,
])

describe('nothing typed is lost or doubled, whatever fails:', { timeout: 120_000 }, () => {
  it.each(ranges)('seeds %i to %i', (first, last) => runSeeds(first ?? 0, last ?? 0))
})
