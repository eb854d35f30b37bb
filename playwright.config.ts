import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/support/global-setup.ts',
  outputDir: 'test-results',
  // Each test has browser and servers to itself, on ports that are built into the extension.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // Headless Chromium leaves a key press unanswered about once in two thousand tests. The total names whatever
  // needed its second try; on a developer's machine nothing gets one.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
})
