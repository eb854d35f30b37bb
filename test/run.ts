import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { provideBrowser } from '../src/demo/browser.ts'
import { runCommand } from '../src/demo/command.ts'
import { packageCommand, ROOT } from '../src/demo/paths.ts'
import { readTally, sumTallies, TALLY_FILE, type Tally, tallyLine } from './support/tally.ts'

interface Runner {
  readonly name: string
  readonly title: string
  readonly command: readonly string[]
  /** `exit-code`: the whole run is one test. `file`: its reporter writes how many tests did what. */
  readonly tally: 'exit-code' | 'file'
  readonly timeoutMs: number
}

const MINUTE_MS = 60_000
const RUNNERS: readonly Runner[] = [
  {
    name: 'types',
    title: 'Types (tsc)',
    command: [packageCommand('typescript', 'bin', 'tsc')],
    tally: 'exit-code',
    timeoutMs: 5 * MINUTE_MS,
  },
  {
    name: 'lint',
    title: 'Lint and format (biome)',
    command: [packageCommand('@biomejs', 'biome', 'bin', 'biome'), 'check', '.'],
    tally: 'exit-code',
    timeoutMs: 5 * MINUTE_MS,
  },
  {
    name: 'vitest',
    title: 'Architecture, unit, contract, security, simulation (vitest)',
    command: [
      packageCommand('vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=./test/support/vitest-tally.ts',
    ],
    tally: 'file',
    timeoutMs: 20 * MINUTE_MS,
  },
  {
    name: 'playwright',
    title: 'End to end, in Chromium (playwright)',
    command: [
      packageCommand('@playwright', 'test', 'cli.js'),
      'test',
      '--reporter=list,./test/support/playwright-tally.ts',
    ],
    tally: 'file',
    timeoutMs: 60 * MINUTE_MS,
  },
]

const HELP = `npm test [-- --only NAME]…   runs everything, or these alone: ${RUNNERS.map(({ name }) => name).join(', ')}`
const ONE_FAILED: Tally = { passed: 0, failed: 1, skipped: [], retried: [] }
const ONE_PASSED: Tally = { passed: 1, failed: 0, skipped: [], retried: [] }

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
  })
  const chosen = RUNNERS.filter(({ name }) => values.only === undefined || values.only.includes(name))
  if (values.help || chosen.length === 0) {
    console.log(HELP)
    return values.help ? 0 : 1
  }
  const startedMs = performance.now()
  const scratch = await mkdtemp(join(ROOT, 'node_modules', '.timejot-test-'))
  const tallies: Tally[] = []
  for (const runner of chosen) tallies.push(await runOne(runner, join(scratch, `${runner.name}.json`)))
  await rm(scratch, { recursive: true, force: true })
  return report(chosen, tallies, performance.now() - startedMs)
}

async function runOne(runner: Runner, tallyFile: string): Promise<Tally> {
  console.log(`\n== ${runner.title}`)
  try {
    const browser = runner.name === 'playwright' ? await provideBrowser(console.log) : null
    const { exitCode } = await runCommand(process.execPath, runner.command, {
      env: { [TALLY_FILE]: tallyFile, ...(browser !== null && { TIMEJOT_BROWSER: browser }) },
      output: 'show',
      timeoutMs: runner.timeoutMs,
    })
    if (runner.tally === 'exit-code') return exitCode === 0 ? ONE_PASSED : ONE_FAILED
    return judge(runner.name, exitCode, await readTally(tallyFile))
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    return ONE_FAILED
  }
}

/** A runner that broke, or that ran nothing, has not passed. */
function judge(name: string, exitCode: number | null, tally: Tally | null): Tally {
  if (tally === null) {
    console.log(`${name} broke before it could report (exit code ${exitCode}).`)
    return ONE_FAILED
  }
  if (tally.failed > 0 || (exitCode === 0 && tally.passed > 0)) return tally
  console.log(exitCode === 0 ? `${name} ran no test.` : `${name} ended with exit code ${exitCode}.`)
  return { ...tally, failed: 1 }
}

function report(runners: readonly Runner[], tallies: readonly Tally[], elapsedMs: number): number {
  const total = sumTallies(tallies)
  console.log(`\n== Total, after ${Math.round(elapsedMs / 1000)} s`)
  for (const [index, tally] of tallies.entries())
    console.log(`${runners[index]?.title}: ${tally.passed} of ${tally.passed + tally.failed}`)
  for (const { name, reason } of total.skipped) console.log(`skipped: ${name} (${reason})`)
  for (const name of total.retried) console.log(`at a second try: ${name}`)
  console.log(tallyLine(total))
  return total.failed === 0 ? 0 : 1
}
