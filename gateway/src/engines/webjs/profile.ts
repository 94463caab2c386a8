import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { log } from '../../log.ts';
import { removeLocks } from './chromium.ts';
import type { Vault } from './vault.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Where a page keeps what it logs in with: its databases and its settings. All else of a profile the browser makes anew. */
const essential = ['Default/IndexedDB', 'Default/Local Storage'];

/** More than this together is not even tried to be copied: it is in the memory of all sessions' process while it is. */
const mostBytes = 128 * 1024 * 1024;

/**
 * A session's browser profile. It stays in the gateway's folder, and a copy of what is essential goes into the store, for a machine that has none.
 * A mark in the folder and in the store says whether the folder is the one that was used last: another is out of date, and the copy is put in its place.
 */
export class Profile {
  readonly path: string;
  readonly #vault: Vault;
  readonly #maxBytes: number;
  /** The files as they were copied last. */
  #copied = '';

  constructor(folder: string, vault: Vault, maxBytes: number) {
    this.path = folder;
    this.#vault = vault;
    this.#maxBytes = maxBytes;
  }

  /** Makes the folder ready for a browser. */
  async prepare(): Promise<void> {
    const markPath = join(this.path, 'parley.json');
    const home = await this.#vault.value<string>('home');
    const mark = await readFile(markPath, 'utf8').catch(() => undefined);
    const copy = home !== undefined && mark === home ? null : await this.#vault.profile();
    // A folder that nobody used since stays also where there is no copy of it.
    if (copy || (mark === undefined && existsSync(this.path)) || (home === undefined && mark !== undefined)) {
      await rm(this.path, { recursive: true, force: true });
      if (copy) await unpack(copy, this.path);
    }
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    await removeLocks(this.path);
    const now = randomUUID();
    await writeFile(markPath, now);
    await this.#vault.put('home', '', now);
  }

  /** Copies it into the store, if it changed since the last time. */
  async save(): Promise<void> {
    const packed = await this.#pack();
    if (!packed) return;
    if (packed.bytes.length > this.#maxBytes) {
      log.warn('The login is too large to be copied; it is on this machine only', { bytes: packed.bytes.length, most: this.#maxBytes });
      return;
    }
    await this.#vault.putProfile(packed.bytes);
    this.#copied = packed.state;
  }

  /** Copies it where this machine is the one that used it last. */
  async saveIfNewest(): Promise<void> {
    const mark = await readFile(join(this.path, 'parley.json'), 'utf8').catch(() => undefined);
    if (mark !== undefined && mark === (await this.#vault.value<string>('home'))) await this.save();
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** The files may be written to while they are read: then they are read again, for a copy of a moment. Null when nothing changed. */
  async #pack(): Promise<{ bytes: Buffer; state: string } | null> {
    for (let attempt = 0; ; attempt++) {
      const before = await filesOf(this.path);
      const state = stateOf(before);
      if (before.length === 0 || state === this.#copied) return null;
      if (before.reduce((sum, { bytes }) => sum + bytes, 0) > mostBytes) {
        log.warn('The login is too large to be copied; it is on this machine only', { most: mostBytes });
        this.#copied = state;
        return null;
      }
      const parts: { path: string; data: string }[] = [];
      let isWhole = true;
      for (const { path } of before) {
        const data = await readFile(join(this.path, path)).catch(() => null);
        if (data) parts.push({ path, data: data.toString('base64') });
        else isWhole = false;
      }
      if ((isWhole && stateOf(await filesOf(this.path)) === state) || attempt >= 4)
        return { bytes: await compress(Buffer.from(JSON.stringify(parts))), state };
    }
  }
}

interface ProfileFile {
  path: string;
  bytes: number;
  changed: number;
}

async function filesOf(folder: string): Promise<ProfileFile[]> {
  const files: ProfileFile[] = [];
  for (const part of essential) {
    const names = await readdir(join(folder, part), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of names) {
      if (!entry.isFile() || entry.name === 'LOCK') continue;
      const path = join(entry.parentPath, entry.name);
      const { size, mtimeMs } = await stat(path).catch(() => ({ size: -1, mtimeMs: 0 }));
      if (size >= 0) files.push({ path: relative(folder, path), bytes: size, changed: mtimeMs });
    }
  }
  return files;
}

function stateOf(files: ProfileFile[]): string {
  return files.map(({ path, bytes, changed }) => `${path} ${bytes} ${changed}`).join('\n');
}

/** Under another name first, so that half a profile is never taken for one. */
async function unpack(bytes: Buffer, folder: string): Promise<void> {
  const parts = JSON.parse((await decompress(bytes)).toString()) as { path: string; data: string }[];
  const fresh = `${folder}.new`;
  await rm(fresh, { recursive: true, force: true });
  for (const { path, data } of parts) {
    const target = join(fresh, path);
    if (!essential.some((part) => target.startsWith(join(fresh, part))))
      throw new Error('The copy of the profile holds a path that is none of its own.');
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await writeFile(target, Buffer.from(data, 'base64'));
  }
  await mkdir(dirname(folder), { recursive: true });
  await rename(fresh, folder);
}
