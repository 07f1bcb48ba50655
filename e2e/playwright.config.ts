import { defineConfig } from '@playwright/test';

/**
 * A place in Russia where it is day for hours to come. Tests, registry and program share it: none sees midnight on its
 * way, and all mean the same day.
 */
process.env.TZ = new Date().getUTCHours() < 17 ? 'Europe/Moscow' : 'Asia/Vladivostok';

/** Each spec is one way of a user through the real program; what takes long says so itself by `test.slow()`. */
export default defineConfig({
  testDir: '.',
  // Without the paths of the others, which lead the compiler to types where there is code to be run.
  tsconfig: './playwright.tsconfig.json',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  // A flaky test is a defect to be mended, not to be tried again.
  retries: 0,
  // Only what never comes is a failure: a machine may be several times slower than this one, and its disk cold.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  forbidOnly: process.env.CI !== undefined,
});
