import { readFile, writeFile } from 'node:fs/promises'

/** What a test runner did, in a form that all of them share. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: readonly SkippedTest[]
  /** Names of those among the passed that failed at their first try. */
  readonly retried: readonly string[]
}

export interface SkippedTest {
  readonly name: string
  readonly reason: string
}

/** The environment variable that names the file to which a runner's reporter writes its tally. */
export const TALLY_FILE = 'TIMEJOT_TALLY'

/** Does nothing where nobody asked for a tally, as when a runner was started by hand. */
export async function writeTally(tally: Tally): Promise<void> {
  const file = process.env[TALLY_FILE]
  if (file) await writeFile(file, JSON.stringify(tally))
}

/** Null when the runner broke before it could write one. */
export async function readTally(file: string): Promise<Tally | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as Tally)
}

export function sumTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
    skipped: tallies.flatMap((tally) => tally.skipped),
    retried: tallies.flatMap((tally) => tally.retried),
  }
}

/** The closing line of a run over all runners. */
export function tallyLine(tally: Tally): string {
  const counts = [`${tally.passed} passed`, `${tally.failed} failed`]
  if (tally.skipped.length > 0) counts.push(`${tally.skipped.length} skipped`)
  if (tally.retried.length > 0) counts.push(`${tally.retried.length} at a second try`)
  return counts.join(', ')
}
