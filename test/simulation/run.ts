import { parseArgs } from 'node:util'
import { runSeeds } from './crew.ts'
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
  const failed = values.seed === undefined ? await runMany(from, seeds) : await replay(from)
  return failed === 0 ? 0 : 1
}

async function replay(seed: number): Promise<number> {
  const database = await openServerDatabase()
  const { trace, violation } = await simulate(seed, database)
  await database.close()
  console.log(trace.join('\n'))
  console.log(violation === null ? 'Every invariant holds.' : `Violated: ${violation}`)
  return violation === null ? 0 : 1
}

async function runMany(first: number, count: number): Promise<number> {
  const startedMs = performance.now()
  let toldAtSeconds = 0
  let [done, failed] = [0, 0]
  await runSeeds(first, count, ({ seed, violation, trace }) => {
    done += 1
    if (violation !== null) {
      failed += 1
      console.log(`seed ${seed}: ${violation}\n  ${trace.slice(-LAST_STEPS).join('\n  ')}`)
    }
    const seconds = (performance.now() - startedMs) / 1000
    if (done < count && seconds < toldAtSeconds + PROGRESS_EVERY_SECONDS) return
    toldAtSeconds = seconds
    console.log(progress(done, count, failed, seconds))
  })
  return failed
}

function progress(done: number, count: number, failed: number, seconds: number): string {
  const perSecond = done / seconds
  const left = done < count ? `, ${Math.ceil((count - done) / perSecond)} s left` : ''
  return `${done} of ${count} runs, ${failed} failed, ${Math.round(seconds)} s, ${perSecond.toFixed(1)} per second${left}`
}
