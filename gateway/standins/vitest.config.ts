import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { certificateIn } from './whatsapp/certificate.js';

// Node reads extra authorities when a process starts, so the workers must be born with it.
const folder = join(tmpdir(), `parley-standins-${process.pid}`);
process.env.NODE_EXTRA_CA_CERTS = certificateIn(folder).path;
process.env.STANDIN_CERTIFICATE = folder;
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    silent: 'passed-only',
    // The encryption library prints its sessions, keys included.
    onConsoleLog: (log) => !/session/i.test(log),
  },
});
