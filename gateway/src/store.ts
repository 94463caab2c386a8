import pg from 'pg';
import { describe, log } from './log.ts';
import { Problem } from './problem.ts';

/** The gateway's own schema: nobody else reads it, and what it holds is encrypted. */
const schema = `
CREATE SCHEMA IF NOT EXISTS gateway;
-- Who holds a session: a holder with an older fence writes no more.
CREATE TABLE IF NOT EXISTS gateway.sessions (
  engine text NOT NULL,
  session text NOT NULL,
  fence bigint NOT NULL,
  holder uuid NOT NULL,
  PRIMARY KEY (engine, session)
);
CREATE TABLE IF NOT EXISTS gateway.keys (
  engine text NOT NULL,
  session text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  value bytea NOT NULL,
  PRIMARY KEY (engine, session, kind, name)
);
-- Messages of the last days: what is sent for resends, what is received for its file and for replies. Unsettled are received ones that are not yet
-- in the spool, and sent ones that the network has not acknowledged.
CREATE TABLE IF NOT EXISTS gateway.messages (
  engine text NOT NULL,
  session text NOT NULL,
  origin text NOT NULL CONSTRAINT messages_origins CHECK (origin IN ('sent', 'heard', 'echo', 'history')),
  id text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  settled boolean NOT NULL,
  value bytea NOT NULL,
  PRIMARY KEY (engine, session, origin, id)
);
CREATE INDEX IF NOT EXISTS messages_untold ON gateway.messages (engine, session) WHERE NOT settled AND origin <> 'sent';
CREATE INDEX IF NOT EXISTS messages_at ON gateway.messages (at);
-- Tables of before knew three origins.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'gateway.messages'::regclass AND conname = 'messages_origin_check') THEN
    ALTER TABLE gateway.messages DROP CONSTRAINT messages_origin_check, ADD CONSTRAINT messages_origins CHECK (origin IN ('sent', 'heard', 'echo', 'history'));
  END IF;
END $$;
`;

/** Of `history` are announcements of what was said before. */
export type Origin = 'sent' | 'heard' | 'echo' | 'history';

export interface KeyWrite {
  kind: string;
  name: string;
  /** null deletes it. */
  value: Buffer | null;
}

export interface MessageWrite {
  origin: Origin;
  id: string;
  settled: boolean;
  value: Buffer;
}

export interface StoredMessage extends MessageWrite {
  at: Date;
}

export interface Writes {
  keys?: KeyWrite[];
  messages?: MessageWrite[];
  settle?: { origin: Origin; id: string }[];
  /** Deletes all keys of the session first. */
  clears?: boolean;
}

interface Group extends Writes {
  session: string;
  done: () => void;
  failed: (why: unknown) => void;
}

/** Another holder has the session under a newer fence; what this one knows of it is out of date. */
export class HeldElsewhere extends Error {}

/**
 * Where sessions are kept, in PostgreSQL. A write resolves when it is committed. Writes that come together are committed
 * together, those of one call always in one transaction.
 */
export class Store {
  readonly #pool: pg.Pool;
  readonly #engine: string;
  readonly #holder: string;
  #waiting: Group[] = [];
  #writing: Promise<void> | null = null;
  #isAway = false;

  private constructor(pool: pg.Pool, engine: string, holder: string) {
    this.#pool = pool;
    this.#engine = engine;
    this.#holder = holder;
  }

