// Longer than most: the way of a message from its ratchet into the spool is one order of steps.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import {
  type BaileysEventMap,
  type BinaryNode,
  type CacheStore,
  DEFAULT_CONNECTION_CONFIG,
  decodeMessageNode,
  isPnUser,
  jidDecode,
  proto,
  type SignalDataSet,
  type SignalKeyStoreWithTransaction,
  type SignalRepositoryWithLIDStore,
  type SocketConfig,
  toNumber,
  unpadRandomMax16,
  type WAMessage,
} from '@whiskeysockets/baileys';
import { hasTwoForms, isSameNumber } from '../../numbers.ts';
import type { Echoed, EventDraft, Heard } from '../../wire.ts';
import { heard } from './hear.ts';
import { isPerson, lidOf, numberOf, userOf } from './numbers.ts';
import { Pieces } from './pieces.ts';
import { type Kept, keptKind, type Recalled, type Vault } from './vault.ts';
import { Votes } from './votes.ts';

export interface Me {
  id?: string;
  lid?: string;
}

interface Translated {
  event: EventDraft;
  kept: Kept;
}

/** How libsignal writes its record of a person down. */
interface StoredRatchets {
  _sessions: Record<string, { registrationId: number; indexInfo: { used: number; closed: number; remoteIdentityKey: string } }>;
}

/**
 * Set while the devices of a person are looked up. The library then begins a new ratchet with each, whether it has one or not; messages that cross
 * it on their way are what ratchets break by. One that is still good is kept.
 */
export const lookingUp = new AsyncLocalStorage<boolean>();

/** A history event holds so many messages; longer histories come in several. */
const historySize = 200;

/**
 * What comes in. A message is decrypted, kept in the store in the same transaction as the ratchet that read it, put into the spool, and only
 * then does the library go on to tell the network that it has it. What a crash leaves in the store but not in the spool is told at the next start.
 */
export class Inbox {
  readonly #vault: Vault;
  readonly #me: () => Me;
  readonly #tell: (event: EventDraft) => Promise<unknown>;
  readonly #votes: Votes;
  /** Stanzas by the ciphertext in them: by that the library's decryption is joined to what it decrypts. */
  readonly #stanzas = new WeakMap<Uint8Array, BinaryNode>();
  /** Ids of messages that came encrypted, lately. */
  readonly #encrypted = new Set<string>();
  readonly #asked = new Map<string, unknown>();
  /** Ids that were told lately. */
  readonly #told = new Set<string>();
  readonly #pieces: Pieces;
  /** Pieces of history that a crash left. */
  #left: Recalled[] = [];
  /** Outside of any of the library's transactions, which are kept in the asynchronous context. */
  readonly #outside = AsyncLocalStorage.snapshot();

  constructor(vault: Vault, me: () => Me, tell: (event: EventDraft) => Promise<unknown>) {
    this.#vault = vault;
    this.#me = me;
    this.#tell = tell;
    this.#votes = new Votes(vault, me);
    this.#pieces = new Pieces(vault);
  }

