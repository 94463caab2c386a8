import { AsyncLocalStorage } from 'node:async_hooks';
import type { Closing, Connection, Engine, EngineSession, Listener } from './engine.ts';
import { describe, log } from './log.ts';
import type { Reason } from './reasons.ts';
import type { EventDraft, Outcome, Outgoing, SessionState } from './wire.ts';

/** Whose work runs: an exception that nobody caught ends that connection and no other. */
export const whose = new AsyncLocalStorage<{ fail(why: unknown): void }>();

export interface Patience {
  connectMs: number;
  qrPatienceMs: number;
}

/** A session that is asked to reconnect at once more often than this, without having been open in between, is ended instead. */
const mostRestarts = 4;

interface Shown {
  qr?: string;
  code?: string;
  expiresAt: string;
}

/**
 * One sender's session: starts connections of the engine, watches over them, and tells the server what state it is in.
 * `disconnected`, `logged_out` and `banned` end a start: the server starts it again when it wants it. By itself a session
 * connects again only where the network asks for it: after pairing, and for new QRs while somebody may still scan one.
 */
export class Session implements EngineSession {
  readonly id: string;
  readonly #engine: Engine;
  readonly #append: (session: string, event: EventDraft) => Promise<number>;
  readonly #patience: Patience;
  #phone: string | undefined;
  #fence: number;
  #state: SessionState = 'booting';
  #shown: Shown | undefined;
  #connection: Connection | null = null;
  /** Grows with each connection, so that what an old one still says is not heard. */
  #turn = 0;
  #watchdog: NodeJS.Timeout | undefined;
  #qrEnd: NodeJS.Timeout | undefined;
  #waitsSince: number | undefined;
  #restarts = 0;
  #running = false;
  #told: Promise<unknown> = Promise.resolve();
  /** A connection of before that is still ending: two at once would throw each other out. */
  #ending: Promise<void> | null = null;

  constructor(
    id: string,
    phone: string | undefined,
    fence: number,
    engine: Engine,
    append: (session: string, event: EventDraft) => Promise<number>,
    patience: Patience,
  ) {
    this.id = id;
    this.#phone = phone;
    this.#fence = fence;
    this.#engine = engine;
    this.#append = append;
    this.#patience = patience;
  }

  get phone(): string | undefined {
    return this.#phone;
  }

  get fence(): number {
    return this.#fence;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** It was started, and no end has been told since. */
  get running(): boolean {
    return this.#running;
  }

  tell(event: EventDraft): Promise<number> {
    return this.#append(this.id, event);
  }

  /** Begins to connect. A session that runs stays as it is, but says its state again under a newer fence. */
  start(phone: string | undefined, fence: number): void {
    const isNewer = fence > this.#fence;
    this.#fence = fence;
    if (this.#running) {
      if (isNewer) this.#say();
      return;
    }
    this.#phone = phone;
    this.#running = true;
    this.#restarts = 0;
    this.#waitsSince = undefined;
    this.#become('booting');
    this.#connect();
  }

  /** Ends it; the login stays, or goes with `logout`. Resolves when its last event is on the disk. */
  async stop(logout: boolean, fence: number): Promise<void> {
    this.#fence = Math.max(fence, this.#fence);
    const connection = this.#connection;
    const wasRunning = this.#running;
    this.#forgetConnection();
    this.#running = false;
    if (connection) await this.#finish(connection, logout);
    else if (logout) await this.#engine.forget(this);
    // Started anew while we ended it: then that is the truth.
    if (this.#running) return;
    if (logout) this.#become('logged_out');
    else if (wasRunning) this.#become('disconnected');
    await this.#told;
  }

  /** Ends it for now; whoever wants it connected starts it again. */
  hold(reason: Reason): void {
    void this.#drop();
    this.#end('disconnected', reason);
  }

  /** Something of a connection went wrong outside of every call: if it is still ours, it is not to be trusted any more. */
  #fail(turn: number, why: unknown): void {
    log.error('Nobody caught what went wrong in a connection', { session: this.id, why: describe(why) });
    if (turn !== this.#turn || !this.#running) return;
    void this.#drop();
    this.#end('disconnected', 'start-failed');
  }

  async send(message: Outgoing, deadlineMs: number): Promise<Outcome> {
    const connection = this.#open();
    if (!connection) return { outcome: 'retry', reason: 'not-connected' };
    return connection.send(message, deadlineMs);
  }

  async typing(to: string, forMs: number): Promise<void> {
    await this.#open()?.typing(to, forMs);
  }

  async check(numbers: string[]): Promise<Record<string, boolean>> {
    return (await this.#open()?.check(numbers)) ?? {};
  }

  async read(from: string, providerIds: string[]): Promise<void> {
    await this.#open()?.read(from, providerIds);
  }

  /** The open connection, for what needs one. */
  get connection(): Connection | null {
    return this.#open();
  }

  /** For a session that waits for its QR; in any other state nothing happens. */
  async askForCode(): Promise<void> {
    if ((this.#state !== 'wait_qr' && this.#state !== 'wait_code') || !this.#phone || !this.#connection) return;
    await this.#connection.askForCode(this.#phone);
  }

  #open(): Connection | null {
    return this.#state === 'connected' ? this.#connection : null;
  }

  #connect(): void {
    const turn = ++this.#turn;
    this.#watch();
    if (this.#ending) {
      void this.#ending.then(() => {
        if (turn === this.#turn) this.#begin(turn);
      });
      return;
    }
    this.#begin(turn);
  }

  /** No library tells of every way in which connecting can come to nothing (an upgrade answered with 503 gives no event at all). */
  #watch(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      void this.#drop();
      this.#end('disconnected', 'start-timeout');
    }, this.#patience.connectMs);
  }

