import {
  Curve,
  encodeWAMessage,
  generateSignalPubKey,
  type KeyPair,
  proto,
  type SignedKeyPair,
  signedKeyPair,
  unpadRandomMax16,
} from '@whiskeysockets/baileys';
import libsignal from 'libsignal';

const { ProtocolAddress, SessionBuilder, SessionCipher, SessionRecord } = libsignal;

/** One-time keys that were handed out and not used yet; a library asks for more than it uses. */
const KEPT_ONE_TIME_KEYS = 200;

/** How the library writes down its ratchets with one peer. */
interface Record {
  _sessions: { [ratchet: string]: { indexInfo: { used: number } } };
}

/** What a device shows to those who want to write to it. */
export interface KeyBundle {
  registrationId: number;
  identity: Uint8Array;
  signed: { id: number; key: Uint8Array; signature: Uint8Array };
  oneTime?: { id: number; key: Uint8Array };
}

export interface Sealed {
  type: 'pkmsg' | 'msg';
  body: Buffer;
}

/** What a phone would lose with its storage. */
export interface KeptBox {
  identity: KeyPair;
  registrationId: number;
  signed: SignedKeyPair;
  oneTime: [number, KeyPair][];
  sessions: [string, Record][];
  nextId: number;
}

/** A phone's end of the end-to-end encryption: its identity, its keys and a session with each device it talks to. */
export class SignalBox {
  readonly identity: KeyPair;
  readonly registrationId: number;
  private readonly signed: SignedKeyPair;
  private readonly oneTime: Map<number, KeyPair>;
  private readonly sessions: Map<string, Record>;
  private readonly tag: string;
  private nextId: number;
  // Decrypting and encrypting with one peer must not overlap.
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(kept?: KeptBox) {
    this.identity = kept?.identity ?? Curve.generateKeyPair();
    this.registrationId = kept?.registrationId ?? 1 + Math.floor(Math.random() * 16380);
    this.signed = kept?.signed ?? signedKeyPair(this.identity, 1);
    this.oneTime = new Map(kept?.oneTime);
    this.sessions = new Map(kept?.sessions);
    this.nextId = kept?.nextId ?? 1;
    this.tag = Buffer.from(this.identity.public).subarray(0, 6).toString('hex');
  }

  keep(): KeptBox {
    const { identity, registrationId, signed, nextId } = this;
    return { identity, registrationId, signed, oneTime: [...this.oneTime], sessions: [...this.sessions], nextId };
  }

  bundle(): KeyBundle {
    const id = this.nextId++;
    const key = Curve.generateKeyPair();
    this.oneTime.set(id, key);
    if (this.oneTime.size > KEPT_ONE_TIME_KEYS) this.oneTime.delete(this.oneTime.keys().next().value as number);
    return {
      registrationId: this.registrationId,
      identity: this.identity.public,
      signed: { id: this.signed.keyId, key: this.signed.keyPair.public, signature: this.signed.signature },
      oneTime: { id, key: key.public },
    };
  }

  knows(peer: string): boolean {
    const kept = this.sessions.get(peer);
    return kept !== undefined && SessionRecord.deserialize(kept as never).haveOpenSession();
  }

  get peers(): string[] {
    return [...this.sessions.keys()];
  }

  forget(peer?: string) {
    if (peer) this.sessions.delete(peer);
    else this.sessions.clear();
  }

  async seal(peer: string, message: proto.IMessage, bundle: () => KeyBundle | null): Promise<Sealed | null> {
    return this.inTurn(peer, async () => {
      if (!this.knows(peer)) {
        const keys = bundle();
        if (!keys) return null;
        await this.begin(peer, keys);
      }
      const { type, body } = await new SessionCipher(this.storage, this.address(peer)).encrypt(encodeWAMessage(message as proto.Message));
      return { type: type === 3 ? 'pkmsg' : 'msg', body: Buffer.from(body as unknown as string, 'binary') };
    });
  }

