import { parseArgs } from 'node:util'
import { provideBrowser } from '../../../src/demo/browser.ts'
import type { Break } from './break.ts'
import { type Checkout, copyCheckout } from './checkout.ts'
import { BREAKS, editsOf, findMisplaced } from './list.ts'
import { type Chosen, runPlaywright, runVitest, type TestRun } from './test-run.ts'

const CHECKOUTS = 2

const HELP = `npm run breaks [-- --only CASE]… [--browser]
Breaks a copy of the project in one place after another and sees the test of that case fail.
--only: the number of a case or the name of a module. --browser: those breaks whose test needs a browser, alone.`

type RunTests = (checkout: Checkout, chosen: Chosen) => Promise<TestRun>

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      browser: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const isChosen = (one: Break) =>
    (one.browser ?? false) === values.browser && (values.only?.includes(one.case) ?? true)
  const breaks = BREAKS.filter(isChosen)
  if (values.help || breaks.length === 0) {
    console.log(HELP)
    return values.help ? 0 : 1
  }
  const misplaced = findMisplaced(breaks)
  for (const { file, find } of misplaced) console.log(`not exactly once in ${file}: ${find}`)
  if (misplaced.length > 0) return 1
  const browser = values.browser ? await provideBrowser(console.log) : null
  const runTests: RunTests = ({ folder }, chosen) =>
    browser === null ? runVitest(folder, chosen) : runPlaywright(folder, browser, chosen)
  // Browser tests measure time; side by side they would disturb each other.
  return await seeRed(breaks, browser === null ? CHECKOUTS : 1, runTests)
}

/** Zero when each break makes its test fail, and that passes without it. */
async function seeRed(breaks: readonly Break[], count: number, runTests: RunTests): Promise<number> {
  const startedMs = performance.now()
  const checkouts: Checkout[] = []
  try {
    while (checkouts.length < count) checkouts.push(await copyCheckout(breaks.flatMap(editsOf)))
    const unbroken = await runUnbroken(breaks, checkouts[0] as Checkout, runTests)
    if (unbroken.passed.length === 0) throw new Error('Without any break, none of the tests has passed.')
    let red = 0
    const waiting = breaks.values()
    const work = async (checkout: Checkout) => {
      for (const one of waiting) {
        const verdict = judge(one.name, unbroken, await runBroken(one, checkout, runTests))
        console.log(`${verdict}  case ${one.case}  ${one.name}`)
        if (verdict === 'red') red += 1
      }
    }
    await Promise.all(checkouts.map(work))
    const seconds = Math.round((performance.now() - startedMs) / 1000)
    console.log(`${red} of ${breaks.length} breaks turned their test red, in ${seconds} s`)
    return red === breaks.length ? 0 : 1
  } finally {
    for (const checkout of checkouts) await checkout.remove()
  }
}

function runUnbroken(breaks: readonly Break[], checkout: Checkout, runTests: RunTests): Promise<TestRun> {
  const tests = new Set(breaks.map(({ test }) => test))
  return runTests(checkout, { tests, names: breaks.map(({ name }) => name) })
}

function runBroken(one: Break, checkout: Checkout, runTests: RunTests): Promise<TestRun> {
  const chosen = { tests: new Set([one.test]), names: [one.name] }
  return checkout.broken(editsOf(one), () => runTests(checkout, chosen))
}

type Verdict = 'red' | 'STILL GREEN' | 'DID NOT RUN' | 'NOT GREEN WITHOUT THE BREAK'

/** Only a test that ran and failed is red: a file that no longer loads, or a name that fits no test, shows nothing. */
function judge(name: string, unbroken: TestRun, broken: TestRun): Verdict {
  const isMeant = (fullName: string) => fullName.includes(name)
  if (!unbroken.passed.some(isMeant) || unbroken.failed.some(isMeant)) return 'NOT GREEN WITHOUT THE BREAK'
  if (broken.failed.some((test) => isMeant(test) && unbroken.passed.includes(test))) return 'red'
  return broken.passed.some(isMeant) ? 'STILL GREEN' : 'DID NOT RUN'
}
