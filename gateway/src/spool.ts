// Longer than most: writing, reading, acknowledging and repairing share one format of files.
import { type FileHandle, mkdir, open, readdir, readFile, rename, stat, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { log } from './log.ts';
import type { EventDraft } from './wire.ts';

interface Segment {
  /** The first seq that it holds, or will hold; also its name. */
  first: number;
  path: string;
  /** Bytes that are on the disk for good. */
  bytes: number;
  /** Where some of its lines begin, so that a listener at the end does not read it all. */
  marks: { seq: number; at: number }[];
}

/** A mark for about so many bytes. */
const markBytes = 32 * 1024;

interface Waiting {
  line: Buffer;
  seq: number;
  key: string;
  done: (seq: number) => void;
  failed: (why: unknown) => void;
}

export interface SpoolOptions {
  /** A segment that has grown to this is closed; only whole segments are given back to the disk. */
  segmentBytes?: number;
  /** With so many bytes on the disk it is full: everything is still taken, but {@link Spool.onFull} is called, so that whoever fills it stops. */
  maxBytes?: number;
}

/** Down to this part of the limit it counts as full, so that it is not filled again by the first that comes. */
const emptiedPart = 0.8;

/**
 * Events until the server has them: appended to files, on the disk before anybody is told, forgotten when acknowledged.
 * A line is a checksum, the event as JSON, and a line feed, so a torn end is known and cut off. Appends that come together share one sync.
 */
export class Spool {
  readonly #folder: string;
  readonly #segmentBytes: number;
  readonly #maxBytes: number;
  #isFull = false;
  readonly #segments: Segment[];
  /** Events that are not acknowledged, by session and id, in the order of their seqs. */
  readonly #known: Map<string, number>;
  /** Keys of events that are being written: who appends one of them again waits for the same write. */
  readonly #inFlight = new Map<string, Promise<number>>();
  readonly #bells = new Set<() => void>();
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #file: FileHandle;
  #last: number;
  #durable: number;
  #acked: number;
  #ackWrites: Promise<void> = Promise.resolve();
  #ackPending = false;
  #broken: unknown = null;

  private constructor(folder: string, options: SpoolOptions, read: Contents, file: FileHandle) {
    this.#folder = folder;
    this.#maxBytes = options.maxBytes ?? Number.POSITIVE_INFINITY;
    // A part of the limit at most, because only whole segments are given back.
    this.#segmentBytes = options.segmentBytes ?? Math.min(8 * 1024 * 1024, this.#maxBytes / 8);
    this.#segments = read.segments;
    this.#known = read.known;
    this.#last = this.#durable = read.last;
    this.#acked = read.acked;
    this.#file = file;
  }

  static async open(folder: string, options: SpoolOptions = {}): Promise<Spool> {
    await mkdir(folder, { recursive: true });
    const read = await readFolder(folder);
    let active = read.segments.at(-1);
    if (!active) {
      active = { first: read.last + 1, path: join(folder, nameOf(read.last + 1)), bytes: 0, marks: [] };
      read.segments.push(active);
    }
    const file = await open(active.path, 'a');
    await syncFolder(folder);
    const spool = new Spool(folder, options, read, file);
    await spool.#compact();
    spool.#measure();
    return spool;
  }

  /** The last seq that is on the disk. */
  get last(): number {
    return this.#durable;
  }

  get acked(): number {
    return this.#acked;
  }

  get figures(): { first: number; last: number; bytes: number } {
    return {
      first: Math.min(this.#acked + 1, this.#durable + 1),
      last: this.#durable,
      bytes: this.#segments.reduce((sum, one) => sum + one.bytes, 0),
    };
  }

  /** It holds as much as it may, and was not emptied since. */
  get isFull(): boolean {
    const { bytes } = this.figures;
    if (this.#isFull && bytes <= this.#maxBytes * emptiedPart) this.#isFull = false;
    return this.#isFull;
  }

  #measure(): void {
    if (this.#isFull || this.figures.bytes < this.#maxBytes) return;
    this.#isFull = true;
    this.onFull();
  }

  /** How many events the server has not acknowledged. */
  get unacknowledged(): number {
    return this.#known.size;
  }

  /**
   * Puts an event in and resolves with its seq once it is on the disk. One with the id of an event of the same session
   * that is still here changes nothing and gives that one's seq.
   */
  append(session: string, draft: EventDraft): Promise<number> {
    if (this.#broken) return Promise.reject(this.#broken);
    const key = draft.id === undefined ? null : `${session} ${draft.id}`;
    if (key !== null) {
      const writing = this.#inFlight.get(key);
      if (writing) return writing;
      const known = this.#known.get(key);
      if (known !== undefined) return Promise.resolve(known);
    }
    const seq = ++this.#last;
    const id = draft.id ?? `s.${seq}`;
    const { type, ...rest } = draft;
    const { id: _, ...fields } = rest;
    const json = JSON.stringify({ seq, session, id, type, ...fields });
    const line = Buffer.from(`${checksum(json)} ${json}\n`);
    const ownKey = key ?? `${session} ${id}`;
    const written = new Promise<number>((done, failed) => this.#waiting.push({ line, seq, key: ownKey, done, failed }));
    this.#inFlight.set(ownKey, written);
    this.#writing ??= this.#write();
    return written;
  }

  /** Forgets everything up to the seq. */
  ack(seq: number): void {
    if (seq <= this.#acked) return;
    this.#acked = Math.min(seq, this.#durable);
    for (const [key, known] of this.#known) {
      if (known > this.#acked) break;
      this.#known.delete(key);
    }
    if (this.#ackPending) return;
    this.#ackPending = true;
    this.#ackWrites = this.#ackWrites.then(() => this.#writeAck()).catch((why) => this.#break(why));
  }

  /** Calls whenever something new is on the disk; gives the way to stop. */
  onAppend(bell: () => void): () => void {
    this.#bells.add(bell);
    return () => this.#bells.delete(bell);
  }

  /** The JSON lines of everything after the seq that is on the disk now, in pieces of whole lines. */
  async *after(seq: number): AsyncGenerator<{ lines: Buffer; last: number }> {
    let next = Math.max(seq, this.#acked) + 1;
    while (next <= this.#durable) {
      const end = this.#durable;
      const segment = this.#segmentOf(next);
      const bytes = segment.bytes;
      let found = false;
      for await (const piece of readLines(segment, bytes, next)) {
        found = true;
        yield piece;
        next = piece.last + 1;
      }
      // Nothing more in this one: what follows is in a later segment, or was acknowledged and deleted meanwhile.
      if (!found) {
        const later = this.#segments.find((one) => one.first > segment.first);
        if (!later) return;
        next = Math.max(later.first, next);
      }
      if (next > end) return;
    }
  }

  async close(): Promise<void> {
    while (this.#writing) await this.#writing;
    await this.#ackWrites;
    await this.#file.close();
  }

  #segmentOf(seq: number): Segment {
    return this.#segments.findLast((one) => one.first <= seq) ?? (this.#segments[0] as Segment);
  }

  async #write(): Promise<void> {
    // A turn later, so that what is appended in one go is one write.
    await Promise.resolve();
    while (this.#waiting.length > 0 && !this.#broken) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const active = this.#segments.at(-1) as Segment;
        const bytes = Buffer.concat(batch.map((one) => one.line));
        await this.#file.appendFile(bytes);
        await this.#file.datasync();
        mark(active, (batch[0] as Waiting).seq, active.bytes);
        active.bytes += bytes.length;
        this.#durable = (batch.at(-1) as Waiting).seq;
        for (const one of batch) {
          this.#known.set(one.key, one.seq);
          this.#inFlight.delete(one.key);
          one.done(one.seq);
        }
        for (const bell of this.#bells) bell();
        this.#measure();
        if (active.bytes >= this.#segmentBytes) await this.#rotate();
      } catch (why) {
        this.#break(why);
        for (const one of [...batch, ...this.#waiting]) one.failed(why);
      }
    }
    this.#writing = null;
  }

  async #rotate(): Promise<void> {
    const first = this.#durable + 1;
    const path = join(this.#folder, nameOf(first));
    const file = await open(path, 'a');
    await syncFolder(this.#folder);
    await this.#file.close();
    this.#file = file;
    this.#segments.push({ first, path, bytes: 0, marks: [] });
    await this.#compact();
  }

  async #writeAck(): Promise<void> {
    this.#ackPending = false;
    const path = join(this.#folder, 'acked');
    // Not synced: an acknowledgement that a crash loses only makes the server hear some events twice.
    await writeFile(`${path}.new`, `${this.#acked}\n`);
    await rename(`${path}.new`, path);
    await this.#compact();
  }

  /** Deletes segments whose every event is acknowledged. The newest stays: its name tells the next seq. */
  async #compact(): Promise<void> {
    for (;;) {
      const [oldest, next] = this.#segments;
      if (!oldest || !next || next.first > this.#acked + 1) return;
      this.#segments.shift();
      await unlink(oldest.path).catch((why: NodeJS.ErrnoException) => {
        if (why.code !== 'ENOENT') throw why;
      });
    }
  }

  /** A disk that does not take events: nothing may be told any more, so the process is of no use. */
  #break(why: unknown): void {
    this.#broken ??= why;
    this.onBroken(why);
  }

  onFull: () => void = () => undefined;

  onBroken: (why: unknown) => void = (why) => {
    throw why;
  };
}

interface Contents {
  segments: Segment[];
  known: Map<string, number>;
  last: number;
  acked: number;
}

async function readFolder(folder: string): Promise<Contents> {
  const names = (await readdir(folder)).filter((name) => /^\d{16}\.ndjson$/.test(name)).sort();
  const acked = Number.parseInt(await readFile(join(folder, 'acked'), 'utf8').catch(() => '0'), 10) || 0;
  const segments: Segment[] = [];
  const known = new Map<string, number>();
  // A folder that is new begins at the time in milliseconds: an operator who loses it does not make the server hear old seqs and ids again.
  let last = names.length === 0 ? Math.max(acked, Date.now()) : Math.max(acked, Number.parseInt(names[0] as string, 10) - 1);
  for (const [index, name] of names.entries()) {
    const path = join(folder, name);
    const segment: Segment = { first: Number.parseInt(name, 10), path, bytes: 0, marks: [] };
    const content = await readFile(path);
    let end = 0;
    for (;;) {
      const stop = content.indexOf(10, end);
      const event = stop < 0 ? null : readLine(content.subarray(end, stop));
      if (!event) {
        if (end === content.length) break;
        const isNewest = index === names.length - 1;
        log.warn(isNewest ? 'The end of the spool was torn and is cut off' : 'A line of the spool cannot be read', {
          segment: name,
          at: end,
        });
        if (isNewest || stop < 0) {
          await truncate(path, end);
          break;
        }
        end = stop + 1;
        continue;
      }
      mark(segment, event.seq, end);
      last = Math.max(last, event.seq);
      if (event.seq > acked) known.set(`${event.session} ${event.id}`, event.seq);
      end = stop + 1;
    }
    segment.bytes = (await stat(path)).size;
    segments.push(segment);
  }
  return { segments, known, last, acked: Math.min(acked, last) };
}

function mark({ marks }: Segment, seq: number, at: number): void {
  if (at - (marks.at(-1)?.at ?? 0) >= markBytes) marks.push({ seq, at });
}

function readLine(line: Buffer): { seq: number; session: string; id: string } | null {
  const space = line.indexOf(32);
  if (space !== 8) return null;
  const json = line.subarray(space + 1);
  if (line.toString('latin1', 0, space) !== checksum(json)) return null;
  return JSON.parse(json.toString());
}

async function* readLines({ path, marks }: Segment, end: number, from: number): AsyncGenerator<{ lines: Buffer; last: number }> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (why) {
    // Acknowledged and deleted while we were on our way.
    if ((why as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw why;
  }
  try {
    const piece = Buffer.alloc(Math.min(2 * markBytes, Math.max(end, 1)));
    let rest: Buffer = Buffer.alloc(0);
    for (let at = marks.findLast((one) => one.seq <= from)?.at ?? 0; at < end; ) {
      const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, end - at), at);
      if (bytesRead === 0) return;
      at += bytesRead;
      const bytes = Buffer.concat([rest, piece.subarray(0, bytesRead)]);
      const lines: Buffer[] = [];
      let last = 0;
      let start = 0;
      for (let stop = bytes.indexOf(10, start); stop >= 0; stop = bytes.indexOf(10, start)) {
        // Every line begins with its seq: 9 bytes of checksum, then {"seq":
        const seq = Number.parseInt(bytes.toString('latin1', start + 16, start + 33), 10);
        if (seq >= from) {
          lines.push(bytes.subarray(start + 9, stop + 1));
          last = seq;
        }
        start = stop + 1;
      }
      rest = bytes.subarray(start);
      if (lines.length > 0) yield { lines: Buffer.concat(lines), last };
    }
  } finally {
    await file.close();
  }
}

function checksum(json: string | Buffer): string {
  return crc32(json).toString(16).padStart(8, '0');
}

function nameOf(first: number): string {
  return `${String(first).padStart(16, '0')}.ndjson`;
}

/** So that a new or deleted file's name is on the disk as well. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