  /** Notes a message's stanza before the library takes it. */
  arrived(stanza: BinaryNode): void {
    if (!Array.isArray(stanza.content)) return;
    for (const { tag, content } of stanza.content) {
      if (tag !== 'enc' || !(content instanceof Uint8Array)) continue;
      this.#stanzas.set(content, stanza);
      remember(this.#encrypted, stanza.attrs.id ?? '');
    }
  }

  /**
   * What the library has asked the phone for. For a message that it cannot decrypt it would wait two seconds, with all others behind it, and then ask
   * the phone as well as the sender; the sender is enough. Messages that came without any content it still asks the phone for.
   */
  readonly placeholders: CacheStore = {
    get: <T>(id: string) => (this.#encrypted.has(id) ? true : this.#asked.get(id)) as T | undefined,
    set: (id, value) => {
      this.#asked.set(id, value);
      if (this.#asked.size > 1000) this.#asked.delete(this.#asked.keys().next().value as string);
    },
    del: (id) => void this.#asked.delete(id),
    flushAll: () => this.#asked.clear(),
  };

  /**
   * The library's repository of ratchets, with five changes.
   * What a ratchet does is committed when the call returns: the library would commit it with its outer transaction, after the message was sent.
   * What one ratchet does, it does one after the other: the library locks by address, and a person has two of them, so a message out and one in at
   * the same moment could undo each other's step. A ratchet that did not open a message stays as it was, and one that is good is not replaced without
   * need. A received message is kept and told as described above.
   */
  repository: SocketConfig['makeSignalRepository'] = (auth, logger, lidsOf) => {
    const own = DEFAULT_CONNECTION_CONFIG.makeSignalRepository(auth, logger, lidsOf);
    const keys = auth.keys as SignalKeyStoreWithTransaction;
    const turns = new Turns();
    /**
     * Decrypts, and leaves alone the ratchets that did not do it. A person's record holds several, which libsignal tries one after the other; each
     * try steps the ratchet before it knows whether it fits, and a try that fails is stored with the one that did not. Messages that cross a new
     * ratchet on their way would break it for good ("Bad MAC").
     */
    const decryptCleanly: SignalRepositoryWithLIDStore['decryptMessage'] = async (options) => {
      const lid = isPnUser(options.jid) ? await own.lidMapping.getLIDForPN(options.jid) : null;
      const name = own.jidToSignalProtocolAddress(lid ?? options.jid);
      const before = ((await keys.get('session', [name]))[name] as StoredRatchets | undefined)?._sessions;
      const opened = await own.decryptMessage(options);
      if (options.type !== 'msg' || !before) return opened;
      const record = (await keys.get('session', [name]))[name] as StoredRatchets | undefined;
      const after = record?._sessions ?? {};
      // The one that did it is marked with the time. If that cannot be told apart, all stay as they are.
      const tried = Object.keys(before).filter((one) => after[one] && after[one].indexInfo.used === before[one]?.indexInfo.used);
      if (tried.length === 0 || tried.length !== Object.keys(after).length - 1) return opened;
      const restored = { ...after, ...Object.fromEntries(tried.map((one) => [one, before[one]])) };
      await keys.set({ session: { [name]: { ...record, _sessions: restored } as never } });
      return opened;
    };
    const inject = async (options: Parameters<SignalRepositoryWithLIDStore['injectE2ESession']>[0], keepsGood: boolean): Promise<void> => {
      const name = own.jidToSignalProtocolAddress(options.jid);
      const known = keepsGood ? ((await keys.get('session', [name]))[name] as StoredRatchets | undefined)?._sessions : undefined;
      const open = Object.values(known ?? {}).find((one) => one.indexInfo.closed === -1);
      const identity = Buffer.from(options.session.identityKey).toString('base64');
      if (open?.registrationId === options.session.registrationId && open.indexInfo.remoteIdentityKey === identity) return;
      await own.injectE2ESession(options);
    };
    /** In its turn among all that touches the ratchet of this address, and outside of any transaction. */
    const inTurn = async <T>(address: string, work: () => Promise<T>): Promise<T> => {
      const lid = isPnUser(address) ? await own.lidMapping.getLIDForPN(address) : null;
      const { user, device, server } = jidDecode(lid ?? address) ?? {};
      return turns.take(`${user}:${device ?? 0}@${server}`, () => this.#outside(work));
    };
    const storeMappings = own.lidMapping.storeLIDPNMappings.bind(own.lidMapping);
    own.lidMapping.storeLIDPNMappings = (pairs) => this.#outside(() => storeMappings(pairs));
    const left = this.#left.splice(0);
    if (left.length > 0) void this.#pieces.catchUp(left, (messages) => this.#tellHistory(messages), own.lidMapping.storeLIDPNMappings);
    const decrypt: SignalRepositoryWithLIDStore['decryptMessage'] = async (options) => {
      const stanza = this.#stanzas.get(options.ciphertext);
      if (!stanza) return keys.transaction(() => decryptCleanly(options), options.jid);
      const digest = createHash('sha256').update(options.ciphertext).digest('base64');
      let translated: Translated | null = null;
      let piece: Kept | null = null;
      let plain: Uint8Array;
      try {
        plain = await keys.transaction(async () => {
          const opened = await decryptCleanly(options);
          translated = await this.#translate(stanza.attrs as Record<string, string>, opened, digest);
          piece = Pieces.announced(stanza.attrs as Record<string, string>, opened, digest);
          const kept = translated?.kept ?? piece;
          if (kept) await keys.set({ [keptKind]: { [kept.id]: kept } } as SignalDataSet);
          return opened;
        }, options.jid);
      } catch (why) {
        // The network sends again what we did not confirm, and a ratchet opens nothing twice.
        const known = await this.#vault.recall(['heard', 'echo', 'history'], stanza.attrs.id ?? '');
        if (known?.digest !== digest) throw why;
        if (known.origin === 'history') piece = known;
        translated = await this.#translate(stanza.attrs as Record<string, string>, known.message, digest);
        plain = known.message;
      }
      if (translated) await this.#settle(translated);
      if (piece) this.#pieces.note(piece);
      return plain;
    };
    return {
      ...own,
      decryptMessage: (options) => inTurn(options.jid, () => decrypt(options)),
      encryptMessage: (options) => inTurn(options.jid, () => own.encryptMessage(options)),
      injectE2ESession: (options) => {
        const keepsGood = lookingUp.getStore() ?? false;
        return inTurn(options.jid, () => inject(options, keepsGood));
      },
      migrateSession: (from, to) => inTurn(to, () => own.migrateSession(from, to)),
      deleteSession: (addresses) => this.#outside(() => own.deleteSession(addresses)),
    };
  };

  /** Tells what a crash left untold; pieces of history are fetched once there is a connection to fetch them by. */
  async catchUp(): Promise<void> {
    for (const kept of await this.#vault.untold()) {
      if (kept.origin === 'history') {
        this.#left.push(kept);
        continue;
      }
      const translated = kept.attrs && (await this.#translate(kept.attrs, kept.message, kept.digest ?? ''));
      if (translated) await this.#settle(translated);
      else await this.#vault.settle(kept.origin, kept.id);
    }
  }

  /** Messages that the library has by another way than decrypting them: the phone sent them again. */
  async received(messages: WAMessage[]): Promise<void> {
    for (const message of messages) {
      if (!message.message || !message.key.id || this.#told.has(message.key.id)) continue;
      const translated = await this.#translateInfo(message);
      if (!translated) continue;
      await this.#tell(translated.event);
      await this.#vault.keep([translated.kept], true);
      remember(this.#told, translated.kept.id);
    }
  }

  /** Messages of before this device was linked. */
  async history({ messages, syncType, chunkOrder }: BaileysEventMap['messaging-history.set']): Promise<void> {
    await this.#tellHistory(messages);
    // If this does not happen, it is told once more at the next start.
    this.#pieces.told(syncType, chunkOrder).catch(() => undefined);
  }

  async #tellHistory(messages: proto.IWebMessageInfo[]): Promise<void> {
    for (let start = 0; start < messages.length; start += historySize) {
      const received: Heard[] = [];
      const sent: Echoed[] = [];
      const kept: Kept[] = [];
      for (const message of messages.slice(start, start + historySize)) {
        const translated = await this.#translateInfo(message as WAMessage);
        if (!translated) continue;
        kept.push(translated.kept);
        const { type, id: _, ...rest } = translated.event as Extract<EventDraft, { type: 'message' | 'echo' }>;
        if (type === 'message') received.push(rest as Heard);
        else sent.push(rest as Echoed);
      }
      if (kept.length === 0) continue;
      await this.#vault.keep(kept, true);
      // The same piece of history told twice has the same id.
      const digest = createHash('sha256')
        .update(kept.map((one) => `${one.origin} ${one.id}`).join('\n'))
        .digest('hex');
      await this.#tell({ type: 'history', id: `h.${digest.slice(0, 24)}`, received, sent });
    }
  }

  async #settle({ event, kept }: Translated): Promise<void> {
    await this.#tell(event);
    remember(this.#told, kept.id);
    // If this does not happen, it is told once more, with the same id.
    this.#vault.settle(kept.origin, kept.id).catch(() => undefined);
  }

  async #translate(attrs: Record<string, string>, opened: Uint8Array, digest: string): Promise<Translated | null> {
    if (attrs.category === 'peer') return null;
    const me = this.#me();
    const { fullMessage } = decodeMessageNode({ tag: 'message', attrs }, me.id ?? '', me.lid ?? '');
    const bytes = unpadRandomMax16(opened);
    const sealed = proto.Message.decode(bytes);
    const message = sealed.deviceSentMessage?.message ?? sealed;
    const { key } = fullMessage;
    const fromMe = Boolean(key.fromMe);
    // For our own messages the library takes our own number for the other's; the stanza says it right.
    const other = fromMe
      ? (attrs.peer_recipient_pn ?? attrs.recipient_pn ?? attrs.peer_recipient_lid ?? attrs.recipient_lid)
      : key.remoteJidAlt;
    const said = await this.#say(message, key.id ?? '', key.remoteJid, other ?? undefined, fromMe, Number(attrs.t), attrs.notify);
    // The stanza's own bytes are kept, so that they can be given to the library again.
    return (
      said && {
        event: said,
        kept: { origin: fromMe ? 'echo' : 'heard', id: key.id as string, chat: key.remoteJid as string, message: opened, attrs, digest },
      }
    );
  }

  async #translateInfo(info: WAMessage): Promise<Translated | null> {
    const { key, message } = info;
    if (!message || !key.id) return null;
    const fromMe = Boolean(key.fromMe);
    const said = await this.#say(
      message,
      key.id,
      key.remoteJid,
      fromMe ? undefined : (key.remoteJidAlt ?? undefined),
      fromMe,
      toNumber(info.messageTimestamp),
      info.pushName,
    );
    if (!said) return null;
    // What was said before this device was linked has its secret beside it; by that votes are read.
    const secret = info.messageSecret;
    const whole = secret ? { ...message, messageContextInfo: { messageSecret: secret, ...message.messageContextInfo } } : message;
    const bytes = proto.Message.encode(proto.Message.fromObject(whole)).finish();
    return { event: said, kept: { origin: fromMe ? 'echo' : 'heard', id: key.id, chat: key.remoteJid as string, message: bytes } };
  }

  async #say(
    message: proto.IMessage,
    id: string,
    chat: string | null | undefined,
    other: string | undefined,
    fromMe: boolean,
    seconds: number,
    pushName: string | null | undefined,
  ): Promise<EventDraft | null> {
    if (!chat || !isPerson(chat) || !id) return null;
    const me = this.#me();
    if (userOf(chat) === userOf(me.id) || userOf(chat) === userOf(me.lid)) return null;
    const said = heard(message) ?? (await this.#votes.read(message, id, chat, other, fromMe));
    if (!said) return null;
    const lid = lidOf(chat) ?? lidOf(other);
    const number = (await this.#asAsked(numberOf(chat) ?? numberOf(other))) ?? (lid && (await this.numberOfLid(lid)));
    const person = number ?? lid;
    if (!person) return null;
    const at = new Date((seconds || Date.now() / 1000) * 1000).toISOString();
    const media = said.content.media && { media: `${fromMe ? 'e' : 'm'}.${id}` };
    if (fromMe) return { type: 'echo', id: `e.${id}`, providerId: id, to: person, content: said.content, at, ...media };
    return {
      type: 'message',
      id: `m.${id}`,
      providerId: id,
      from: person,
      ...(lid && number && { lid }),
      ...(pushName && { pushName }),
      content: said.content,
      at,
      ...(said.replyTo && { replyTo: said.replyTo }),
      ...media,
    };
  }

  async numberOfLid(lid: string): Promise<string | undefined> {
    const name = `${userOf(lid)}_reverse`;
    const user = (await this.#vault.values('lid-mapping', [name]))[name];
    return typeof user === 'string' ? this.#asAsked(`+${user}`) : undefined;
  }

  /** A person whom we wrote to under another form of the same number is heard under that form. */
  async #asAsked(number: string | undefined): Promise<string | undefined> {
    if (!number || !hasTwoForms(number.slice(1))) return number;
    const asked = (await this.#vault.values('parley-number', [number]))[number];
    return typeof asked === 'string' && isSameNumber(asked, number) ? asked : number;
  }
}

function remember(ids: Set<string>, id: string): void {
  ids.add(id);
  if (ids.size > 5000) ids.delete(ids.values().next().value as string);
}

/** One after the other for each name. */
class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#last.get(name) ?? Promise.resolve()).then(work);
    const quiet = mine.catch(() => undefined);
    this.#last.set(name, quiet);
    try {
      return await mine;
    } finally {
      if (this.#last.get(name) === quiet) this.#last.delete(name);
    }
  }
}
