import { configDefaults, defineConfig } from 'vitest/config';

// Tests with a real browser take minutes: ./parley gateway runs them.
const browser = process.env.PARLEY_WHOLE === 'yes' ? [] : ['tests/webjs.test.ts'];

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...browser],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