  #begin(turn: number): void {
    const mine = <A extends unknown[]>(act: (...given: A) => void) => {
      return (...given: A) => {
        if (turn === this.#turn) act(...given);
      };
    };
    const listener: Listener = {
      qr: mine((qr, forMs) => {
        this.#waits();
        // Who types a code off this page must not see it replaced by a QR.
        if (this.#state === 'wait_code' && this.#shown && Date.parse(this.#shown.expiresAt) > Date.now()) return;
        this.#become('wait_qr', undefined, { qr, expiresAt: inMs(forMs) });
      }),
      code: mine((code, forMs) => {
        this.#waits();
        this.#become('wait_code', undefined, { code, expiresAt: inMs(forMs) });
      }),
      scanned: mine(() => {
        if (this.#state !== 'wait_qr' && this.#state !== 'wait_code') return;
        clearTimeout(this.#qrEnd);
        this.#qrEnd = undefined;
        this.#watch();
        this.#become('booting');
      }),
      open: mine(() => {
        clearTimeout(this.#watchdog);
        clearTimeout(this.#qrEnd);
        this.#qrEnd = undefined;
        this.#waitsSince = undefined;
        this.#restarts = 0;
        this.#become('connected');
      }),
      closed: mine((closing) => this.#closed(closing)),
    };
    try {
      this.#connection = whose.run({ fail: (why) => this.#fail(turn, why) }, () => this.#engine.connect(this, listener));
    } catch (why) {
      log.error('A connection could not be begun', { session: this.id, why: describe(why) });
      this.#forgetConnection();
      this.#end('disconnected', 'start-failed');
    }
  }

  #waits(): void {
    clearTimeout(this.#watchdog);
    this.#waitsSince ??= Date.now();
    this.#qrEnd ??= setTimeout(() => {
      void this.#drop();
      this.#end('disconnected', 'qr-not-scanned');
    }, this.#patience.qrPatienceMs);
  }

  #closed(closing: Closing): void {
    this.#forgetConnection({ keepsWaiting: closing.kind === 'again' || closing.kind === 'qr-ended' });
    switch (closing.kind) {
      case 'again':
        if (++this.#restarts > mostRestarts) {
          this.#end('disconnected', 'start-failed');
          break;
        }
        clearTimeout(this.#qrEnd);
        this.#qrEnd = undefined;
        this.#become('booting');
        this.#connect();
        break;
      case 'qr-ended':
        // A code was for that connection only.
        if (this.#state === 'wait_code') this.#become('booting');
        this.#connect();
        break;
      case 'lost':
        if (closing.raw) log.warn('A connection was lost', { session: this.id, reason: closing.reason, raw: closing.raw });
        this.#end('disconnected', closing.reason);
        break;
      case 'logged-out':
        this.#end('logged_out', 'sender-logged-out');
        break;
      case 'banned':
        this.#end('banned', 'sender-banned');
        break;
      case 'ended':
        this.#end('disconnected');
        break;
    }
  }

  #end(state: SessionState, reason?: Reason): void {
    if (!this.#running) return;
    this.#running = false;
    this.#become(state, reason);
  }

  /** Leaves the connection to end by itself; nothing that it still says is heard. */
  async #drop(): Promise<void> {
    const connection = this.#connection;
    this.#forgetConnection();
    if (connection) await this.#finish(connection, false);
  }

  async #finish(connection: Connection, logout: boolean): Promise<void> {
    const before = this.#ending;
    const ending = Promise.all([before, connection.end(logout)]).then(
      () => undefined,
      (why) => log.warn('A connection did not end well', { session: this.id, why: describe(why) }),
    );
    this.#ending = ending;
    await ending;
    if (this.#ending === ending) this.#ending = null;
  }

  #forgetConnection(how: { keepsWaiting?: boolean } = {}): void {
    this.#turn++;
    this.#connection = null;
    clearTimeout(this.#watchdog);
    if (how.keepsWaiting) return;
    clearTimeout(this.#qrEnd);
    this.#qrEnd = undefined;
  }

  #become(state: SessionState, reason?: Reason, shown?: Shown): void {
    this.#state = state;
    this.#shown = shown;
    this.#say(reason);
  }

  #say(reason?: Reason): void {
    const told = this.tell({ type: 'session', state: this.#state, fence: this.#fence, ...this.#shown, ...(reason && { reason }) });
    // The spool's failure ends the process; here it must only not become an unhandled rejection.
    this.#told = told.catch(() => undefined);
  }
}

function inMs(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}
