import {
  type AuthenticationCreds,
  BufferJSON,
  initAuthCreds,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
  unpadRandomMax16,
} from '@whiskeysockets/baileys';
import { Keeper } from '../../keeper.ts';
import { SessionSecrets } from '../../secrets.ts';
import type { KeyWrite, Origin, Store, StoredMessage } from '../../store.ts';

/** A message as it is kept: enough to tell it again, to send it again, to answer it and to fetch its file. */
export interface Kept {
  origin: Origin;
  id: string;
  /** The chat's address at the network. */
  chat: string;
  /** The bytes of the library's message (proto.Message). */
  message: Uint8Array;
  /** For received ones: the stanza's attributes, and a digest of its ciphertext. */
  attrs?: Record<string, string>;
  digest?: string;
}

export interface Recalled extends Kept {
  settled: boolean;
  at: Date;
}

/** What was said, out of what is kept of it: a stanza's bytes are padded, and what our own phone wrote comes in an envelope. */
export function messageOf({ message, attrs }: Kept): proto.IMessage {
  const sealed = proto.Message.decode(attrs ? unpadRandomMax16(message) : message);
  const said = sealed.deviceSentMessage?.message;
  if (!said) return sealed;
  said.messageContextInfo ??= sealed.messageContextInfo;
  return said;
}

/** Under this kind a received message goes into the library's own transaction, so that it is committed with the ratchet that read it. */
export const keptKind = 'parley-kept';

/** Kinds that are read again and again. One-time keys are read once. */
const cachedKinds = new Set([
  'session',
  'lid-mapping',
  'device-list',
  'identity-key',
  'tctoken',
  'app-state-sync-key',
  'app-state-sync-version',
  'parley-number',
]);
const cacheSize = 512;

/** One session's secrets for one connection: encrypted in the store, read once, written before the library goes on. */
export class Vault implements SignalKeyStore {
  readonly keeper: Keeper;
  readonly #secrets: SessionSecrets;
  readonly #cache = new Map<string, unknown>();
  /** Grows with each write: what was read while one was under way may be older than it. */
  #writes = 0;

  constructor(store: Store, key: Buffer, session: string) {
    this.keeper = new Keeper(store, session);
    this.#secrets = new SessionSecrets(key, session);
  }

  async get<T extends keyof SignalDataTypeMap>(kind: T, names: string[]): Promise<{ [name: string]: SignalDataTypeMap[T] }> {
    return this.values(kind, names) as Promise<{ [name: string]: SignalDataTypeMap[T] }>;
  }

