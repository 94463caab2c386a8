import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection, Engine, EngineSession, Listener } from '../../engine.ts';
import { KnownNumbers } from '../../known.ts';
import { describe, log, silenceConsole } from '../../log.ts';
import { expectNumber, logOut } from '../../login.ts';
import type { MediaCache } from '../../media.ts';
import { Problem } from '../../problem.ts';
import { Store } from '../../store.ts';
import type { Outcome } from '../../wire.ts';
import { type Chromium, endOrphans, findChromium } from './chromium.ts';
import { WebJsConnection } from './connection.ts';
import { libraryVersion } from './library.ts';
import { Profile } from './profile.ts';
import type { WebJsSettings } from './settings.ts';
import { type Linked, Vault } from './vault.ts';

const hour = 3_600_000;
const rememberedOutcomes = 20_000;
/** How long a session that is to be logged out may take to connect for it. */
const logoutMs = 15_000;
/** A browser that was missing is looked for again after this. */
const lookAgainMs = 10_000;

type Accepted = Extract<Outcome, { outcome: 'accepted' }>;

export class WebJsEngine implements Engine {
  readonly name = 'webjs';
  readonly library = { name: 'whatsapp-web.js', version: libraryVersion };
  readonly settings: WebJsSettings;
  readonly media: MediaCache;
  /** WhatsApp refused the page or the browser, at the last connection that it answered. */
  versionRefused = false;
  readonly #store: Store;
  readonly #numbers = new KnownNumbers();
  readonly #accepted = new Map<string, Accepted>();
  readonly #cleaning: NodeJS.Timeout;
  #chromium: Chromium | null = null;
  #looked = 0;

  private constructor(settings: WebJsSettings, store: Store, media: MediaCache) {
    this.settings = settings;
    this.#store = store;
    this.media = media;
    this.#cleaning = setInterval(() => void this.#forget(), hour);
    this.#cleaning.unref();
    void this.#forget();
  }

  static async open(settings: WebJsSettings, media: MediaCache): Promise<WebJsEngine> {
    silenceConsole();
    await mkdir(settings.profilesDir, { recursive: true, mode: 0o700 });
    // Whatever ended a process before: its browsers must not write into profiles that others use now.
    await endOrphans(settings.profilesDir);
    const engine = new WebJsEngine(
      settings,
      await Store.open(settings.databaseUrl, 'webjs', randomUUID(), settings.databaseConnections),
      media,
    );
    await engine.chromium();
    return engine;
  }

  /** The browser; null when this machine has none. One that is installed later is found without a restart. */
  async chromium(): Promise<Chromium | null> {
    if (this.#chromium || Date.now() - this.#looked < lookAgainMs) return this.#chromium;
    this.#looked = Date.now();
    this.#chromium = await findChromium(this.settings.chromium);
    if (!this.#chromium) log.error('There is no Chromium that can be run: install it, or name it in PUPPETEER_EXECUTABLE_PATH');
    return this.#chromium;
  }

  vault(session: EngineSession): Vault {
    return new Vault(this.#store, this.settings.key, session.id);
  }

  profile(session: EngineSession, vault: Vault): Profile {
    return new Profile(join(this.settings.profilesDir, session.id), vault, this.settings.loginMaxBytes);
  }

  connect(session: EngineSession, listener: Listener): Connection {
    return new WebJsConnection(this, session, listener);
  }

  async forget(session: EngineSession): Promise<void> {
    const vault = this.vault(session);
    if (await vault.linked()) await logOut(this, session, logoutMs);
    await vault.clear();
    await this.profile(session, vault).remove();
  }

  async exportLogin(session: EngineSession): Promise<Buffer | null> {
    const vault = this.vault(session);
    if (!(await vault.linked())) return null;
    if (!(await this.#store.claim(session.id, 0))) await this.#store.adopt(session.id);
    // What the folder has is at least as new as the copy, where it is the one that was used last.
    await this.profile(session, vault).saveIfNewest();
    return vault.export();
  }

  async importLogin(session: EngineSession, login: Buffer): Promise<void> {
    expectNumber(session, numberOfLogin(login));
    // It belongs to nobody yet when the session was never started here.
    if (!(await this.#store.claim(session.id, 0))) await this.#store.adopt(session.id);
    const vault = this.vault(session);
    await vault.import(login);
    await this.profile(session, vault).remove();
  }

  claim(session: string, fence: number): Promise<boolean> {
    return this.#store.claim(session, fence);
  }

  problem(): string | null {
    if (!this.#chromium) {
      // Whoever asks again hears of one that was installed meanwhile.
      void this.chromium();
      return 'chromium-missing';
    }
    if (this.#store.isAway) return 'store-away';
    return this.versionRefused ? 'whatsapp-page-refused' : null;
  }

  known(number: string): string | null | undefined {
    return this.#numbers.find(number);
  }

  learn(number: string, address: string | null): void {
    this.#numbers.learn(number, address);
  }

  /** What was answered for this id of the server's before: the network does not know it. */
  accepted(session: string, id: string): Accepted | undefined {
    return this.#accepted.get(`${session} ${id}`);
  }

  accept(session: string, id: string, outcome: Accepted): void {
    this.#accepted.set(`${session} ${id}`, outcome);
    if (this.#accepted.size > rememberedOutcomes) this.#accepted.delete(this.#accepted.keys().next().value as string);
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
function numberOfLogin(login: Buffer): string {
  try {
    const { keys } = JSON.parse(login.toString()) as { keys: { kind: string; value: string }[] };
    const linked = keys.find(({ kind }) => kind === 'linked') as { value: string };
    return (JSON.parse(Buffer.from(linked.value, 'base64').toString()) as Linked).number;
  } catch {
    throw new Problem(400, 'file-unreadable', 'The file is not an exported login of this engine.');
  }
}
