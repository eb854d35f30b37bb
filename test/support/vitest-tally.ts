import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node'
import { type SkippedTest, writeTally } from './tally.ts'

/** Counts what Vitest ran. A file that cannot be loaded and an error outside of any test each count as failed. */
export default class VitestTally implements Reporter {
  async onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
  ): Promise<void> {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const states = tests.map((test) => test.result().state)
    const brokenModules = modules.filter((module) => module.errors().length > 0)
    const brokenSuites = modules.flatMap((module) =>
      [...module.children.allSuites()].filter((suite) => suite.errors().length > 0),
    )
    await writeTally({
      passed: states.filter((state) => state === 'passed').length,
      failed:
        states.filter((state) => state === 'failed').length +
        brokenModules.length +
        brokenSuites.length +
        unhandledErrors.length,
      skipped: tests.filter((test) => test.result().state === 'skipped').map(skippedTest),
      retried: [],
    })
  }
}

function skippedTest(test: TestCase): SkippedTest {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  return { name: `${test.module.relativeModuleId}: ${test.fullName}`, reason: note ?? 'no reason given' }
}
