import { expect, it } from 'vitest'
import { type Outcome, runSeeds } from './crew.ts'

const SEEDS = 2_000
/** Of a run that fails. */
const LAST_STEPS = 40
const MOST_SHOWN = 3

it(`nothing typed is lost or doubled, whatever fails: seeds 1 to ${SEEDS}`, {
  timeout: 600_000,
}, async () => {
  let held = 0
  const failed: Outcome[] = []
  await runSeeds(1, SEEDS, (outcome) => {
    if (outcome.violation === null) held += 1
    else failed.push(outcome)
  })
  expect(failed.slice(0, MOST_SHOWN).map(described).join('\n\n')).toBe('')
  expect(held).toBe(SEEDS)
})

function described({ seed, violation, trace }: Outcome): string {
  return `seed ${seed}: ${violation}\n  ${trace.slice(-LAST_STEPS).join('\n  ')}\nnpm run simulate -- --seed ${seed}`
}