  /** @param holder A UUID of this process. */
  static async open(url: string, engine: string, holder: string, connections = 5): Promise<Store> {
    const pool = new pg.Pool({
      connectionString: url,
      max: connections,
      application_name: `parley-gateway-${engine}`,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    // An idle connection that the server closed; the next one is made when it is needed.
    pool.on('error', () => undefined);
    const store = new Store(pool, engine, holder);
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      // CREATE … IF NOT EXISTS of two at once can fail.
      await client.query("SELECT pg_advisory_xact_lock(hashtext('parley gateway schema'))");
      await client.query(schema);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    return store;
  }

  /** The database did not answer the last time. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /** Takes the session over: false when somebody has it under a newer fence. */
  async claim(session: string, fence: number): Promise<boolean> {
    const { rowCount } = await this.#ask(
      `INSERT INTO gateway.sessions AS held (engine, session, fence, holder) VALUES ($1, $2, $3, $4)
       ON CONFLICT (engine, session) DO UPDATE SET fence = excluded.fence, holder = excluded.holder WHERE held.fence <= excluded.fence`,
      [this.#engine, session, fence, this.#holder],
    );
    return rowCount === 1;
  }

  /** Takes the session over under the fence that it has. */
  async adopt(session: string): Promise<void> {
    await this.#ask('UPDATE gateway.sessions SET holder = $3 WHERE engine = $1 AND session = $2', [this.#engine, session, this.#holder]);
  }

  async keys(session: string, kind: string, names: string[]): Promise<Map<string, Buffer>> {
    const { rows } = await this.#ask(
      'SELECT name, value FROM gateway.keys WHERE engine = $1 AND session = $2 AND kind = $3 AND name = ANY($4)',
      [this.#engine, session, kind, names],
    );
    return new Map(rows.map((row) => [row.name, row.value]));
  }

  async allKeys(session: string): Promise<{ kind: string; name: string; value: Buffer }[]> {
    const { rows } = await this.#ask('SELECT kind, name, value FROM gateway.keys WHERE engine = $1 AND session = $2', [
      this.#engine,
      session,
    ]);
    return rows as { kind: string; name: string; value: Buffer }[];
  }

  async message(session: string, origins: Origin[], id: string): Promise<StoredMessage | null> {
    const { rows } = await this.#ask(
      'SELECT origin, id, at, settled, value FROM gateway.messages WHERE engine = $1 AND session = $2 AND origin = ANY($3) AND id = $4 ORDER BY at DESC LIMIT 1',
      [this.#engine, session, origins, id],
    );
    return (rows[0] as StoredMessage | undefined) ?? null;
  }

  /** Received messages that may not be in the spool, in the order in which they came. */
  untold(session: string): Promise<StoredMessage[]> {
    return this.#unsettled(session, "origin <> 'sent'");
  }

  /** Sent messages of which nobody said that the network has them. */
  unsent(session: string): Promise<StoredMessage[]> {
    return this.#unsettled(session, "origin = 'sent'");
  }

