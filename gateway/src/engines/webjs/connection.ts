// Longer than most: everything that one page can do or tell, and in which order, stands here together.
import { Readable } from 'node:stream';
import type { Client, Message } from 'whatsapp-web.js';
import type { Closing, Connection, EngineSession, Listener } from '../../engine.ts';
import { describe, log } from '../../log.ts';
import { isSameNumber } from '../../numbers.ts';
import { whose } from '../../session.ts';
import type { EventDraft, Outcome, Outgoing } from '../../wire.ts';
import { within } from '../../within.ts';
import { argumentsFor, endLeftovers, memoryOf, userAgentOf } from './chromium.ts';
import type { WebJsEngine } from './engine.ts';
import type { PageMessage } from './hear.ts';
import { Inbox } from './inbox.ts';
import { library } from './library.ts';
import { Outbox } from './outbox.ts';
import { pageOf } from './page.ts';
import { addressOf, numberOf, textOf } from './people.ts';
import { closingOf } from './states.ts';
import type { Linked } from './vault.ts';

/** How long WhatsApp's page shows its first QR, and each that follows; the library says only that there is a new one. */
const firstQrMs = 60_000;
const nextQrMs = 20_000;
/** WhatsApp's pairing codes are good for so long, and the library asks for the next one then. */
const codeMs = 180_000;
/** How long a browser may take to end by itself, and a page to log out. */
const endMs = 4_000;
/** No call to the page may take longer, whatever the page does: large files among them. */
const protocolMs = 120_000;
/** So many signs of life may be missing. */
const missedPulses = 3;
/** The page has its databases in order a while after it is open. */
const settledMs = 60_000;
/** A page that is about to find its login may look as if it had none. */
const unpairedMs = 5_000;
/** How long we stay "online" after typing: while we are, the phone shows no notifications. */
const onlineMs = 15_000;
const mediaTries = 3;
const mediaPauseMs = 1_500;

/** One page in one browser of a session, from its begin to its end. */
export class WebJsConnection implements Connection {
  readonly #engine: WebJsEngine;
  readonly #session: EngineSession;
  readonly #listener: Listener;
  readonly #vault;
  readonly #profile;
  readonly #closed: Promise<void>;
  #resolveClosed: () => void = () => undefined;
  #client: Client | undefined;
  #outbox: Outbox | undefined;
  #inbox: Inbox | undefined;
  #linked: Linked | undefined;
  #begun: Promise<void>;
  #isOpen = false;
  /** It showed a QR or a code, so what it has is from now on. */
  #isNew = false;
  #qrs = 0;
  #codeUntil = 0;
  /** Files that the page is giving out. */
  #fetching = 0;
  #isWrongPhone = false;
  #ending: Closing | null = null;
  #forgets = false;
  /** The page looked as if it had no login, so its profile is no better than the copy of it. */
  #isUnpaired = false;
  #isClosed = false;
  #timers = new Set<NodeJS.Timeout>();
  #grace: NodeJS.Timeout | undefined;
  #offline: NodeJS.Timeout | undefined;

  constructor(engine: WebJsEngine, session: EngineSession, listener: Listener) {
    this.#engine = engine;
    this.#session = session;
    this.#listener = listener;
    this.#vault = engine.vault(session);
    this.#vault.keeper.onLost = (reason, raw) => this.#close({ kind: 'lost', reason, ...(raw && { raw }) });
    this.#profile = engine.profile(session, this.#vault);
    this.#closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    // What the library leaves uncaught after its browser is gone must not count against the connection that follows.
    this.#begun = whose.run({ fail: (why) => this.#stray(why) }, () => this.#begin()).catch((why) => this.#failed(why));
  }

