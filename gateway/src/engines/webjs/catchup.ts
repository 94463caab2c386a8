import { describe, log } from '../../log.ts';
import type { PageMessage } from './hear.ts';
import type { ReadChat } from './page.ts';

/** So many chats are read with one call, and so many messages come with one answer. */
const chatsAtOnce = 20;
const messagesAtOnce = 200;
const firstPauseMs = 1_000;
const longestPauseMs = 600_000;

/** A chat whose messages since a time, in seconds, may not all have been told. */
export interface Due {
  chat: string;
  /** Messages since then are looked at, for their receipts; messages since `since` may be new. */
  from: number;
  since: number;
}

interface Waiting extends Due {
  failures: number;
  /** Not before that time again. */
  at: number;
  /** Whoever lets a new message of this chat wait for the older ones. */
  waiters: (() => void)[];
}

export interface Source {
  read(chats: string[], from: number, most: number): Promise<ReadChat[]>;
  /** What was begun to be read is read anew. */
  forget(): void;
}

/**
 * Reads chats that are due, in calls of bounded time and size, and hands on what it finds, the oldest of each chat first. What is late or fails is
 * tried again later and by itself, ever more seldom, and holds up nothing else.
 */
export class CatchUp {
  readonly #source: Source;
  readonly #take: (since: number, messages: PageMessage[]) => Promise<void>;
  readonly #waiting = new Map<string, Waiting>();
  /** Of those, the ones that somebody waits for. */
  readonly #urgent = new Set<string>();
  /** Lists of what is due that are not there yet. */
  readonly #lists = new Set<Promise<void>>();
  #listing = 0;
  #isRunning = false;
  #isStopped = false;
  #wake: () => void = () => undefined;

  constructor(source: Source, take: (since: number, messages: PageMessage[]) => Promise<void>) {
    this.#source = source;
    this.#take = take;
  }

  /** Nothing is due any more: all was handed on. */
  get isDone(): boolean {
    return this.#listing === 0 && this.#waiting.size === 0;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Begins with what a list names, once it can be had. */
  begin(list: () => Promise<Due[]>): void {
    this.#listing++;
    const first = this.#list(list, 0).finally(() => this.#lists.delete(first));
    this.#lists.add(first);
  }

  async #list(list: () => Promise<Due[]>, failures: number): Promise<void> {
    try {
      const due = await list();
      this.#source.forget();
      for (const one of due) this.#add(one);
      this.#listing--;
      void this.#run();
    } catch (why) {
      if (this.#isStopped) return;
      log.warn('The chats of a page could not be listed', { failures: failures + 1, why: describe(why) });
      const timer = setTimeout(() => void this.#list(list, failures + 1), pauseAfter(failures));
      timer.unref();
    }
  }

  #add(due: Due): void {
    const before = this.#waiting.get(due.chat);
    const [from, since] = [Math.min(due.from, before?.from ?? due.from), Math.min(due.since, before?.since ?? due.since)];
    this.#waiting.set(due.chat, { chat: due.chat, from, since, failures: 0, at: 0, waiters: before?.waiters ?? [] });
  }

  /** Resolves when what a chat had before is handed on, or was tried in vain once; undefined when nothing of it is due. */
  first(chat: string): Promise<void> | undefined {
    if (this.#isStopped) return undefined;
    if (this.#lists.size > 0) return Promise.all(this.#lists).then(() => this.first(chat));
    const one = this.#waiting.get(chat);
    if (!one || one.failures > 0) return undefined;
    this.#urgent.add(chat);
    this.#wake();
    return new Promise((resolve) => one.waiters.push(resolve));
  }

  stop(): void {
    this.#isStopped = true;
    for (const { waiters } of this.#waiting.values()) release(waiters);
    this.#wake();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return this.#wake();
    this.#isRunning = true;
    while (!this.#isStopped && this.#waiting.size > 0) {
      const some = this.#next();
      if (some.length > 0) await this.#read(some);
      else await this.#pause();
    }
    this.#isRunning = false;
  }

  /** Somebody's first, else as many as go together, else one that failed before. */
  #next(): Waiting[] {
    for (const chat of this.#urgent) {
      const one = this.#waiting.get(chat);
      if (one && one.failures === 0) return [one];
      this.#urgent.delete(chat);
    }
    const all = [...this.#waiting.values()];
    const fresh = all.find(({ failures }) => failures === 0);
    const goesWith = (one: Waiting) => one.failures === 0 && one.from === fresh?.from && one.since === fresh.since;
    if (fresh) return all.filter(goesWith).slice(0, chatsAtOnce);
    const again = all.find(({ at }) => at <= Date.now());
    return again ? [again] : [];
  }

  async #pause(): Promise<void> {
    const next = Math.min(...[...this.#waiting.values()].map(({ at }) => at));
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, Math.max(next - Date.now(), 0));
      timer.unref();
    });
    clearTimeout(timer);
  }

  async #read(some: Waiting[]): Promise<void> {
    let read: ReadChat[];
    try {
      const from = (some[0] as Waiting).from;
      read = await this.#source.read(
        some.map(({ chat }) => chat),
        from,
        messagesAtOnce,
      );
    } catch (why) {
      if (this.#isStopped) return;
      this.#source.forget();
      log.warn('Chats of a page could not be read', { chats: some.length, failures: (some[0]?.failures ?? 0) + 1, why: describe(why) });
      for (const one of some) {
        one.at = Date.now() + pauseAfter(one.failures++);
        release(one.waiters);
      }
      return;
    }
    // All of them have the same times. Stable: what is of one second stays in the order of its chat.
    const messages = read.flatMap((one) => one.messages).sort((a, b) => (a.t ?? 0) - (b.t ?? 0));
    if (messages.length > 0) await this.#take((some[0] as Waiting).since, messages);
    for (const { chat, isWhole } of read) {
      const one = some.find((due) => due.chat === chat);
      // Or due anew meanwhile.
      if (!one || !isWhole || this.#isStopped || this.#waiting.get(chat) !== one) continue;
      this.#waiting.delete(chat);
      this.#urgent.delete(chat);
      release(one.waiters);
    }
  }
}

function pauseAfter(failures: number): number {
  return Math.min(firstPauseMs * 2 ** failures, longestPauseMs);
}

function release(waiters: (() => void)[]): void {
  for (const resolve of waiters.splice(0)) resolve();
}
