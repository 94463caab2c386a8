import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** Builds a program of the tests, so that it can run (and be killed) as a process of its own; gives the path of its file. */
export async function program(name: string): Promise<string> {
  const outfile = join(import.meta.dirname, `../../dist/tests/${basename(name)}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
  });
  return outfile;
}