  async #begin(): Promise<void> {
    const chromium = await this.#engine.chromium();
    if (!chromium) throw new Error('There is no browser that can be run.');
    this.#linked = await this.#vault.linked();
    if (this.#ending || this.#isClosed) return;
    await endLeftovers(this.#profile.path);
    await this.#profile.prepare();
    if (this.#ending || this.#isClosed) return;
    const { settings } = this.#engine;
    const client = new library.Client({
      authStrategy: this.#hooks() as never,
      // Else it writes a copy of the page into the working directory.
      webVersionCache: { type: 'none' },
      userAgent: userAgentOf(chromium),
      puppeteer: {
        executablePath: chromium.path,
        headless: true,
        userDataDir: this.#profile.path,
        args: argumentsFor(settings),
        // The browser ends with the process, however that ends.
        pipe: true,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
        protocolTimeout: protocolMs,
        timeout: 60_000,
        defaultViewport: null,
      },
    });
    this.#client = client;
    const outbox = new Outbox(this.#session.id, client, this.#vault, this.#engine, (raw) =>
      this.#close({ kind: 'lost', reason: 'connection-lost', raw }),
    );
    this.#outbox = outbox;
    this.#inbox = new Inbox(
      client,
      this.#vault,
      outbox,
      settings.queryMs,
      (event) => this.#tell(event),
      (why) => this.#close({ kind: 'lost', reason: 'network-failure', raw: describe(why) }),
    );
    if (this.#linked) await this.#inbox.tellAgain();
    if (this.#ending || this.#isClosed) return;
    this.#listen(client);
    await client.initialize();
  }

  /** The library's way to be told what happens between its steps; the profile is our own affair. */
  #hooks() {
    const nothing = async () => undefined;
    return {
      setup: () => undefined,
      beforeBrowserInitialized: nothing,
      afterBrowserInitialized: async () => this.#hasBrowser(),
      onAuthenticationNeeded: async () => {
        if (this.#linked) await this.#unpaired();
        return { failed: false, restart: false, failureEventPayload: undefined };
      },
      getAuthEventPayload: nothing,
      afterAuthReady: nothing,
      disconnect: nothing,
      destroy: nothing,
      logout: nothing,
    };
  }

  /** It had a login. A page that still asks for a QR after a while has none any more: the phone took it back while nobody was connected. */
  async #unpaired(): Promise<void> {
    const script = `window.require('WAWebSocketModel').Socket.state`;
    for (const until = Date.now() + unpairedMs; Date.now() < until && !this.#isClosed && !this.#ending; ) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      const state = await within(1_000, pageOf(this.#client as Client).evaluate(script)).catch(() => null);
      if (state && state !== 'UNPAIRED' && state !== 'UNPAIRED_IDLE') return;
    }
    this.#isUnpaired = true;
    // One that was open and loads anew gets a whole start of its own to find it.
    this.#close(closingOf('UNPAIRED', this.#isOpen) ?? { kind: 'logged-out', raw: 'the page asks for a QR' });
  }

  #hasBrowser(): void {
    const client = this.#client as Client;
    const { pupBrowser: browser } = client;
    const page = pageOf(client);
    if (this.#ending || this.#isClosed) {
      void browser?.close().catch(() => undefined);
      return;
    }
    browser?.on('disconnected', () => this.#close({ kind: 'lost', reason: 'connection-lost', raw: 'the browser ended' }));
    page.on('error', (why) => this.#close({ kind: 'lost', reason: 'connection-lost', raw: `the page crashed: ${describe(why)}` }));
    // The page goes there when the phone took the login back, whether the library listens yet or not.
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && frame.url().includes('post_logout=1')) this.#close({ kind: 'logged-out', raw: 'post_logout' });
    });
    this.#watch(client);
  }

