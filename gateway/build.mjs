// Our own code only; the packages stay in node_modules, because some of them bring binaries. An engine is a piece of its own, which is loaded when it is asked for.
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

await rm('dist/engines', { recursive: true, force: true });
await build({
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'engines/[name]-[hash]',
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'linked',
  logLevel: 'warning',
});
