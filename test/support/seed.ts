import { createRandom, type Random } from '../simulation/random.ts'

const LARGEST_SEED = 2 ** 32

/** The chance of one test, printed so that `TIMEJOT_SEED` gives the same one again. */
export function seededRandom(): Random {
  const seed = Number(process.env.TIMEJOT_SEED ?? Math.floor(Math.random() * LARGEST_SEED))
  console.log(`TIMEJOT_SEED=${seed}`)
  return createRandom(seed)
}
