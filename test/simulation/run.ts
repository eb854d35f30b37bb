import { parseArgs } from 'node:util'
import type { Database } from '../../src/server/store/database.ts'
import { openServerDatabase } from './server.ts'
import { simulate } from './simulation.ts'

const HELP = `npm run simulate -- --seeds 100000 [--from 1]   that many runs, with progress
npm run simulate -- --seed 1234                  one run, step by step`
/** Of a run that fails, when it is one of many. */
const LAST_STEPS = 25
const PROGRESS_EVERY_SECONDS = 10

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const [seeds, from] = [Number(values.seeds), Number(values.seed ?? values.from)]
  if (values.help || ![seeds, from].every(Number.isSafeInteger)) {
    console.log(HELP)
    return values.help ? 0 : 1
  }
  const database = await openServerDatabase()
  const failed =
    values.seed === undefined ? await runMany(from, seeds, database) : await replay(from, database)
  await database.close()
  return failed === 0 ? 0 : 1
}

async function replay(seed: number, database: Database): Promise<number> {
  const { trace, violation } = await simulate(seed, database)
  console.log(trace.join('\n'))
  console.log(violation === null ? 'Every invariant holds.' : `Violated: ${violation}`)
  return violation === null ? 0 : 1
}

async function runMany(first: number, count: number, database: Database): Promise<number> {
  const startedMs = performance.now()
  const elapsedSeconds = () => Math.round((performance.now() - startedMs) / 1000)
  let toldAtSeconds = 0
  let failed = 0
  for (let done = 1; done <= count; done += 1) {
    const { seed, trace, violation } = await simulate(first + done - 1, database)
    if (violation !== null) {
      failed += 1
      console.log(`seed ${seed}: ${violation}\n  ${trace.slice(-LAST_STEPS).join('\n  ')}`)
    }
    if (done < count && elapsedSeconds() < toldAtSeconds + PROGRESS_EVERY_SECONDS) continue
    toldAtSeconds = elapsedSeconds()
    console.log(`${done} of ${count} runs, ${failed} failed, ${toldAtSeconds} s`)
  }
  return failed
}
