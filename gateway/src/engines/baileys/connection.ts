// Longer than most: everything that one connection of the library can do or tell, and in which order, stands here together.
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import makeWASocket, {
  type AuthenticationCreds,
  type BinaryNode,
  type ConnectionState,
  downloadContentFromMessage,
  getBinaryNodeChildren,
  proto,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { Closing, Connection, EngineSession, Listener } from '../../engine.ts';
import { describe, log } from '../../log.ts';
import { isSameNumber } from '../../numbers.ts';
import type { EventDraft, Outcome, Outgoing, ReceiptKind } from '../../wire.ts';
import { within } from '../../within.ts';
import type { BaileysEngine } from './engine.ts';
import { FrameGate } from './gate.ts';
import { fileOf, unwrapped } from './hear.ts';
import { Inbox } from './inbox.ts';
import { addressOf, isCrowd, isPerson, numberOf, userOf } from './numbers.ts';
import { Outbox } from './outbox.ts';
import { libraryLog } from './quiet.ts';
import { closing, refusal, versionCodes } from './refusals.ts';
import { messageOf, type Vault } from './vault.ts';

/** How long the first QR of a connection is good, and each that follows: the library changes them itself. */
const firstQrMs = 60_000;
const nextQrMs = 20_000;
/** WhatsApp's pairing codes are good for so long. */
const codeMs = 160_000;
/** How long an ending may take before the socket is cut off. */
const endMs = 3_000;
/** How long we stay "online" after typing: while we are, the phone shows no notifications. */
const onlineMs = 15_000;

const receiptOrder: ReceiptKind[] = ['sent', 'delivered', 'read', 'played'];

/** One connection of a session through Baileys, from its begin to its end. */
export class BaileysConnection implements Connection {
  readonly #engine: BaileysEngine;
  readonly #session: EngineSession;
  readonly #listener: Listener;
  readonly #vault: Vault;
  readonly #gate = new FrameGate();
  readonly #inbox: Inbox;
  readonly #closed: Promise<void>;
  #creds: AuthenticationCreds | undefined;
  #sock: WASocket | undefined;
  #outbox: Outbox | undefined;
  #phase: 'connecting' | 'qr' | 'open' = 'connecting';
  #qrs = 0;
  /** We end it, and this is what it ends with. */
  #ending: Closing | null = null;
  /** Its login is to be forgotten with it. */
  #forgets = false;
  #isClosed = false;
  #resolveClosed: () => void = () => undefined;
  /** The phone that scanned the QR is another than the sender's: nothing of it is told. */
  #isWrongPhone = false;
  #saving: Promise<void> = Promise.resolve();
  #savesAgain = false;
  #offline: NodeJS.Timeout | undefined;
  /** What was told of each message that we sent: a bit for each kind. */
  readonly #receipts = new Map<string, number>();

  constructor(engine: BaileysEngine, session: EngineSession, listener: Listener) {
    this.#engine = engine;
    this.#session = session;
    this.#listener = listener;
    this.#vault = engine.vault(session);
    this.#vault.keeper.onLost = (reason, raw) => this.#close({ kind: 'lost', reason, ...(raw && { raw }) });
    this.#inbox = new Inbox(
      this.#vault,
      () => this.#creds?.me ?? {},
      (event) => this.#tell(event),
    );
    this.#closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    this.#begin().catch((why) => {
      this.#close({ kind: 'lost', reason: 'start-failed', raw: describe(why) });
    });
  }

  async #begin(): Promise<void> {
    const creds = await this.#vault.creds();
    this.#creds = creds;
    this.#checkPhone();
    if (!this.#isWrongPhone) await this.#inbox.catchUp();
    if (this.#ending || this.#isClosed) return;
    const { settings } = this.#engine;
    const sock = makeWASocket({
      auth: { creds, keys: this.#vault },
      waWebSocketUrl: settings.webSocketUrl,
      version: settings.version,
      browser: settings.browser,
      connectTimeoutMs: settings.connectMs,
      defaultQueryTimeoutMs: settings.queryMs,
      keepAliveIntervalMs: settings.keepAliveMs,
      ...(settings.qrMs && { qrTimeout: settings.qrMs }),
      logger: libraryLog(this.#session.id, (id) => this.#outbox?.beforeWrite(id)),
      markOnlineOnConnect: false,
      emitOwnEvents: false,
      syncFullHistory: false,
      // Its memory of what was sent costs 30 KB each; the store remembers as well.
      enableRecentMessageCache: false,
      // The vault is patient by itself.
      transactionOpts: { maxCommitRetries: 1, delayBetweenTriesMs: 10 },
      shouldIgnoreJid: isCrowd,
      getMessage: async (key) => {
        const kept = await this.#vault.recall(['sent'], key.id ?? '');
        return kept ? proto.Message.decode(kept.message) : undefined;
      },
      makeSignalRepository: this.#inbox.repository,
      placeholderResendCache: this.#inbox.placeholders,
    });
    this.#sock = sock;
    this.#outbox = new Outbox(sock, this.#vault, this.#engine, () => creds.me?.id ?? '');
    this.#gateFrames(sock);
    this.#listen(sock);
  }

  /** Every frame passes the gate: no answer to the network before what it answers is on the disk. */
  #gateFrames(sock: WASocket): void {
    const raw = rawSocket(sock);
    const send = raw.send.bind(raw) as (data: unknown, done?: (why?: Error) => void) => void;
    raw.send = ((data: unknown, done?: (why?: Error) => void) => {
      this.#gate.pass(() => {
        // The frame waited, and the connection did not wait with it.
        if (raw.readyState === raw.OPEN) send(data, done);
        else done?.(new Error('The connection was closed before the frame was written.'));
      });
    }) as typeof raw.send;
  }

  #listen(sock: WASocket): void {
    sock.ev.on('connection.update', (update) => this.#updated(update));
    sock.ev.on('creds.update', () => {
      this.#checkPhone();
      this.#gate.hold(this.#save().catch((why) => this.#fail(why)));
    });
    sock.ev.on('messages.upsert', ({ messages }) => {
      if (!this.#isWrongPhone) this.#gate.hold(this.#inbox.received(messages).catch((why) => this.#fail(why)));
    });
    sock.ev.on('messaging-history.set', (history) => {
      if (!this.#isWrongPhone) this.#gate.hold(this.#inbox.history(history).catch((why) => this.#fail(why)));
    });
    const ws = sock.ws as unknown as NodeJS.EventEmitter;
    this.#takeInOrder(ws);
    // Before the library's own listeners, so that its answer waits for ours.
    ws.prependListener('CB:receipt', (stanza: BinaryNode) => this.#receipt(stanza));
    ws.prependListener('CB:ack,class:message', (stanza: BinaryNode) => this.#acknowledged(stanza));
    // The library tells of this in no way.
    ws.on('unexpected-response', (_, response: { statusCode?: number }) => {
      this.#close({ kind: 'lost', reason: 'network-failure', raw: `HTTP ${response.statusCode}` });
    });
  }

  /**
   * One message after the other, as they came. The library puts them in a row only after it has looked up who wrote, and a look-up that takes long
   * lets the next message pass.
   */
  #takeInOrder(ws: NodeJS.EventEmitter): void {
    const takers = ws.listeners('CB:message') as ((stanza: BinaryNode) => Promise<void>)[];
    ws.removeAllListeners('CB:message');
    let row: Promise<unknown> = Promise.resolve();
    ws.on('CB:message', (stanza: BinaryNode) => {
      if (!this.#isWrongPhone) this.#inbox.arrived(stanza);
      // The library puts what waited for us into a row of its own, which what comes now would overtake.
      delete stanza.attrs.offline;
      row = row.then(() => Promise.all(takers.map((take) => take(stanza)))).catch((why) => this.#fail(why));
      row.catch(() => undefined);
    });
  }

  #updated({ connection, qr, lastDisconnect }: Partial<ConnectionState>): void {
    if (qr) {
      this.#phase = 'qr';
      this.#listener.qr(qr, this.#engine.settings.qrMs ?? (this.#qrs++ === 0 ? firstQrMs : nextQrMs));
    }
    if (connection === 'open') {
      if (this.#isWrongPhone) {
        void this.#refusePhone();
        return;
      }
      this.#phase = 'open';
      this.#engine.versionRefused = false;
      this.#listener.open();
    }
    if (connection === 'close') {
      const why = lastDisconnect?.error as { output?: { statusCode?: number } } | undefined;
      const code = why?.output?.statusCode;
      if (code !== undefined && versionCodes.has(code)) this.#engine.versionRefused = true;
      this.#close(this.#ending ? { kind: 'ended' } : closing(code, `${code ?? ''} ${describe(lastDisconnect?.error)}`.trim(), this.#phase));
    }
  }

  /** Says once that it is over, after what has to be saved is saved. */
  #close(how: Closing): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#offline);
    this.#outbox?.closed();
    void this.#cleanUp(how).then(() => {
      this.#resolveClosed();
      this.#listener.closed(how);
    });
  }

  async #cleanUp(how: Closing): Promise<void> {
    if (this.#sock) void this.#endSocket(this.#sock);
    try {
      // A connection that follows at once logs in with what the pairing gave.
      await this.#saving;
      this.#vault.keeper.retire();
      // Before anybody hears of the end: who starts the session anew must not find it.
      if (how.kind === 'logged-out' || this.#forgets) await this.#vault.clear();
    } catch (why) {
      log.warn('A login could not be saved at the end of its connection', { session: this.#session.id, why: describe(why) });
    }
  }

  #endSocket(sock: WASocket): Promise<void> {
    const raw = rawSocket(sock);
    const cut = setTimeout(() => raw?.terminate(), endMs);
    return Promise.resolve(sock.end(undefined))
      .catch(() => undefined)
      .finally(() => clearTimeout(cut));
  }

  /** Something of ours failed for this message: what is not told must not be confirmed, so the connection ends here. */
  #fail(why: unknown): never {
    this.#close({ kind: 'lost', reason: 'start-failed', raw: describe(why) });
    throw why;
  }

  /** The newest credentials on the disk; saves that come meanwhile are one. */
  #save(): Promise<void> {
    if (this.#savesAgain) return this.#saving;
    this.#savesAgain = true;
    this.#saving = this.#saving
      .catch(() => undefined)
      .then(async () => {
        for (let attempt = 1; ; attempt++) {
          this.#savesAgain = false;
          try {
            if (this.#creds) await this.#vault.saveCreds(this.#creds);
            return;
          } catch (why) {
            if (attempt >= 10 || (this.#isClosed && attempt > 2)) throw why;
            await new Promise((resolve) => setTimeout(resolve, 500));
          }
        }
      });
    // Who waits for it hears of it; nobody else has to.
    this.#saving.catch(() => undefined);
    return this.#saving;
  }

  #checkPhone(): void {
    const { account, me } = this.#creds ?? {};
    const mine = this.#session.phone;
    const scanned = numberOf(me?.id);
    if (account && mine && scanned) this.#isWrongPhone = !isSameNumber(mine, scanned);
  }

  /** Another number's phone scanned the QR: that phone is told to unlink us, and the login is forgotten. */
  async #refusePhone(): Promise<void> {
    await this.end(true, { kind: 'lost', reason: 'wrong-phone' });
  }

  #tell(event: EventDraft): Promise<number> {
    const told = this.#session.tell(event);
    this.#gate.hold(told);
    return told;
  }

  #receipt({ attrs, content }: BinaryNode): void {
    const from = attrs.participant ?? attrs.from;
    const me = this.#creds?.me;
    if (
      this.#isWrongPhone ||
      !isPerson(attrs.from) ||
      attrs.recipient ||
      userOf(from) === userOf(me?.id) ||
      userOf(from) === userOf(me?.lid)
    )
      return;
    const kind =
      !attrs.type || attrs.type === 'inactive' ? 'delivered' : attrs.type === 'read' || attrs.type === 'played' ? attrs.type : null;
    if (!kind || !attrs.id) return;
    const list = Array.isArray(content) ? content[0] : undefined;
    const ids = [attrs.id, ...getBinaryNodeChildren(list, 'item').map((item) => item.attrs.id)].filter((id): id is string => Boolean(id));
    // What has arrived was taken, whether the network said so or not.
    for (const id of ids) this.#outbox?.acknowledged(id, undefined);
    this.#tellReceipt(ids, kind, attrs.t);
  }

  /** Each kind once; which of them counts when they come in the wrong order is the server's to say. */
  #tellReceipt(ids: string[], kind: ReceiptKind, seconds: string | undefined): void {
    const mark = 1 << receiptOrder.indexOf(kind);
    const at = new Date(seconds ? Number(seconds) * 1000 : Date.now()).toISOString();
    for (const id of ids) {
      const told = this.#receipts.get(id) ?? 0;
      if (told & mark) continue;
      this.#receipts.delete(id);
      this.#receipts.set(id, told | mark);
      if (this.#receipts.size > 5000) this.#receipts.delete(this.#receipts.keys().next().value as string);
      this.#tell({ type: 'receipt', id: `r.${id}.${kind}`, providerIds: [id], kind, at }).catch(() => undefined);
    }
  }

  #acknowledged({ attrs }: BinaryNode): void {
    if (!attrs.id) return;
    if (this.#outbox?.acknowledged(attrs.id, attrs.error)) {
      if (!attrs.error) this.#receipts.set(attrs.id, (this.#receipts.get(attrs.id) ?? 0) | 1);
      return;
    }
    // Nobody waits for it any more: what was unknown is known now.
    void this.#lateAck(attrs.id, attrs.error, attrs.t).catch((why) =>
      log.warn('A late acknowledgement is lost', { session: this.#session.id, why: describe(why) }),
    );
  }

  async #lateAck(id: string, error: string | undefined, seconds: string | undefined): Promise<void> {
    const kept = await this.#vault.recall(['sent'], id);
    if (!kept || kept.settled) return;
    if (!error) {
      this.#tellReceipt([id], 'sent', seconds);
      await this.#vault.settle('sent', id);
      return;
    }
    const outcome = refusal(error);
    const reason = outcome.outcome === 'accepted' ? undefined : outcome.reason;
    await this.#tell({
      type: 'receipt',
      id: `r.${id}.failed`,
      providerIds: [id],
      kind: 'failed',
      at: new Date().toISOString(),
      ...(reason && { reason }),
    });
  }

  async send(message: Outgoing, deadlineMs: number): Promise<Outcome> {
    if (!this.#outbox || this.#phase !== 'open' || this.#ending) return { outcome: 'retry', reason: 'not-connected' };
    return this.#outbox.send(message, deadlineMs, (to, forMs) => this.typing(to, forMs));
  }

  async typing(to: string, forMs: number): Promise<void> {
    const sock = this.#sock;
    if (!sock || this.#phase !== 'open' || forMs <= 0) return;
    const address = addressOf(to);
    // Only who is online is seen typing.
    if (!this.#offline) await sock.sendPresenceUpdate('available');
    clearTimeout(this.#offline);
    this.#offline = setTimeout(() => {
      this.#offline = undefined;
      sock.sendPresenceUpdate('unavailable').catch(() => undefined);
    }, forMs + onlineMs);
    await sock.sendPresenceUpdate('composing', address);
    await new Promise((resolve) => setTimeout(resolve, forMs));
    await sock.sendPresenceUpdate('paused', address);
  }

  async check(numbers: string[]): Promise<Record<string, boolean>> {
    const known = await this.#outbox?.check(numbers);
    return Object.fromEntries([...(known ?? [])].map(([number, address]) => [number, address !== null]));
  }

  async read(from: string, providerIds: string[]): Promise<void> {
    if (!this.#sock) return;
    const keys = [];
    for (const id of providerIds) {
      const kept = await this.#vault.recall(['heard'], id);
      keys.push({ remoteJid: kept?.chat ?? addressOf(from), id, fromMe: false });
    }
    await this.#sock.readMessages(keys);
  }

  async askForCode(phone: string): Promise<void> {
    if (!this.#sock || this.#phase !== 'qr') return;
    const code = await this.#sock.requestPairingCode(phone.slice(1));
    this.#listener.code(`${code.slice(0, 4)}-${code.slice(4)}`, codeMs);
  }

  async media(reference: string): Promise<Readable | null> {
    const [mark, ...rest] = reference.split('.');
    const kept = await this.#vault.recall([mark === 'e' ? 'echo' : 'heard'], rest.join('.'));
    if (!kept || !this.#sock) return null;
    const message = unwrapped(messageOf(kept)) ?? {};
    const file = fileOf(message);
    if (!file?.of.mediaKey) return null;
    try {
      return await download(file);
    } catch (why) {
      if (!isGone(why)) throw why;
    }
    // The network gave it up; the phone may still have it, and puts it there once more.
    try {
      const key = { remoteJid: kept.chat, id: kept.id, fromMe: kept.origin === 'echo' };
      const renewed = await within(this.#engine.settings.queryMs, this.#sock.updateMediaMessage({ key, message } as never));
      const again = fileOf(unwrapped(renewed.message) ?? {});
      return again && (await download(again));
    } catch {
      return null;
    }
  }

  async end(logout: boolean, how: Closing = { kind: 'ended' }): Promise<void> {
    if (!this.#ending) {
      this.#ending = how;
      this.#forgets = logout;
      const sock = this.#sock;
      const isLinked = Boolean(this.#creds?.account);
      if (logout && sock && !this.#isClosed && isLinked && rawSocket(sock)?.readyState === 1) {
        await within(endMs, sock.logout()).catch((why) =>
          log.warn('The phone could not be told of the logout', { session: this.#session.id, why: describe(why) }),
        );
      }
      this.#close(how);
    }
    await this.#closed;
    if (logout) await this.#vault.clear();
  }

  /** Whether it can be used; for who waits for it to open. */
  get isOpen(): boolean {
    return this.#phase === 'open' && !this.#isClosed;
  }
}

interface RawSocket {
  send(data: unknown, done?: (why?: Error) => void): void;
  terminate(): void;
  readonly readyState: number;
  readonly OPEN: number;
}

function rawSocket(sock: WASocket): RawSocket {
  return (sock.ws as unknown as { socket: RawSocket }).socket;
}

async function download(file: NonNullable<ReturnType<typeof fileOf>>): Promise<Readable> {
  const { mediaKey, directPath, url } = file.of;
  const stream = await downloadContentFromMessage(
    { mediaKey: mediaKey as Uint8Array, directPath: directPath ?? undefined, url: url ?? undefined },
    file.as,
  );
  // A file that is there but cannot be opened shows with its first bytes, before we said that it is there.
  await Promise.race([once(stream, 'readable'), once(stream, 'end')]);
  return stream;
}

function isGone(why: unknown): boolean {
  const status = (why as { output?: { statusCode?: number } })?.output?.statusCode;
  return status === 403 || status === 404 || status === 410;
}
