import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, log } from '../../log.ts';
import type { WebJsSettings } from './settings.ts';

const run = promisify(execFile);

/** Names under which the systems have it. */
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

export interface Chromium {
  path: string;
  /** The first part of its version. */
  major: number;
}

/** The browser of this machine; null when there is none that can be run. */
export async function findChromium(named: string | undefined): Promise<Chromium | null> {
  const path = named ?? pathOf();
  if (!path || !existsSync(path)) return null;
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 20_000 });
    const major = Number(/(\d+)\.\d+\.\d+/.exec(stdout)?.[1]);
    if (major) return { path, major };
    log.warn('The browser does not say its version', { path });
  } catch (why) {
    log.warn('The browser cannot be run', { path, why: describe(why) });
  }
  return null;
}

function pathOf(): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  for (const name of names) for (const folder of folders) if (folder && existsSync(join(folder, name))) return join(folder, name);
  return undefined;
}

/** What WhatsApp is told that it is: a headless browser says so by itself, and is turned away. */
export function userAgentOf({ major }: Chromium): string {
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;
}

export function argumentsFor(settings: WebJsSettings): string[] {
  const ours = [
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-gpu',
    // The shared memory of containers is 64 MB, less than one picture needs.
    '--disable-dev-shm-usage',
    '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding',
    '--disable-backgrounding-occluded-windows',
    '--disk-cache-size=33554432',
    // A profile that is moved to another machine must open there.
    '--password-store=basic',
    `--js-flags=--max-old-space-size=${settings.heapMaxMb}`,
  ];
  // Chromium does not start as root with its sandbox.
  if (process.getuid?.() === 0) ours.push('--no-sandbox');
  return [...ours, ...settings.chromiumArgs];
}

/** Ends the browser that has this profile, whoever began it, with all of its processes. */
export async function endLeftovers(profile: string): Promise<void> {
  await end(await processesOf(profile));
  for (let attempt = 0; attempt < 50 && (await processesOf(profile)).length > 0; attempt++)
    await new Promise((done) => setTimeout(done, 20));
}

/** Ends browsers in profiles below the folder whose gateway is gone. Those of other gateways on this machine go on. */
export async function endOrphans(folder: string): Promise<void> {
  const orphans: number[] = [];
  for (const id of await processesOf(folder)) {
    const parent = await parentOf(id);
    const line = parent ? await readFile(`/proc/${parent}/cmdline`, 'latin1').catch(() => '') : '';
    // Its own processes end with the first of a browser.
    if (!line.includes('--user-data-dir=') && !/^\S*\bnode\b/.test(line)) orphans.push(id);
  }
  await end(orphans);
}

async function end(processes: number[]): Promise<void> {
  for (const id of processes) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // Gone meanwhile.
    }
  }
  if (processes.length > 0) log.warn('A browser was left over and is ended', { processes: processes.length });
}

/** A lock of another host name, or of a process that is no more, keeps a browser from starting for good. */
export async function removeLocks(profile: string): Promise<void> {
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) await rm(join(profile, name), { force: true });
}

/** Browsers whose profile is this folder or below it. */
async function processesOf(folder: string): Promise<number[]> {
  const found: number[] = [];
  for (const id of await processIds()) {
    const line = await readFile(`/proc/${id}/cmdline`, 'latin1').catch(() => '');
    const profile = /(?:^|\0| )--user-data-dir=([^\0]+?)(?:\0| --|$)/.exec(line)?.[1];
    if (profile && (profile === folder || profile.startsWith(`${folder}/`))) found.push(id);
  }
  return found;
}

/** The memory of a process and of all that it began, in bytes: the proportional share where the system tells it. */
export async function memoryOf(root: number): Promise<number> {
  const parents = new Map<number, number>();
  for (const id of await processIds()) {
    const parent = await parentOf(id);
    if (parent) parents.set(id, parent);
  }
  const family = new Set([root]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [id, parent] of parents) {
      if (!family.has(parent) || family.has(id)) continue;
      family.add(id);
      grew = true;
    }
  }
  let sum = 0;
  for (const id of family) sum += await memoryOfOne(id);
  return sum;
}

async function memoryOfOne(id: number): Promise<number> {
  const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'latin1').catch(() => '');
  const share =
    /^Pss:\s+(\d+) kB/m.exec(rollup) ?? /^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${id}/status`, 'latin1').catch(() => ''));
  return share ? Number(share[1]) * 1024 : 0;
}

async function parentOf(id: number): Promise<number> {
  const stat = await readFile(`/proc/${id}/stat`, 'latin1').catch(() => '');
  // The name may hold spaces and parentheses; the fields begin after the last one.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) || 0;
}

async function processIds(): Promise<number[]> {
  return (await readdir('/proc').catch(() => [])).map(Number).filter((id) => id > 0);
}
