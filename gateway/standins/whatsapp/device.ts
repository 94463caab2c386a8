import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Phone } from './phone.js';
import type { SessionSettings } from './settings.js';
import type { KeyBundle } from './signal.js';

/** What the network keeps for a device that is away. */
const LARGEST_QUEUE = 20_000;

/** A login of a device, as the world drives it. */
export interface DeviceSession {
  readonly line: { cut(): void; end(stanza: BinaryNode): void; freeze(ms: number): void };
  send(stanza: BinaryNode): void;
  tellRestriction(): void;
  wantKeys(): void;
}

/** A linked device: what the network knows of one session of a library. It outlives connections. */
export class Device {
  session: DeviceSession | null = null;
  /** Not yet introduced: its own phone owes it keys and history. */
  fresh = true;
  removed = false;
  restrictedUntil = 0;
  awayUntil = 0;
  /** The next message breaks the connection: after it was taken, or instead. */
  cutOnSend: 'taken' | 'lost' | null = null;
  /** The next login breaks at its first question. */
  cutAtLogin = false;
  settings: Partial<SessionSettings> = {};
  /** How often it logged in. */
  logins = 0;
  private readonly queue = new Map<string, BinaryNode>();
  private oneTime: { id: number; key: Uint8Array }[] = [];

  constructor(
    readonly phone: Phone,
    readonly id: number,
    readonly noiseKey: Buffer,
    readonly identity: Buffer,
    public registrationId: number,
    public signed: KeyBundle['signed'],
    readonly takesInlineHistory: boolean,
  ) {}

  get jid() {
    return `${this.phone.number}:${this.id}@s.whatsapp.net`;
  }

  get lid() {
    return `${this.phone.lid}:${this.id}@lid`;
  }

  /** The name under which phones keep their session with it. */
  get peer() {
    return `${this.phone.number}.${this.id}`;
  }

  get oneTimeKeys() {
    return this.oneTime.length;
  }

  addKeys(keys: { id: number; key: Uint8Array }[]) {
    this.oneTime.push(...keys);
  }

  bundle(): KeyBundle {
    const oneTime = this.oneTime.shift();
    if (this.oneTime.length === 4) this.session?.wantKeys();
    return { registrationId: this.registrationId, identity: this.identity, signed: this.signed, oneTime };
  }

  /** Sends it now, or at the next login; kept until the device says that it has it. */
  push(key: string, node: BinaryNode) {
    if (this.removed) return;
    this.queue.set(key, node);
    if (this.queue.size > LARGEST_QUEUE) this.queue.delete(this.queue.keys().next().value as string);
    this.session?.send(node);
  }

  done(key: string) {
    this.queue.delete(key);
  }

  keep(): KeptDevice {
    const { id, noiseKey, identity, registrationId, signed, takesInlineHistory, fresh, oneTime } = this;
    return { id, noiseKey, identity, registrationId, signed, takesInlineHistory, fresh, oneTime, queue: [...this.queue] };
  }

  static from(phone: Phone, kept: KeptDevice): Device {
    const { id, noiseKey, identity, registrationId, signed, takesInlineHistory } = kept;
    const device = new Device(phone, id, noiseKey, identity, registrationId, signed, takesInlineHistory);
    device.fresh = kept.fresh;
    device.oneTime = kept.oneTime;
    for (const [key, stanza] of kept.queue) device.queue.set(key, stanza);
    return device;
  }

  get waiting(): BinaryNode[] {
    return [...this.queue.values()];
  }
}

export interface KeptDevice {
  id: number;
  noiseKey: Buffer;
  identity: Buffer;
  registrationId: number;
  signed: KeyBundle['signed'];
  takesInlineHistory: boolean;
  fresh: boolean;
  oneTime: { id: number; key: Uint8Array }[];
  queue: [string, BinaryNode][];
  /** A page's: what it logs in with, and what it shows. */
  page?: { token: string; shown: unknown[] };
}
