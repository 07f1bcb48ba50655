import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: './scripts/lib/run-folder.mjs',
    // A guard against hanging, not a measure: machines differ and run several files at once.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 60_000 } },
    include: ['{shared,electron,sandbox,renderer,e2e,histories}/**/*.test.{ts,tsx}'],
  },
});