  async #unsettled(session: string, which: string): Promise<StoredMessage[]> {
    const { rows } = await this.#ask(
      `SELECT origin, id, at, settled, value FROM gateway.messages WHERE engine = $1 AND session = $2 AND NOT settled AND ${which} ORDER BY at, id`,
      [this.#engine, session],
    );
    return rows as StoredMessage[];
  }

  /** Resolves when it is committed; rejects with {@link HeldElsewhere} when the session has another holder. */
  write(session: string, writes: Writes): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ session, done, failed, ...writes });
      this.#writing ??= this.#flush();
    });
  }

  /** Forgets messages of before, except received ones that were not told yet. */
  async forget(days: number): Promise<void> {
    await this.#ask(
      "DELETE FROM gateway.messages WHERE engine = $1 AND at < now() - make_interval(days => $2) AND (settled OR origin = 'sent')",
      [this.#engine, days],
    );
  }

  async close(): Promise<void> {
    while (this.#writing) await this.#writing;
    await this.#pool.end();
  }

  async #flush(): Promise<void> {
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const groups = this.#waiting;
      this.#waiting = [];
      try {
        const held = await this.#commit(groups);
        for (const group of groups) {
          if (held.has(group.session)) group.done();
          else group.failed(new HeldElsewhere('Another holder has this session.'));
        }
      } catch (why) {
        for (const group of groups) group.failed(why);
      }
    }
    this.#writing = null;
  }

  /** One transaction for all; gives the sessions that are still ours. */
  async #commit(groups: Group[]): Promise<Set<string>> {
    const client = await this.#connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const { rows } = await client.query(
        'SELECT session FROM gateway.sessions WHERE engine = $1 AND session = ANY($2) AND holder = $3 FOR SHARE',
        [this.#engine, [...new Set(groups.map((group) => group.session))], this.#holder],
      );
      const held = new Set<string>(rows.map((row) => row.session));
      const ours = groups.filter((group) => held.has(group.session));
      const cleared = ours.filter((group) => group.clears).map((group) => group.session);
      if (cleared.length > 0)
        await client.query('DELETE FROM gateway.keys WHERE engine = $1 AND session = ANY($2)', [this.#engine, cleared]);
      await this.#writeKeys(client, ours);
      await this.#writeMessages(client, ours);
      await client.query('COMMIT');
      this.#isAway = false;
      return held;
    } catch (why) {
      broken = why as Error;
      await client.query('ROLLBACK').then(
        () => {
          broken = undefined;
        },
        () => undefined,
      );
      throw this.#away(why);
    } finally {
      client.release(broken);
    }
  }

  async #writeKeys(client: pg.PoolClient, groups: Group[]): Promise<void> {
    // The last write of a key is the one that counts; one statement cannot write a row twice.
    const last = new Map<string, KeyWrite & { session: string }>();
    for (const { session, keys = [] } of groups)
      for (const key of keys) last.set(`${session}\0${key.kind}\0${key.name}`, { session, ...key });
    const written = [...last.values()].filter((key) => key.value !== null);
    const gone = [...last.values()].filter((key) => key.value === null);
    if (gone.length > 0)
      await client.query(
        `DELETE FROM gateway.keys USING unnest($2::text[], $3::text[], $4::text[]) AS gone (session, kind, name)
         WHERE keys.engine = $1 AND keys.session = gone.session AND keys.kind = gone.kind AND keys.name = gone.name`,
        [this.#engine, gone.map((key) => key.session), gone.map((key) => key.kind), gone.map((key) => key.name)],
      );
    if (written.length > 0)
      await client.query(
        `INSERT INTO gateway.keys (engine, session, kind, name, value)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bytea[])
         ON CONFLICT (engine, session, kind, name) DO UPDATE SET value = excluded.value`,
        [
          this.#engine,
          written.map((key) => key.session),
          written.map((key) => key.kind),
          written.map((key) => key.name),
          written.map((key) => key.value),
        ],
      );
  }

  async #writeMessages(client: pg.PoolClient, groups: Group[]): Promise<void> {
    const last = new Map<string, MessageWrite & { session: string }>();
    for (const { session, messages = [] } of groups)
      for (const one of messages) last.set(`${session}\0${one.origin}\0${one.id}`, { session, ...one });
    const written = [...last.values()];
    if (written.length > 0)
      await client.query(
        // What is settled stays so: a message that comes a second time is not told a second time.
        `INSERT INTO gateway.messages AS known (engine, session, origin, id, settled, value)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::boolean[], $6::bytea[])
         ON CONFLICT (engine, session, origin, id) DO UPDATE SET value = excluded.value, settled = known.settled OR excluded.settled`,
        [
          this.#engine,
          written.map((one) => one.session),
          written.map((one) => one.origin),
          written.map((one) => one.id),
          written.map((one) => one.settled),
          written.map((one) => one.value),
        ],
      );
    const settled = groups.flatMap(({ session, settle = [] }) => settle.map((one) => ({ session, ...one })));
    if (settled.length > 0)
      await client.query(
        `UPDATE gateway.messages SET settled = true FROM unnest($2::text[], $3::text[], $4::text[]) AS told (session, origin, id)
         WHERE messages.engine = $1 AND messages.session = told.session AND messages.origin = told.origin AND messages.id = told.id AND NOT messages.settled`,
        [this.#engine, settled.map((one) => one.session), settled.map((one) => one.origin), settled.map((one) => one.id)],
      );
  }

  async #ask(sql: string, values: unknown[]): Promise<pg.QueryResult> {
    try {
      const result = await this.#pool.query(sql, values);
      this.#isAway = false;
      return result;
    } catch (why) {
      throw this.#away(why);
    }
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (why) {
      throw this.#away(why);
    }
  }

  #away(why: unknown): Problem {
    if (!this.#isAway) log.warn('The database does not answer', { why: describe(why) });
    this.#isAway = true;
    return new Problem(503, 'store-away', `The gateway's database does not answer: ${describe(why)}`);
  }
}
