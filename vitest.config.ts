import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['{shared,electron,sandbox,renderer}/**/*.test.{ts,tsx}'],
  },
});
