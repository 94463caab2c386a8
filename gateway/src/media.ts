import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from './problem.ts';

/** Files that messages name, by their SHA-256. The least recently used goes when they are too many. */
export class MediaCache {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #cacheBytes: number;
  #bytes = 0;
  #shrinking: Promise<void> | null = null;

  private constructor(folder: string, maxBytes: number, cacheBytes: number) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
    this.#cacheBytes = cacheBytes;
  }

  static async open(folder: string, maxBytes: number, cacheBytes: number): Promise<MediaCache> {
    await mkdir(folder, { recursive: true });
    const cache = new MediaCache(folder, maxBytes, cacheBytes);
    for (const name of await readdir(folder)) {
      // What was being written when the process ended is of no use.
      if (name.endsWith('.part')) await rm(join(folder, name), { force: true });
      else cache.#bytes += (await stat(join(folder, name))).size;
    }
    return cache;
  }

  /** The file's path, and it counts as used now; null when it is not here. */
  async find(sha256: string): Promise<string | null> {
    const path = join(this.#folder, sha256);
    try {
      const now = new Date();
      await utimes(path, now, now);
      return path;
    } catch (why) {
      if ((why as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw why;
    }
  }

  async put(sha256: string, bytes: Readable): Promise<void> {
    const part = join(this.#folder, `${randomUUID()}.part`);
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform: (chunk: Buffer, _, done) => {
        size += chunk.length;
        if (size > this.#maxBytes) return done(new Problem(413, 'too-large', `A file may have ${this.#maxBytes} bytes.`));
        hash.update(chunk);
        done(null, chunk);
      },
    });
    try {
      await pipeline(bytes, measure, createWriteStream(part));
      if (hash.digest('hex') !== sha256) throw new Problem(400, 'hash-differs', 'The bytes do not have the SHA-256 of the address.');
      const isNew = (await this.find(sha256)) === null;
      await rename(part, join(this.#folder, sha256));
      if (isNew) this.#bytes += size;
    } catch (why) {
      await rm(part, { force: true });
      throw why;
    }
    if (this.#bytes <= this.#cacheBytes) return;
    this.#shrinking ??= this.#shrink().finally(() => {
      this.#shrinking = null;
    });
    await this.#shrinking;
  }

  /** Down to nine tenths, so that not every file that comes makes one go. */
  async #shrink(): Promise<void> {
    const files = [];
    for (const name of await readdir(this.#folder)) {
      if (name.endsWith('.part')) continue;
      const { size, mtimeMs } = await stat(join(this.#folder, name));
      files.push({ name, size, mtimeMs });
    }
    files.sort((a, b) => a.mtimeMs - b.mtimeMs);
    this.#bytes = files.reduce((sum, file) => sum + file.size, 0);
    for (const { name, size } of files.slice(0, -1)) {
      if (this.#bytes <= this.#cacheBytes * 0.9) return;
      await unlink(join(this.#folder, name)).catch(() => undefined);
      this.#bytes -= size;
    }
  }
}
