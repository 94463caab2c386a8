import { configDefaults, defineConfig } from 'vitest/config';

// Tests with a real browser take minutes; GATEWAY_BROWSER=no leaves them out.
const browser = process.env.GATEWAY_BROWSER === 'no' ? ['tests/webjs.test.ts'] : [];

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...browser],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
