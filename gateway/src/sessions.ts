import type { Engine } from './engine.ts';
import { Problem } from './problem.ts';
import { type Patience, Session } from './session.ts';
import type { Spool } from './spool.ts';

export class Sessions {
  readonly #engine: Engine;
  readonly #spool: Spool;
  readonly #patience: Patience;
  readonly #sessions = new Map<string, Session>();

  constructor(engine: Engine, spool: Spool, patience: Patience) {
    this.#engine = engine;
    this.#spool = spool;
    this.#patience = patience;
  }

  get count(): number {
    let running = 0;
    for (const session of this.#sessions.values()) if (session.running) running++;
    return running;
  }

  /** Nothing more is read from the network for now; it keeps what comes, and gives it to the next connection. */
  holdAll(): void {
    for (const session of this.#sessions.values()) session.hold('gateway-full');
  }

  async start(id: string, phone: string | undefined, fence: number): Promise<Session> {
    if (this.#spool.isFull)
      throw new Problem(503, 'spool-full', 'The server has not stored what it was told, and the gateway may keep no more of it.');
    this.#check(this.#sessions.get(id), fence);
    if (!(await this.#engine.claim(id, fence))) throw new Problem(409, 'fence-old', 'Another holder has this session under a newer fence.');
    const session = this.#sessions.get(id) ?? this.#create(id, phone, fence);
    this.#check(session, fence);
    session.start(phone, fence);
    return session;
  }

  async stop(id: string, fence: number, logout: boolean): Promise<void> {
    let session = this.#sessions.get(id);
    this.#check(session, fence);
    if (!session) {
      if (!logout) return;
      if (!(await this.#engine.claim(id, fence)))
        throw new Problem(409, 'fence-old', 'Another holder has this session under a newer fence.');
      session = this.#sessions.get(id) ?? this.#create(id, undefined, fence);
    }
    await session.stop(logout, fence);
    if (!session.running && this.#sessions.get(id) === session) this.#sessions.delete(id);
  }

  /** The session for a call under the fence. */
  require(id: string, fence: number): Session {
    const session = this.#sessions.get(id);
    if (!session) throw new Problem(404, 'session-unknown', 'This session is not started here.');
    this.#check(session, fence);
    return session;
  }

  find(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  /** A session for work on its stored login, not to be started. */
  stored(id: string, phone?: string): Session {
    return new Session(id, phone, 0, this.#engine, (session, event) => this.#spool.append(session, event), this.#patience);
  }

  /** Ends every session; their logins stay. */
  async close(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.stop(false, session.fence)));
  }

  #create(id: string, phone: string | undefined, fence: number): Session {
    const session = new Session(id, phone, fence, this.#engine, (name, event) => this.#spool.append(name, event), this.#patience);
    this.#sessions.set(id, session);
    return session;
  }

  #check(session: Session | undefined, fence: number): void {
    if (session && fence < session.fence)
      throw new Problem(409, 'fence-old', `Another node holds this session since fence ${session.fence}.`);
  }
}