  async open(peer: string, type: string, body: Buffer): Promise<proto.Message> {
    return this.inTurn(peer, async () => {
      const cipher = new SessionCipher(this.storage, this.address(peer));
      const before = this.sessions.get(peer);
      const plain = type === 'pkmsg' ? await cipher.decryptPreKeyWhisperMessage(body) : await cipher.decryptWhisperMessage(body);
      if (type === 'msg') this.keepUntouched(peer, before);
      return proto.Message.decode(unpadRandomMax16(plain));
    });
  }

  /**
   * Of several ratchets with one peer the library tries one after the other, steps each before it knows whether it fits, and stores those that did
   * not with the one that did. A phone's do not move, or messages that cross on their way would break them; the one that did it is marked with the time.
   */
  private keepUntouched(peer: string, before: Record | undefined) {
    const after = this.sessions.get(peer);
    if (!before || !after) return;
    const tried = Object.keys(before._sessions).filter(
      (one) => after._sessions[one]?.indexInfo.used === before._sessions[one]?.indexInfo.used,
    );
    // Where that cannot be told apart, all stay as they are.
    if (tried.length === 0 || tried.length !== Object.keys(after._sessions).length - 1) return;
    const untouched = Object.fromEntries(tried.map((one) => [one, before._sessions[one]]));
    this.sessions.set(peer, { ...after, _sessions: { ...after._sessions, ...untouched } } as Record);
  }

  /** A session from keys that came with a retry receipt. */
  async begin(peer: string, keys: KeyBundle) {
    await new SessionBuilder(this.storage, this.address(peer)).initOutgoing({
      registrationId: keys.registrationId,
      identityKey: generateSignalPubKey(keys.identity),
      signedPreKey: { keyId: keys.signed.id, publicKey: generateSignalPubKey(keys.signed.key), signature: keys.signed.signature },
      preKey: keys.oneTime && { keyId: keys.oneTime.id, publicKey: generateSignalPubKey(keys.oneTime.key) },
    } as Parameters<InstanceType<typeof SessionBuilder>['initOutgoing']>[0]);
  }

  private inTurn<T>(peer: string, action: () => Promise<T>): Promise<T> {
    const before = this.turns.get(peer) ?? Promise.resolve();
    const turn = before.then(action, action);
    this.turns.set(
      peer,
      turn.catch(() => {}),
    );
    return turn;
  }

  // The library queues its work by the address, across all stores of the process: each phone needs addresses of its own.
  private address(peer: string) {
    const [user, device] = peer.split('.') as [string, string];
    return new ProtocolAddress(`${user}/${this.registrationId}/${this.tag}`, Number(device));
  }

  private readonly storage = {
    loadSession: async (id: string) => {
      const kept = this.sessions.get(this.peer(id));
      return kept && SessionRecord.deserialize(kept as never);
    },
    storeSession: async (id: string, session: InstanceType<typeof SessionRecord>) => {
      this.sessions.set(this.peer(id), session.serialize() as unknown as Record);
    },
    isTrustedIdentity: () => true,
    loadPreKey: async (id: number | string) => {
      const pair = this.oneTime.get(Number(id));
      return pair && { privKey: Buffer.from(pair.private), pubKey: Buffer.from(generateSignalPubKey(pair.public)) };
    },
    removePreKey: (id: number) => {
      this.oneTime.delete(id);
    },
    loadSignedPreKey: () => ({
      privKey: Buffer.from(this.signed.keyPair.private),
      pubKey: Buffer.from(generateSignalPubKey(this.signed.keyPair.public)),
    }),
    getOurRegistrationId: () => this.registrationId,
    getOurIdentity: () => ({
      privKey: Buffer.from(this.identity.private),
      pubKey: Buffer.from(generateSignalPubKey(this.identity.public)),
    }),
  };

  private peer(id: string): string {
    const dot = id.lastIndexOf('.');
    return `${id.slice(0, id.indexOf('/'))}${id.slice(dot)}`;
  }
}
