import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['tests/e2e/prepare.ts'],
    include: ['tests/**/*.test.ts'],
    // Files that drive a browser or hammer a disk share two cores with everything else.
    testTimeout: 90_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
