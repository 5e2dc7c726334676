import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/fixtures/**'],
    // Laws try tens of thousands of random systems: seconds, not milliseconds.
    testTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      reporter: ['text', 'json-summary'],
      thresholds: {
        'src/engine/**': { lines: 95 },
        'src/document/**': { lines: 95 },
        'src/assemble/**': { lines: 95 },
      },
    },
  },
});
