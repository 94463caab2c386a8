import { EventEmitter } from 'node:events';
import { jidDecode } from '@whiskeysockets/baileys';
import type { Device } from './device.js';
import { fate } from './fates.js';
import type { Hello, Line } from './line.js';
import type { MediaHost } from './media.js';
import type { KeptPhone, PhoneMessage } from './messages.js';
import { node } from './nodes.js';
import { Phone } from './phone.js';
import { Refusal } from './refusal.js';
import { type Linkable, Registration } from './registration.js';
import { Session } from './session.js';
import { DEFAULTS, type WorldSettings } from './settings.js';

/** What can befall a session. The first five are the simulator's; `cut-after-send` and `cut-before-send` wait for its next message, `cut-at-login` for its next login. */
export type FaultKind =
  | 'disconnect'
  | 'logout'
  | 'ban'
  | 'restrict'
  | 'freeze'
  | 'replace'
  | 'restart'
  | 'error'
  | 'cut-after-send'
  | 'cut-before-send'
  | 'cut-at-login';

const DEFAULT_FREEZE = 60_000;

/** Everything behind the sockets: phones, devices, what is on its way, and how all of it behaves. */
export class World {
  settings: WorldSettings = { ...DEFAULTS };
  readonly registrations = new Set<Linkable>();
  /** Upgrades to WebSocket are answered with 503 until then. */
  unavailableUntil = 0;
  sums = { accepted: 0, delivered: 0, read: 0, repeats: 0, retries: 0, replaced: 0 };
  /** Errors inside the stand-in itself; a test that sees one here looks at a bug of ours. */
  readonly failures: unknown[] = [];
  private readonly phones = new Map<string, Phone>();
  private readonly lids = new Map<string, Phone>();
  private readonly events = new EventEmitter().setMaxListeners(0);
  private readonly drawn = new Map<string, number>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly seenIds = new Set<string>();
  private stanzas = 0;

  constructor(readonly media: MediaHost) {}

  // ---- phones ----

  /** Every number is a phone; digits with or without the plus. */
  phone(number: string): Phone {
    const digits = number.replace(/^\+/, '');
    if (!/^\d{5,15}$/.test(digits))
      throw new Refusal('validation', 'A number is 5 to 15 digits, country code first, with or without the plus.');
    let phone = this.phones.get(digits);
    if (!phone) {
      phone = new Phone(this, digits, this.phones.size + 1);
      this.phones.set(digits, phone);
      this.lids.set(phone.lid, phone);
    }
    return phone;
  }

  /** The phone behind an address of either kind. */
  find(jid: string | undefined): Phone | undefined {
    const parts = jid ? jidDecode(jid) : undefined;
    if (!parts) return undefined;
    if (parts.server === 'lid') return this.lids.get(parts.user);
    if (parts.server !== 's.whatsapp.net' && parts.server !== 'c.us') return undefined;
    return /^[1-9]\d{4,14}$/.test(parts.user) ? this.phone(parts.user) : undefined;
  }

  /** A phone of an earlier world. */
  restore(kept: KeptPhone) {
    const phone = new Phone(this, kept.number, this.phones.size + 1, kept);
    this.phones.set(phone.number, phone);
    this.lids.set(phone.lid, phone);
  }

  /** The phones that were written to, wrote, or were changed. */
  get allPhones(): Phone[] {
    return [...this.phones.values()].filter((phone) => phone.known);
  }

  isUnregistered(number: string) {
    return fate(this.settings.seed, number, 0, 'account') < this.settings.unregisteredRate;
  }

  // ---- lines ----

  open(line: Line, hello: Hello) {
    if (hello.payload.devicePairingData) {
      this.registrations.add(new Registration(this, line, hello));
      this.changed();
      return;
    }
    const device = this.phones.get(String(hello.payload.username))?.devices.get(hello.payload.device ?? 0);
    this.after(device?.settings.latencyMs ?? this.settings.latencyMs, () => {
      if (!line.closed) this.login(line, hello);
    });
  }

  private login(line: Line, hello: Hello) {
    const phone = this.phones.get(String(hello.payload.username));
    const device = phone?.devices.get(hello.payload.device ?? 0);
    const now = this.now();
    if (phone && phone.bannedUntil > now) return line.end(node('failure', { reason: '403', location: 'loc' }));
    if (!device?.noiseKey.equals(hello.clientKey)) return line.end(node('failure', { reason: '401', location: 'loc' }));
    if (device.awayUntil > now) return line.cut();
    const before = device.session;
    if (before) {
      this.sums.replaced++;
      device.session = null;
      before.line.end(node('stream:error', {}, [node('conflict', { type: 'replaced' })]));
    }
    const session = new Session(this, device, line);
    if (device.restrictedUntil > now) session.tellRestriction();
  }

  remove(device: Device) {
    device.removed = true;
    device.phone.devices.delete(device.id);
    device.session?.line.end(node('stream:error', { code: '401' }, [node('conflict', { type: 'device_removed' })]));
    this.linked();
  }

