import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

// The server sends the compressed copy as it stands, so that no request pays for compressing. Made of what was written: before that
// the build still changes its files.
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle: ({ dir }, bundle) => {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css|svg|json)$/.test(name)) continue;
        const file = join(dir as string, name);
        writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}

// While developing, the pages come from here and everything else from a Parley that runs: PARLEY_URL=http://localhost:3000 npm run dev
const server = process.env.PARLEY_URL ?? 'http://localhost:3000';

export default defineConfig({
  base: '/app/',
  plugins: [react(), precompress()],
  // Browsers that know light-dark(): translated for older ones it would follow the system's scheme and not the chosen one.
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/api': { target: server },
      '/hub': { target: server, ws: true },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/lib/testing/setup.ts'],
  },
} as Parameters<typeof defineConfig>[0]);
