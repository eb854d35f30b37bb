import { relative } from 'node:path'
import type { FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter'
import { type SkippedTest, writeTally } from './tally.ts'

/** Counts what Playwright ran. An error outside of any test, as in the global setup, counts as failed. */
export default class PlaywrightTally implements Reporter {
  private suite: Suite | null = null
  private brokenOutside = 0

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite
  }

  onError(): void {
    this.brokenOutside += 1
  }

  async onEnd(_result: FullResult): Promise<void> {
    const tests = this.suite?.allTests() ?? []
    const unheard = tests.filter((test) => test.outcome() === 'skipped')
    // What did not run because something before it broke was not skipped on purpose, and has not passed.
    const notRun = unheard.filter((test) => test.expectedStatus !== 'skipped')
    const skipped = unheard.filter((test) => test.expectedStatus === 'skipped')
    const passed = tests.filter((test) => ['expected', 'flaky'].includes(test.outcome())).length
    await writeTally({
      passed,
      failed:
        tests.filter((test) => test.outcome() === 'unexpected').length + notRun.length + this.brokenOutside,
      skipped: skipped.map(skippedTest),
      retried: tests.filter((test) => test.outcome() === 'flaky').map(nameOf),
    })
  }
}

function skippedTest(test: TestCase): SkippedTest {
  const reason = test.annotations.find((annotation) => annotation.type === 'skip')?.description
  return { name: nameOf(test), reason: reason ?? 'no reason given' }
}

function nameOf(test: TestCase): string {
  return `${relative(process.cwd(), test.location.file)}: ${test.title}`
}