  /** Sessions of a number (`5511…`), or one of them (`5511…:2`). */
  devices(session: string): Device[] {
    const [number, id] = session.replace(/@.*$/, '').split(':') as [string, string | undefined];
    const all = [...this.phone(number).devices.values()];
    return id === undefined ? all : all.filter((device) => device.id === Number(id));
  }

  fault(session: string, kind: FaultKind, options: { forMs?: number; code?: string } = {}) {
    const devices = this.devices(session);
    if (!devices.length) throw new Refusal('not-found', 'No session is linked to that number.');
    const now = this.now();
    for (const device of devices) {
      const line = device.session?.line;
      switch (kind) {
        case 'disconnect':
          device.awayUntil = options.forMs ? now + options.forMs : 0;
          line?.cut();
          break;
        case 'logout':
          this.remove(device);
          break;
        case 'ban':
          device.phone.bannedUntil = options.forMs ? now + options.forMs : Number.POSITIVE_INFINITY;
          line?.end(node('stream:error', { code: '403' }));
          break;
        case 'restrict':
          device.restrictedUntil = options.forMs ? now + options.forMs : Number.POSITIVE_INFINITY;
          device.session?.tellRestriction();
          if (options.forMs) this.after(options.forMs, () => device.session?.tellRestriction());
          break;
        case 'freeze':
          line?.freeze(options.forMs ?? DEFAULT_FREEZE);
          break;
        case 'replace':
          line?.end(node('stream:error', {}, [node('conflict', { type: 'replaced' })]));
          break;
        case 'restart':
          line?.end(node('stream:error', { code: '515' }));
          break;
        case 'cut-at-login':
          device.cutAtLogin = true;
          line?.cut();
          break;
        case 'cut-after-send':
          device.cutOnSend = 'taken';
          break;
        case 'cut-before-send':
          device.cutOnSend = 'lost';
          break;
        case 'error':
          line?.end(node('stream:error', { code: options.code ?? '503' }));
          break;
      }
    }
    this.changed();
  }

  // ---- messages ----

  /** The network took a message of a session. Counts each id of a sender once. */
  taken(from: string, to: string, id: string, peer: boolean) {
    const key = `${from}|${to}|${id}`;
    if (peer || this.seenIds.has(key)) return;
    this.seenIds.add(key);
    this.sums.accepted++;
  }

  received(phone: Phone, message: PhoneMessage) {
    this.events.emit('message', phone, message);
    this.changed();
  }

  onMessage(listener: (phone: Phone, message: PhoneMessage) => void) {
    this.events.on('message', listener);
  }

  /** A device was linked or removed. */
  linked() {
    this.events.emit('links');
    this.changed();
  }

  onLinks(listener: () => void) {
    this.events.on('links', listener);
  }

  changed() {
    this.events.emit('changed');
  }

  /** Settles when the condition holds; looked at whenever something in the world changed. */
  until<T>(condition: () => T | undefined | null | false, timeoutMs = 10_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const value = condition();
        if (!value) return;
        clearTimeout(timer);
        this.events.off('changed', look);
        resolve(value);
      };
      const timer = setTimeout(() => {
        this.events.off('changed', look);
        reject(new Error(`the world did not come to it within ${timeoutMs} ms: ${condition.toString()}`));
      }, timeoutMs);
      this.events.on('changed', look);
      look();
    });
  }

  failed(error: unknown) {
    this.failures.push(error);
    if (this.failures.length > 100) this.failures.shift();
    this.changed();
  }

  /** Lets it go on by itself; what it throws is a failure of ours and ends nothing. */
  run(work: Promise<unknown>) {
    void work.catch((error: unknown) => this.failed(error));
  }

  // ---- time and fate ----

  now() {
    return Date.now();
  }

  seconds(at = this.now()) {
    return Math.floor(at / 1000).toString();
  }

  stanzaId() {
    return `s.${++this.stanzas}`;
  }

  after(ms: number, action: () => void) {
    if (ms <= 0) return action();
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, ms);
    this.timers.add(timer);
  }

  /** The fate of the next event of this sort at this phone. */
  draw(phone: string, of: string, rate: number): boolean {
    if (rate <= 0) return false;
    const key = `${phone}|${of}`;
    const nth = this.drawn.get(key) ?? 0;
    this.drawn.set(key, nth + 1);
    return fate(this.settings.seed, phone, nth, of) < rate;
  }

  /** The fate of one message: the same however often it is asked for. */
  drawFor(phone: string, nth: string, of: string, rate: number): boolean {
    return rate > 0 && fate(this.settings.seed, phone, Number(nth), of) < rate;
  }

  /** Messages, figures, settings and faults as on the first day. Linked sessions stay linked and connected. */
  reset() {
    this.settings = { ...DEFAULTS };
    this.sums = { accepted: 0, delivered: 0, read: 0, repeats: 0, retries: 0, replaced: 0 };
    this.drawn.clear();
    this.seenIds.clear();
    this.unavailableUntil = 0;
    this.media.refusesUploads = false;
    this.media.refusesDownloads = false;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    for (const phone of this.phones.values()) phone.reset();
    this.changed();
  }

  close() {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}
