import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { packageCommand } from '../../../src/demo/paths.ts'

/** The full names of the tests that ran: `the group > the test`. */
export interface TestRun {
  readonly passed: readonly string[]
  readonly failed: readonly string[]
}

export interface Chosen {
  readonly tests: ReadonlySet<string>
  /** Parts of full names. */
  readonly names: readonly string[]
}

const VITEST_LIMIT_MS = 10 * 60_000
const BROWSER_LIMIT_MS = 15 * 60_000

/** Runs the chosen tests of a checkout. A file that cannot be loaded has no test; a run that breaks has none at all. */
export async function runVitest(folder: string, { tests, names }: Chosen): Promise<TestRun> {
  const report = join(folder, 'vitest.json')
  const options = ['--reporter=json', `--outputFile=${report}`, '-t', patternOf(names)]
  await run(folder, [packageCommand('vitest', 'vitest.mjs'), 'run', ...tests, ...options], VITEST_LIMIT_MS)
  const { testResults } = await readReport(report, { testResults: [] as VitestFile[] })
  const ran = testResults.flatMap(({ assertionResults }) => assertionResults)
  const named = (status: string) => ran.filter((test) => test.status === status).map(fullNameOf)
  return { passed: named('passed'), failed: named('failed') }
}

/** The same in a browser, for which it builds the extension. */
export async function runPlaywright(
  folder: string,
  browser: string,
  { tests, names }: Chosen,
): Promise<TestRun> {
  const report = join(folder, 'playwright.json')
  const options = ['--reporter=json', '-g', patternOf(names)]
  const command = [packageCommand('@playwright', 'test', 'cli.js'), 'test', ...tests, ...options]
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report, TIMEJOT_BROWSER: browser }
  await run(folder, command, BROWSER_LIMIT_MS, env)
  const { suites } = await readReport(report, { suites: [] as PlaywrightSuite[] })
  const ran = suites.flatMap(specsOf)
  const named = (isOk: boolean) => ran.filter(({ ok }) => ok === isOk).map(({ title }) => title)
  return { passed: named(true), failed: named(false) }
}

/** Whatever its exit code: what matters stands in the report, or there is none. */
async function run(folder: string, command: readonly string[], timeout: number, env = {}): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  execFile(
    process.execPath,
    command,
    { cwd: folder, env: { ...process.env, ...env }, timeout, maxBuffer: Number.POSITIVE_INFINITY },
    () => resolve(),
  )
  await promise
}

interface VitestFile {
  readonly assertionResults: readonly VitestTest[]
}

interface VitestTest {
  readonly ancestorTitles: readonly string[]
  readonly title: string
  readonly status: string
}

/** As the runner's own filter reads it. */
function fullNameOf({ ancestorTitles, title }: VitestTest): string {
  return [...ancestorTitles, title].join(' > ')
}

interface PlaywrightSuite {
  readonly specs?: readonly PlaywrightSpec[]
  readonly suites?: readonly PlaywrightSuite[]
}

interface PlaywrightSpec {
  readonly title: string
  readonly ok: boolean
}

function specsOf({ specs = [], suites = [] }: PlaywrightSuite): readonly PlaywrightSpec[] {
  return [...specs, ...suites.flatMap(specsOf)]
}

/** Each report serves once, so that a run that breaks does not find the one before. */
async function readReport<Report>(file: string, none: Report): Promise<Report> {
  const text = await readFile(file, 'utf8').catch(() => null)
  await rm(file, { force: true })
  return text === null ? none : (JSON.parse(text) as Report)
}

function patternOf(names: readonly string[]): string {
  return names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')
}
