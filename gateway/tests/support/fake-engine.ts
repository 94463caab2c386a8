import { Readable } from 'node:stream';
import type { Closing, Connection, Engine, EngineSession, Listener } from '../../src/engine.ts';
import type { Outcome, Outgoing } from '../../src/wire.ts';

/** A connection whose other side is the test. */
export class FakeConnection implements Connection {
  ended: { logout: boolean } | null = null;
  readonly sent: Outgoing[] = [];
  readonly typed: string[] = [];
  outcome: (message: Outgoing) => Outcome | Promise<Outcome> = (message) => ({
    outcome: 'accepted',
    providerId: message.id,
    at: new Date().toISOString(),
  });
  ends: Promise<void> = Promise.resolve();
  readonly session: EngineSession;
  readonly listener: Listener;

  constructor(session: EngineSession, listener: Listener) {
    this.session = session;
    this.listener = listener;
  }

  async send(message: Outgoing): Promise<Outcome> {
    this.sent.push(message);
    return this.outcome(message);
  }

  async typing(to: string): Promise<void> {
    this.typed.push(to);
  }

  async check(numbers: string[]): Promise<Record<string, boolean>> {
    return Object.fromEntries(numbers.map((number) => [number, !number.endsWith('0')]));
  }

  async read(): Promise<void> {}

  async askForCode(phone: string): Promise<void> {
    this.listener.code(`CODE-${phone.slice(-4)}`, 160_000);
  }

  async media(reference: string): Promise<Readable | null> {
    if (reference === 'away') throw new Error('no answer');
    return reference === 'gone' ? null : Readable.from([Buffer.from(`file ${reference}`)]);
  }

  async end(logout: boolean): Promise<void> {
    this.ended = { logout };
    await this.ends;
  }

  close(closing: Closing): void {
    this.listener.closed(closing);
  }
}

export class FakeEngine implements Engine {
  readonly name = 'fake';
  readonly library = { name: 'fake', version: '1' };
  readonly connections: FakeConnection[] = [];
  readonly forgotten: string[] = [];
  readonly fences = new Map<string, number>();
  readonly logins = new Map<string, Buffer>();
  /** What a new connection does by itself. */
  onConnect: (connection: FakeConnection) => void = () => undefined;

  connect(session: EngineSession, listener: Listener): Connection {
    const connection = new FakeConnection(session, listener);
    this.connections.push(connection);
    queueMicrotask(() => this.onConnect(connection));
    return connection;
  }

  get newest(): FakeConnection {
    const newest = this.connections.at(-1);
    if (!newest) throw new Error('Nothing connected.');
    return newest;
  }

  async forget(session: EngineSession): Promise<void> {
    this.forgotten.push(session.id);
  }

  async exportLogin(session: EngineSession): Promise<Buffer | null> {
    return this.logins.get(session.id) ?? null;
  }

  async importLogin(session: EngineSession, login: Buffer): Promise<void> {
    this.logins.set(session.id, login);
  }

  async claim(session: string, fence: number): Promise<boolean> {
    if (fence < (this.fences.get(session) ?? 0)) return false;
    this.fences.set(session, fence);
    return true;
  }

  problem(): string | null {
    return null;
  }

  async close(): Promise<void> {}
}