  async values(kind: string, names: string[]): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    const missing: string[] = [];
    for (const name of names) {
      const key = `${kind} ${name}`;
      if (!this.#cache.has(key)) missing.push(name);
      else {
        const value = this.#cache.get(key);
        this.#remember(key, value);
        if (value !== null) found[name] = value;
      }
    }
    if (missing.length === 0) return found;
    const writes = this.#writes;
    const rows = await this.keeper.keys(kind, missing);
    for (const name of missing) {
      const sealed = rows.get(name);
      const value = sealed ? this.#open(kind, name, sealed) : null;
      if (value !== null) found[name] = value;
      if (writes === this.#writes && cachedKinds.has(kind)) this.#remember(`${kind} ${name}`, value);
    }
    return found;
  }

  async set(data: SignalDataSet): Promise<void> {
    const keys: KeyWrite[] = [];
    const kept: Kept[] = [];
    for (const [kind, values] of Object.entries(data)) {
      for (const [name, value] of Object.entries(values ?? {})) {
        if (kind === keptKind) kept.push(value as Kept);
        else keys.push({ kind, name, value: value === null || value === undefined ? null : this.#seal(kind, name, value) });
      }
    }
    this.#writes++;
    await this.keeper.write({ keys, messages: kept.map((one) => this.#row(one, false)) });
    this.#writes++;
    for (const [kind, values] of Object.entries(data))
      if (cachedKinds.has(kind)) for (const [name, value] of Object.entries(values ?? {})) this.#remember(`${kind} ${name}`, value ?? null);
  }

  /** What the session logs in with; fresh when it has nothing, or only the beginning of a pairing that never ended. */
  async creds(): Promise<AuthenticationCreds> {
    const found = (await this.values('creds', ['']))[''] as AuthenticationCreds | undefined;
    return found?.account ? found : initAuthCreds();
  }

  async hasLogin(): Promise<boolean> {
    const found = (await this.values('creds', ['']))[''] as AuthenticationCreds | undefined;
    return Boolean(found?.account);
  }

  saveCreds(creds: AuthenticationCreds): Promise<void> {
    return this.keeper.write({ keys: [{ kind: 'creds', name: '', value: this.#seal('creds', '', creds) }] });
  }

  async clear(): Promise<void> {
    this.#cache.clear();
    await this.keeper.clear();
  }

  keep(messages: Kept[], settled: boolean): Promise<void> {
    return this.keeper.write({ messages: messages.map((one) => this.#row(one, settled)) });
  }

  settle(origin: Origin, id: string): Promise<void> {
    return this.keeper.write({ settle: [{ origin, id }] });
  }

  async recall(origins: Origin[], id: string): Promise<Recalled | null> {
    const row = await this.keeper.message(origins, id);
    return row && this.#recalled(row);
  }

  async untold(): Promise<Recalled[]> {
    return (await this.keeper.untold()).map((row) => this.#recalled(row));
  }

  /** Everything that the login consists of, for another machine. */
  async export(): Promise<Buffer | null> {
    if (!(await this.hasLogin())) return null;
    const keys = await this.keeper.allKeys();
    const values = keys.map(({ kind, name, value }) => ({
      kind,
      name,
      value: this.#secrets.open(`${kind}\0${name}`, value).toString('base64'),
    }));
    return Buffer.from(JSON.stringify({ engine: 'baileys', keys: values }));
  }

  async import(login: Buffer): Promise<void> {
    const { engine, keys } = JSON.parse(login.toString()) as { engine: string; keys: { kind: string; name: string; value: string }[] };
    if (engine !== 'baileys') throw new Error('This login is of another engine.');
    this.#writes++;
    this.#cache.clear();
    await this.keeper.write({
      clears: true,
      keys: keys.map(({ kind, name, value }) => ({
        kind,
        name,
        value: this.#secrets.seal(`${kind}\0${name}`, Buffer.from(value, 'base64')),
      })),
    });
  }

  #remember(key: string, value: unknown): void {
    this.#cache.delete(key);
    this.#cache.set(key, value);
    if (this.#cache.size > cacheSize) this.#cache.delete(this.#cache.keys().next().value as string);
  }

  #seal(kind: string, name: string, value: unknown): Buffer {
    return this.#secrets.seal(`${kind}\0${name}`, Buffer.from(JSON.stringify(value, BufferJSON.replacer)));
  }

  #open(kind: string, name: string, sealed: Buffer): unknown {
    const value = JSON.parse(this.#secrets.open(`${kind}\0${name}`, sealed).toString(), BufferJSON.reviver);
    return kind === 'app-state-sync-key' ? proto.Message.AppStateSyncKeyData.fromObject(value) : value;
  }

  #row({ origin, id, chat, message, attrs, digest }: Kept, settled: boolean) {
    const plain = Buffer.from(JSON.stringify({ chat, message: Buffer.from(message).toString('base64'), attrs, digest }));
    return { origin, id, settled, value: this.#secrets.seal(`message\0${origin}\0${id}`, plain) };
  }

  #recalled({ origin, id, at, settled, value }: StoredMessage): Recalled {
    const { chat, message, attrs, digest } = JSON.parse(this.#secrets.open(`message\0${origin}\0${id}`, value).toString());
    return { origin, id, at, settled, chat, message: Buffer.from(message, 'base64'), attrs, digest };
  }
}
