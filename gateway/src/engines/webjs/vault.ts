import { Keeper } from '../../keeper.ts';
import { SessionSecrets } from '../../secrets.ts';
import type { MessageWrite, Origin, Store, StoredMessage } from '../../store.ts';
import type { EventDraft } from '../../wire.ts';

/** What is remembered of a message: enough to answer it, to fetch its file, and not to tell it twice. */
export interface Kept {
  origin: Origin;
  id: string;
  /** The page's whole key of it. */
  key: string;
  /** Of a sent one: how far it was told to be, and the id that the server chose for it. */
  ack?: number;
  name?: string;
  /** Of one that is about to be given to the page, by the server's id: to know it again there. */
  giving?: { to: string; words: string; at: number };
  /** Of a received one that may not be in the spool yet: what is to be told. */
  event?: EventDraft;
}

export interface Recalled extends Kept {
  settled: boolean;
}

/** What the session knows of itself. */
export interface Linked {
  /** The number that scanned the QR, E.164. */
  number: string;
  /** When, in seconds: what was said before is history. */
  since: number;
}

/** Pieces of a copied profile are rows of this size. */
const pieceBytes = 1024 * 1024;

/** One session's secrets in the store, encrypted: who is linked, the copy of its profile, and its messages. */
export class Vault {
  readonly keeper: Keeper;
  readonly #secrets: SessionSecrets;

  constructor(store: Store, key: Buffer, session: string) {
    this.keeper = new Keeper(store, session);
    this.#secrets = new SessionSecrets(key, session);
  }

  async value<T>(kind: string, name = ''): Promise<T | undefined> {
    const sealed = (await this.keeper.keys(kind, [name])).get(name);
    return sealed && (JSON.parse(this.#secrets.open(`${kind}\0${name}`, sealed).toString()) as T);
  }

  put(kind: string, name: string, value: unknown): Promise<void> {
    return this.keeper.write({ keys: [{ kind, name, value: this.#seal(kind, name, Buffer.from(JSON.stringify(value))) }] });
  }

  linked(): Promise<Linked | undefined> {
    return this.value<Linked>('linked');
  }

  /** The copy of the profile, and of which state of it. */
  async profile(): Promise<Buffer | null> {
    const head = await this.value<{ pieces: number }>('profile');
    if (!head) return null;
    const names = Array.from({ length: head.pieces }, (_, index) => String(index));
    const rows = await this.keeper.keys('profile-piece', names);
    const pieces = names.map((name) => {
      const sealed = rows.get(name);
      if (!sealed) throw new Error('The copy of the profile is not whole.');
      return this.#secrets.open(`profile-piece\0${name}`, sealed);
    });
    return Buffer.concat(pieces);
  }

  async putProfile(bytes: Buffer): Promise<void> {
    const before = (await this.value<{ pieces: number }>('profile'))?.pieces ?? 0;
    const pieces = Math.ceil(bytes.length / pieceBytes);
    const keys = Array.from({ length: Math.max(before, pieces) }, (_, index) => {
      const name = String(index);
      const piece = bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes);
      return { kind: 'profile-piece', name, value: index < pieces ? this.#seal('profile-piece', name, piece) : null };
    });
    const head = Buffer.from(JSON.stringify({ pieces }));
    await this.keeper.write({ keys: [...keys, { kind: 'profile', name: '', value: this.#seal('profile', '', head) }] });
  }

  clear(): Promise<void> {
    return this.keeper.clear();
  }

  keep(messages: Kept[], settled: boolean): Promise<void> {
    return this.keeper.write({ messages: messages.map((one) => this.#row(one, settled)) });
  }

  /** The page has what was about to be given to it. */
  given(kept: Kept, name: string): Promise<void> {
    return this.keeper.write({ messages: [this.#row(kept, true)], settle: [{ origin: 'sent', id: name }] });
  }

  #row({ origin, id, ...rest }: Kept, settled: boolean): MessageWrite {
    return { origin, id, settled, value: this.#secrets.seal(`message\0${origin}\0${id}`, Buffer.from(JSON.stringify(rest))) };
  }

  /** What was being given to a page when the process ended. */
  async giving(): Promise<Recalled[]> {
    return (await this.keeper.unsent()).map((row) => this.#recalled(row));
  }

  settle(origin: Origin, id: string): Promise<void> {
    return this.keeper.write({ settle: [{ origin, id }] });
  }

  async recall(origins: Origin[], id: string): Promise<Recalled | null> {
    const row = await this.keeper.message(origins, id);
    return row && this.#recalled(row);
  }

  /** Received ones that may not be in the spool, in the order in which they came. */
  async untold(): Promise<Recalled[]> {
    return (await this.keeper.untold()).map((row) => this.#recalled(row));
  }

  #recalled({ origin, id, settled, value }: StoredMessage): Recalled {
    return { origin, id, settled, ...JSON.parse(this.#secrets.open(`message\0${origin}\0${id}`, value).toString()) };
  }

  /** Everything that the login consists of, for another machine; null when the phone linked nothing. */
  async export(): Promise<Buffer | null> {
    if (!(await this.linked())) return null;
    const values = (await this.keeper.allKeys()).map(({ kind, name, value }) => ({
      kind,
      name,
      value: this.#secrets.open(`${kind}\0${name}`, value).toString('base64'),
    }));
    return Buffer.from(JSON.stringify({ engine: 'webjs', keys: values.filter(({ kind }) => kind !== 'home') }));
  }

  async import(login: Buffer): Promise<void> {
    const { engine, keys } = JSON.parse(login.toString()) as { engine: string; keys: { kind: string; name: string; value: string }[] };
    if (engine !== 'webjs') throw new Error('This login is of another engine.');
    await this.keeper.write({
      clears: true,
      keys: keys.map(({ kind, name, value }) => ({ kind, name, value: this.#seal(kind, name, Buffer.from(value, 'base64')) })),
    });
  }

  #seal(kind: string, name: string, plain: Buffer): Buffer {
    return this.#secrets.seal(`${kind}\0${name}`, plain);
  }
}