  /** The library tells of some ends of a page and is silent about others. */
  #watch(client: Client): void {
    const { pulseMs, memoryMaxBytes, memoryEveryMs } = this.#engine.settings;
    let missed = 0;
    const pulse = async () => {
      // No page there yet, or one that navigates: what the library knows of it counts.
      const script = `(() => { try { return window.require('WAWebSocketModel').Socket.state; } catch { return null; } })()`;
      try {
        const state = await within(pulseMs, pageOf(client).evaluate(script) as Promise<string | null>);
        missed = 0;
        if (state) this.#became(state);
      } catch (why) {
        // Those calls have a deadline of their own.
        if (this.#isClosed || !this.#isOpen || this.#fetching > 0 || this.#outbox?.isTakingFile) return;
        if (++missed < missedPulses) return;
        this.#close({ kind: 'lost', reason: 'connection-lost', raw: `the page does not answer: ${describe(why)}` });
      }
    };
    // While somebody waits for it to open, its end is told at once.
    this.#every(() => (this.#isOpen ? pulseMs : Math.min(pulseMs, 1_000)), pulse);
    const root = client.pupBrowser?.process()?.pid;
    if (!root) return;
    this.#every(memoryEveryMs, async () => {
      const bytes = await memoryOf(root);
      if (bytes <= memoryMaxBytes) return;
      log.warn('A browser needs too much memory and is started again', { session: this.#session.id, bytes, most: memoryMaxBytes });
      this.#close({ kind: 'lost', reason: 'connection-lost', raw: 'memory' });
    });
  }

