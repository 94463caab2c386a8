import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Connection, Engine, EngineSession, Listener } from '../../engine.ts';
import { KnownNumbers } from '../../known.ts';
import { describe, log, silenceConsole } from '../../log.ts';
import { expectNumber, logOut } from '../../login.ts';
import type { MediaCache } from '../../media.ts';
import { Problem } from '../../problem.ts';
import { Store } from '../../store.ts';
import { BaileysConnection } from './connection.ts';
import { numberOf } from './numbers.ts';
import type { BaileysSettings } from './settings.ts';
import { Vault } from './vault.ts';

const hour = 3_600_000;
/** How long a session that is to be logged out may take to connect for it. */
const logoutMs = 10_000;

export class BaileysEngine implements Engine {
  readonly name = 'baileys';
  readonly library = { name: '@whiskeysockets/baileys', version: libraryVersion() };
  readonly settings: BaileysSettings;
  readonly media: MediaCache;
  /** WhatsApp refused the version that the library says it is, at the last connection that it answered. */
  versionRefused = false;
  readonly #store: Store;
  readonly #numbers = new KnownNumbers();
  readonly #cleaning: NodeJS.Timeout;

  private constructor(settings: BaileysSettings, store: Store, media: MediaCache) {
    this.settings = settings;
    this.#store = store;
    this.media = media;
    this.#cleaning = setInterval(() => void this.#forget(), hour);
    this.#cleaning.unref();
    void this.#forget();
  }

  static async open(settings: BaileysSettings, media: MediaCache): Promise<BaileysEngine> {
    silenceConsole();
    return new BaileysEngine(
      settings,
      await Store.open(settings.databaseUrl, 'baileys', randomUUID(), settings.databaseConnections),
      media,
    );
  }

  vault(session: EngineSession): Vault {
    return new Vault(this.#store, this.settings.key, session.id);
  }

  connect(session: EngineSession, listener: Listener): Connection {
    return new BaileysConnection(this, session, listener);
  }

  async forget(session: EngineSession): Promise<void> {
    const vault = this.vault(session);
    if (await vault.hasLogin()) await logOut(this, session, logoutMs);
    await vault.clear();
  }

  async exportLogin(session: EngineSession): Promise<Buffer | null> {
    // Should another process still have it: from here on it writes nothing more, so what is read is one state and the last.
    await this.#store.adopt(session.id);
    return this.vault(session).export();
  }

  async importLogin(session: EngineSession, login: Buffer): Promise<void> {
    expectNumber(session, phoneOfLogin(login));
    // It belongs to nobody yet when the session was never started here.
    if (!(await this.#store.claim(session.id, 0))) await this.#store.adopt(session.id);
    await this.vault(session).import(login);
  }

  claim(session: string, fence: number): Promise<boolean> {
    return this.#store.claim(session, fence);
  }

  problem(): string | null {
    if (this.#store.isAway) return 'store-away';
    return this.versionRefused ? 'whatsapp-version-refused' : null;
  }

  known(number: string): string | null | undefined {
    return this.#numbers.find(number);
  }

  learn(number: string, address: string | null): void {
    this.#numbers.learn(number, address);
  }

  async close(): Promise<void> {
    clearInterval(this.#cleaning);
    await this.#store.close();
  }

  async #forget(): Promise<void> {
    await this.#store
      .forget(this.settings.messageDays)
      .catch((why) => log.warn('Old messages could not be forgotten', { why: describe(why) }));
  }
}

/** The number that an exported login is linked with. */
function phoneOfLogin(login: Buffer): string {
  try {
    const { keys } = JSON.parse(login.toString()) as { keys: { kind: string; name: string; value: string }[] };
    const creds = keys.find(({ kind, name }) => kind === 'creds' && name === '') as { value: string };
    const { account, me } = JSON.parse(Buffer.from(creds.value, 'base64').toString());
    const phone = numberOf(me.id);
    if (account && phone) return phone;
  } catch {
    // It is none.
  }
  throw new Problem(400, 'file-unreadable', 'The file is not an exported login of this engine.');
}

function libraryVersion(): string {
  return (createRequire(import.meta.url)('@whiskeysockets/baileys/package.json') as { version: string }).version;
}
