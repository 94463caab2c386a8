import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Event } from '../../src/wire.ts';

export const secret = 'a-secret-of-the-tests';

/** A gateway as a process of its own, and the calls that a server makes. */
export class RunningGateway {
  readonly child: ChildProcess;
  readonly url: string;
  readonly lines: string[];

  private constructor(child: ChildProcess, url: string, lines: string[]) {
    this.child = child;
    this.url = url;
    this.lines = lines;
  }

  /** @param blocks The longest file that it may write, in the shell's blocks of 512 bytes: a disk that is full. */
  static async start(file: string, env: Record<string, string>, blocks?: number): Promise<RunningGateway> {
    const limited = ['-c', `ulimit -f ${blocks}; exec "$0" "$1"`, process.execPath, file];
    const child = spawn(blocks === undefined ? process.execPath : '/bin/sh', blocks === undefined ? [file] : limited, {
      env: { PATH: process.env.PATH ?? '', GATEWAY_SECRET: secret, GATEWAY_LISTEN: '127.0.0.1:0', GATEWAY_PARENT: 'stdin', ...env },
      stdio: ['pipe', 'pipe', process.env.GATEWAY_LOGS ? 'inherit' : 'pipe'],
    });
    let errors = '';
    child.stderr?.on('data', (bytes) => {
      errors += bytes;
    });
    const lines: string[] = [];
    const ready = await new Promise<{ listen: string }>((resolve, reject) => {
      child.on('exit', (code) => reject(new Error(`The gateway ended with ${code}: ${errors}`)));
      createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        if (line.startsWith('{')) resolve(JSON.parse(line));
        else lines.push(line);
      });
    });
    return new RunningGateway(child, `http://${ready.listen}`, lines);
  }

  call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const isBytes = body instanceof Uint8Array;
    return fetch(`${this.url}/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(body !== undefined && !isBytes && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    });
  }

  /** Calls and gives the body of a good answer. */
  async ask<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.call(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const ended = new Promise<number | null>((resolve) => this.child.once('exit', (code) => resolve(code)));
    this.child.kill(signal);
    return ended;
  }
}

/** Listens to a gateway's events as a server does, and keeps them. */
export class Listening {
  readonly events: Event[] = [];
  heartbeats = 0;
  readonly #abort = new AbortController();
  readonly #bells = new Set<() => void>();
  readonly done: Promise<void>;

  constructor(gateway: RunningGateway, after: number, acks = false) {
    this.done = this.#listen(gateway, after, acks).catch(() => undefined);
  }

  async #listen(gateway: RunningGateway, after: number, acks: boolean): Promise<void> {
    const response = await fetch(`${gateway.url}/v1/events?after=${after}`, {
      headers: { authorization: `Bearer ${secret}` },
      signal: this.#abort.signal,
    });
    let text = '';
    const decoder = new TextDecoder();
    for await (const bytes of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(bytes, { stream: true });
      const lines = text.split('\n');
      text = lines.pop() as string;
      for (const line of lines) {
        const event = JSON.parse(line);
        if (event.seq) this.events.push(event);
        else this.heartbeats++;
      }
      for (const bell of this.#bells) bell();
      const last = this.events.at(-1)?.seq;
      if (acks && last) await gateway.ask('POST', '/events/ack', { seq: last });
    }
  }

  get last(): number {
    return this.events.at(-1)?.seq ?? 0;
  }

  /** Waits for an event, also one that was told before. */
  async until(is: (event: Event) => boolean, ms = 15_000): Promise<Event> {
    await this.when(() => this.events.some(is), ms);
    return this.events.find(is) as Event;
  }

  /** Waits until something is so; asked again with each piece that comes. */
  when(isSo: () => boolean, ms = 15_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#bells.delete(bell);
        reject(new Error(`It was not so within ${ms} ms; heard: ${JSON.stringify(this.events.slice(-20))}`));
      }, ms);
      const bell = () => {
        if (!isSo()) return;
        clearTimeout(timer);
        this.#bells.delete(bell);
        resolve();
      };
      this.#bells.add(bell);
      bell();
    });
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.done;
  }
}

export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'gateway-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