  #listen(client: Client): void {
    client.on('qr', (qr) => {
      if (this.#linked || this.#isClosed) return;
      this.#isNew = true;
      this.#listener.qr(qr, this.#qrs++ === 0 ? firstQrMs : nextQrMs);
    });
    client.on('code', (code) => {
      this.#isNew = true;
      this.#codeUntil = Date.now() + codeMs;
      this.#listener.code(`${code.slice(0, 4)}-${code.slice(4)}`, codeMs);
    });
    client.on('ready', () => void this.#ready(client).catch((why) => this.#failed(why)));
    client.on('change_state', (state) => this.#became(String(state)));
    client.on('disconnected', (reason) => {
      this.#close(closingOf(String(reason), true) ?? { kind: 'lost', reason: 'connection-lost', raw: String(reason) });
    });
    client.on('message_create', (message) => this.#heard((inbox) => inbox.came(rawOf(message))));
    client.on('message_ack', (message, ack) => this.#heard((inbox) => inbox.acknowledged(rawOf(message), Number(ack))));
    client.on('message_reaction', (reaction) => this.#heard((inbox) => inbox.reacted(reaction as never)));
    client.on('vote_update', (vote) => this.#heard((inbox) => inbox.voted(vote as never)));
  }

  #heard(act: (inbox: Inbox) => void): void {
    if (this.#inbox && this.#isOpen && !this.#isWrongPhone) act(this.#inbox);
  }

  /** It is linked and in step with the phone; told anew after each reload of the page. */
  async #ready(client: Client): Promise<void> {
    if (this.#isClosed || this.#ending) return;
    const number = numberOf(textOf(client.info.wid));
    const mine = this.#session.phone;
    if (mine && number && !isSameNumber(mine, number)) {
      this.#isWrongPhone = true;
      await this.end(true, { kind: 'lost', reason: 'wrong-phone' });
      return;
    }
    const isNew = this.#isNew || !this.#linked;
    this.#isNew = false;
    if (isNew || !this.#linked) {
      this.#linked = { number: number ?? '', since: Math.floor(Date.now() / 1000) };
      await this.#vault.put('linked', '', this.#linked);
    }
    if (this.#isClosed || this.#ending) return;
    const wasOpen = this.#isOpen;
    this.#isOpen = true;
    this.#engine.versionRefused = false;
    // Before anything that comes now, so that the order stays.
    this.#inbox?.catchUp(this.#linked, isNew);
    if (wasOpen) return;
    this.#listener.open();
    void this.#save();
    this.#once(settledMs, () => {
      void this.#save();
      // A page that was away for long is still taking in what came when it says that it is in step.
      if (this.#linked) this.#inbox?.catchUp(this.#linked, isNew);
    });
    this.#every(this.#engine.settings.saveMs, () => this.#save());
    this.#every(5_000, async () => this.#inbox?.note(false));
  }

  #became(state: string): void {
    if (this.#isClosed || this.#ending) return;
    if (this.#isNew && !this.#isOpen && (state === 'PAIRING' || state === 'CONNECTED')) this.#listener.scanned();
    if (state === 'CONNECTED') {
      clearTimeout(this.#grace);
      this.#grace = undefined;
      return;
    }
    // Whoever types a code off the screen keeps the page.
    if (state === 'UNPAIRED_IDLE' && this.#codeUntil > Date.now()) return;
    const end = closingOf(state, this.#isOpen);
    if (end) {
      if (state === 'DEPRECATED_VERSION') this.#engine.versionRefused = true;
      if (state.startsWith('UNPAIRED')) this.#isUnpaired = true;
      this.#close(end);
      return;
    }
    if (!this.#isOpen) return;
    // The page connects again by itself.
    this.#grace ??= setTimeout(() => {
      this.#close({ kind: 'lost', reason: 'connection-lost', raw: `the page stayed ${state}` });
    }, this.#engine.settings.graceMs);
  }

  #save(): Promise<void> {
    return this.#profile
      .save()
      .catch((why) => log.warn('A login could not be copied into the store', { session: this.#session.id, why: describe(why) }));
  }

  /** The library gave up. Where the page went meanwhile shows a moment later. */
  async #failed(why: unknown): Promise<void> {
    const raw = describe(why);
    const page = this.#client?.pupPage;
    for (let look = 0; this.#linked && page && look < 20 && !this.#isClosed && !page.isClosed(); look++) {
      if (page.url().includes('post_logout=1')) return this.#close({ kind: 'logged-out', raw });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    this.#close({ kind: 'lost', reason: page ? 'network-failure' : 'start-failed', raw });
  }

  /** The library left something uncaught. A page that is still well is not ended for it: the pulse finds out if it is not. */
  #stray(why: unknown): void {
    if (!this.#isClosed && !this.#ending)
      log.warn('The library left something uncaught', { session: this.#session.id, why: describe(why) });
  }

  /** Says once that it is over, after what has to be saved is saved. */
  #close(why: Closing): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // What the page does because we end it is not what it ends with.
    const how = this.#ending ?? why;
    for (const timer of this.#timers) clearTimeout(timer);
    clearTimeout(this.#grace);
    clearTimeout(this.#offline);
    this.#outbox?.closed();
    void this.#cleanUp(how).then(() => {
      this.#resolveClosed();
      this.#listener.closed(how);
    });
  }

  async #cleanUp(how: Closing): Promise<void> {
    const forgets = how.kind === 'logged-out' || this.#forgets;
    try {
      if (!forgets) {
        await within(endMs, this.#inbox?.settled() ?? Promise.resolve()).catch(() => undefined);
        await this.#inbox?.note(true).catch(() => undefined);
      }
      this.#inbox?.mute();
      await this.#endBrowser();
      if (forgets) {
        // Before anybody hears of the end: who starts the session anew must not find it.
        await this.#vault.clear();
        await this.#profile.remove();
      } else if (this.#isOpen && !this.#isUnpaired) await this.#save();
      this.#vault.keeper.retire();
    } catch (why) {
      log.warn('A login could not be saved at the end of its connection', { session: this.#session.id, why: describe(why) });
    }
  }

  /** The browser ends by itself, which writes its databases to the end; or it is killed with all of its processes. */
  async #endBrowser(): Promise<void> {
    const browser = this.#client?.pupBrowser;
    const closed = browser?.close().catch(() => undefined);
    if (closed) await within(endMs, closed).catch(() => undefined);
    // One that was about to start has no name yet and is known by its profile.
    await endLeftovers(this.#profile.path);
    await within(endMs, this.#begun).catch(() => undefined);
    await endLeftovers(this.#profile.path);
  }

  #tell(event: EventDraft): Promise<number> {
    return this.#session.tell(event);
  }

  async send(message: Outgoing, deadlineMs: number): Promise<Outcome> {
    if (!this.#outbox || !this.#isOpen || this.#ending || this.#isClosed) return { outcome: 'retry', reason: 'not-connected' };
    return this.#outbox.send(message, deadlineMs, (to, forMs) => this.typing(to, forMs));
  }

  async typing(to: string, forMs: number): Promise<void> {
    const client = this.#client;
    if (!client || !this.#isOpen || forMs <= 0) return;
    const address = this.#engine.known(to) ?? addressOf(to);
    const { queryMs } = this.#engine.settings;
    // Only who is online is seen typing.
    if (!this.#offline) await within(queryMs, client.sendPresenceAvailable());
    clearTimeout(this.#offline);
    this.#offline = setTimeout(() => {
      this.#offline = undefined;
      if (!this.#isClosed) client.sendPresenceUnavailable().catch(() => undefined);
    }, forMs + onlineMs);
    const chat = await within(queryMs, client.getChatById(address));
    if (!chat) return;
    await within(queryMs, chat.sendStateTyping());
    await new Promise((resolve) => setTimeout(resolve, forMs));
    if (!this.#isClosed) await within(queryMs, chat.clearState());
  }

  async check(numbers: string[]): Promise<Record<string, boolean>> {
    const known = await this.#outbox?.check(numbers);
    return Object.fromEntries([...(known ?? [])].map(([number, address]) => [number, address !== null]));
  }

  /** The page marks a chat, not single messages. */
  async read(from: string, providerIds: string[]): Promise<void> {
    if (!this.#client || !this.#isOpen) return;
    const kept = await this.#vault.recall(['heard'], providerIds.at(-1) ?? '');
    // false_<chat>_<id>
    const chat = kept?.key.split('_')[1] ?? this.#engine.known(from) ?? addressOf(from);
    await within(this.#engine.settings.queryMs, this.#client.sendSeen(chat));
  }

  async askForCode(phone: string): Promise<void> {
    if (!this.#client?.pupPage || this.#isOpen || !this.#isNew) return;
    await within(this.#engine.settings.queryMs, this.#client.requestPairingCode(phone.slice(1), true, codeMs));
  }

  async media(reference: string): Promise<Readable | null> {
    const [mark, ...rest] = reference.split('.');
    const kept = await this.#vault.recall([mark === 'e' ? 'echo' : 'heard'], rest.join('.'));
    const client = this.#client;
    if (!kept || !client) return null;
    for (let attempt = 1; ; attempt++) {
      const message = await within(this.#engine.settings.queryMs, client.getMessageById(kept.key));
      if (!message?.hasMedia) return null;
      this.#fetching++;
      const file = await within(protocolMs, message.downloadMedia()).finally(() => this.#fetching--);
      if (file) return Readable.from([Buffer.from(file.data, 'base64')]);
      // The network gave it up, or the phone is asked to put it there once more.
      if (attempt >= mediaTries) return null;
      await new Promise((resolve) => setTimeout(resolve, mediaPauseMs));
    }
  }

  async end(logout: boolean, how: Closing = { kind: 'ended' }): Promise<void> {
    if (!this.#ending) {
      this.#ending = how;
      this.#forgets = logout;
      const client = this.#client;
      if (logout && client?.pupPage && !this.#isClosed && (this.#isOpen || this.#isWrongPhone)) {
        await within(endMs, client.logout()).catch((why) =>
          log.warn('The phone could not be told of the logout', { session: this.#session.id, why: describe(why) }),
        );
      }
      this.#close(how);
    }
    await this.#closed;
    if (logout) {
      await this.#vault.clear();
      await this.#profile.remove();
    }
  }

  #once(ms: number, act: () => void): void {
    const timer = setTimeout(act, ms);
    this.#timers.add(timer);
  }

  /** Again and again, each time after the one before is done. */
  #every(wait: number | (() => number), act: () => Promise<unknown>): void {
    const next = () => {
      if (this.#isClosed) return;
      const ms = typeof wait === 'number' ? wait : wait();
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        act()
          .catch((why) => log.warn('A watch over a page failed', { session: this.#session.id, why: describe(why) }))
          .finally(next);
      }, ms);
      this.#timers.add(timer);
    };
    next();
  }
}

function rawOf(message: Message): PageMessage {
  return message.rawData as unknown as PageMessage;
}
