// Longer than most: what a phone gets, shows, confirms and writes are one state with one order of events.
import { randomBytes } from 'node:crypto';
import { type BinaryNode, proto } from '@whiskeysockets/baileys';
import { PageDevice } from '../web/device.js';
import { bundleNodes, readBundle } from './bundles.js';
import { see } from './content.js';
import { Device } from './device.js';
import { lidOf } from './fates.js';
import { introduction } from './history.js';
import { compose, type Letter } from './letters.js';
import type { Addressing, Envelope, KeptPhone, PhoneMessage, SentMessage } from './messages.js';
import { bigEndian, bytes, child, node, SERVER, uint } from './nodes.js';
import { Refusal } from './refusal.js';
import { SignalBox } from './signal.js';
import type { World } from './world.js';

const LARGEST_LIST = 100_000;
/** Libraries fold what comes in one go into its last state; the late receipt must come apart. */
const REORDER_GAP = 50;

/** A virtual phone: a number with an account, a Signal identity and a person. */
export class Phone {
  readonly lid: string;
  readonly devices = new Map<number, Device>();
  readonly blocks = new Set<string>();
  readonly chatstates: { from: string; state: string; at: number }[] = [];
  name: string;
  presence = 'unavailable';
  readReceipts: 'all' | 'none' = 'all';
  addressing: Addressing = 'pn';
  /** Written to, written from, or changed; a number that was only looked up is no phone that anybody wants to see. */
  known = false;
  readAfterMs: number | null = null;
  deliverAfterMs: number | null = null;
  replyWith: string | null = null;
  bannedUntil = 0;
  /** The next so many encrypted messages are taken for unreadable, and asked for again. */
  unreadable = 0;
  received = 0;

  private madeBox: SignalBox | null = null;
  private readonly inbox = new Map<string, PhoneMessage>();
  private readonly outbox = new Map<string, SentMessage>();
  private readonly heardFrom = new Set<string>();
  private readonly waiting: Envelope[] = [];
  private readonly retried = new Map<string, number>();
  private work: Promise<unknown> = Promise.resolve();
  private isOnline = true;
  private isRegistered: boolean | null = null;
  private devicesEver = 0;
  private sequence = 0;
  private owed: { device: Device; letters: proto.IMessage[] }[] = [];

  constructor(
    readonly world: World,
    readonly number: string,
    readonly age: number,
    kept?: KeptPhone,
  ) {
    if (kept?.box) this.madeBox = new SignalBox(kept.box);
    this.devicesEver = kept?.devicesEver ?? 0;
    this.lid = lidOf(number);
    this.name = kept?.name ?? `Phone ${number.slice(-4)}`;
    this.addressing = kept?.addressing ?? 'pn';
    this.known = kept?.known ?? false;
    for (const device of kept?.devices ?? [])
      this.devices.set(device.id, device.page ? PageDevice.fromKept(this, device) : Device.from(this, device));
  }

  /** What outlives the process: who the phone is and what is linked to it, not what it shows. */
  keep(): KeptPhone {
    const { number, name, addressing, known, devicesEver } = this;
    return {
      number,
      name,
      addressing,
      known,
      devicesEver,
      box: this.madeBox?.keep() ?? null,
      devices: [...this.devices.values()].map((device) => device.keep()),
    };
  }

  /** Made when somebody first writes to it; a number that is only looked up needs no keys. */
  get box(): SignalBox {
    this.madeBox ??= new SignalBox();
    return this.madeBox;
  }

  get jid() {
    return `${this.number}@${SERVER}`;
  }

  /** As sessions see it. */
  get address() {
    return this.addressing === 'pn' ? this.jid : `${this.lid}@lid`;
  }

  /** What a message says of the other address. */
  get otherAddress() {
    if (this.addressing === 'pn') return { sender_lid: `${this.lid}@lid` };
    return { addressing_mode: 'lid', sender_pn: this.addressing === 'lid' ? this.jid : undefined };
  }

  get online() {
    return this.isOnline;
  }

  set online(value: boolean) {
    this.isOnline = value;
    if (value) {
      for (const envelope of this.waiting.splice(0)) this.take(envelope);
      for (const { device, letters } of this.owed.splice(0)) this.world.run(this.tell(device, letters));
    }
    this.world.changed();
  }

  get registered() {
    return this.isRegistered ?? !this.world.isUnregistered(this.number);
  }

  set registered(value: boolean) {
    this.isRegistered = value;
  }

  get messages(): PhoneMessage[] {
    return [...this.inbox.values()];
  }

  get sent(): SentMessage[] {
    return [...this.outbox.values()];
  }

  nextDeviceId() {
    return ++this.devicesEver;
  }

  reset() {
    this.inbox.clear();
    this.outbox.clear();
    this.heardFrom.clear();
    this.waiting.length = 0;
    this.chatstates.length = 0;
    this.blocks.clear();
    this.readAfterMs = null;
    this.deliverAfterMs = null;
    this.replyWith = null;
    this.bannedUntil = 0;
    this.unreadable = 0;
    this.received = 0;
    this.known = this.devices.size > 0;
    this.addressing = 'pn';
    this.readReceipts = 'all';
    this.isRegistered = null;
    this.online = true;
    for (const device of this.devices.values()) {
      device.settings = {};
      device.cutOnSend = null;
      device.restrictedUntil = 0;
      device.awayUntil = 0;
    }
  }

  hasHeardFrom(number: string) {
    return this.heardFrom.has(number);
  }

  // ---- linking ----

  /** Reads a QR, or types a code (with or without its dash) when the session shows one. */
  async scan(qr: string) {
    this.known = true;
    if (!this.online) throw new Refusal('illegal-state', 'The phone is offline.');
    if (!this.registered) throw new Refusal('illegal-state', 'The number of this phone has no account.');
    if (this.bannedUntil > this.world.now()) throw new Refusal('illegal-state', 'The number of this phone is banned.');
    const code = qr.replaceAll(/[\s-]/g, '').toUpperCase();
    if (code.length === 8) {
      const asking = [...this.world.registrations].filter((registration) => registration.wantsCodeFor !== undefined);
      const mine = asking.findLast((registration) => registration.wantsCodeFor === this.number);
      if (mine) return mine.typed(this, code);
      if (asking.length) throw new Refusal('illegal-state', 'That code is for the phone of another number.');
      throw new Refusal('not-found', 'No session shows that code.');
    }
    const [ref, , identity, secret] = qr.slice(qr.indexOf('#') + 1).split(',');
    const registration = [...this.world.registrations].find((candidate) => candidate.shows(ref ?? ''));
    if (!registration || !identity || !secret) throw new Refusal('not-found', 'No session shows that QR.');
    return registration.scanned(this, Buffer.from(secret, 'base64'), Buffer.from(identity, 'base64'));
  }

  /** A new device gets from its phone the keys of the app state and what was said before. */
  async introduce(device: Device) {
    if (device instanceof PageDevice) return device.introduce();
    const letters = await introduction(this, device);
    if (this.online) await this.tell(device, letters);
    else this.owed.push({ device, letters });
  }

  private async tell(device: Device, letters: proto.IMessage[]) {
    for (const letter of letters) await this.dispatch(device, this.nextId(), letter, { from: this.jid, type: 'text', category: 'peer' });
  }

  // ---- receiving ----

  receive(envelope: Envelope) {
    this.known = true;
    const own = envelope.from.phone === this;
    if (!own && this.blocks.has(envelope.from.phone.number)) return;
    const wait = own ? 0 : (this.deliverAfterMs ?? this.world.settings.deliverAfterMs);
    this.world.after(wait, () => {
      if (this.isOnline) this.take(envelope);
      else this.waiting.push(envelope);
    });
  }

  private take(envelope: Envelope) {
    this.work = this.work.then(() => this.decrypt(envelope)).catch((error: unknown) => this.world.failed(error));
  }

  private async decrypt(envelope: Envelope) {
    const { from, enc } = envelope;
    let message: proto.IMessage;
    try {
      if (this.unreadable > 0) {
        this.unreadable--;
        throw new Error('taken for unreadable');
      }
      message = envelope.plain ?? (await this.box.open(from.peer, enc.attrs.type as string, bytes(enc)));
    } catch (error) {
      this.askAgain(envelope, error);
      return;
    }
    const own = message.deviceSentMessage;
    if (own?.message) {
      const target = this.world.find(own.destinationJid ?? '');
      if (target) this.note(envelope.id, target.number, own.message, true);
      // A number that writes to itself: the message is for this phone as well.
      if (target !== this) return;
      message = own.message;
    }
    if (envelope.category === 'peer') return;
    await this.show(envelope, message);
  }

  private async show(envelope: Envelope, message: proto.IMessage) {
    const { id, from } = envelope;
    const sender = from.phone;
    const key = `${sender.number}|${id}`;
    const known = this.inbox.get(key);
    if (known) {
      known.copies++;
      this.world.sums.repeats++;
      this.world.changed();
      return;
    }
    const change = message.protocolMessage ?? message.editedMessage?.message?.protocolMessage;
    if (change?.key?.id) {
      const target = this.inbox.get(`${sender.number}|${change.key.id}`);
      if (target && change.type === proto.Message.ProtocolMessage.Type.REVOKE) target.revoked = true;
      if (target && change.editedMessage) {
        target.edited = true;
        target.text = see(change.editedMessage).text;
      }
      this.world.changed();
      return;
    }
    const { media } = see(message);
    const shown = this.put(sender, id, message, envelope.at, media ? await this.world.media.open(media) : null);
    this.world.sums.delivered++;
    this.world.received(this, shown);
    // Libraries encrypt for each device; pages are told by their phone.
    for (const device of this.devices.values()) if (device instanceof PageDevice) device.hears(sender, this, id, message, envelope.at);
    this.confirm(sender, shown);
  }

  private put(from: Phone, providerId: string, content: proto.IMessage, at: number, file: Buffer | null): PhoneMessage {
    const shown: PhoneMessage = {
      ...see(content),
      id: String(++this.sequence),
      providerId,
      from: from.number,
      file,
      at,
      deliveredAt: this.world.now(),
      readAt: null,
      playedAt: null,
      copies: 1,
      edited: false,
      revoked: false,
      content,
    };
    this.inbox.set(`${from.number}|${providerId}`, shown);
    this.heardFrom.add(from.number);
    if (this.inbox.size > LARGEST_LIST) this.inbox.delete(this.inbox.keys().next().value as string);
    this.received++;
    this.known = true;
    return shown;
  }

  private confirm(sender: Phone, shown: PhoneMessage) {
    const { world, number } = this;
    const nth = shown.id;
    const isRead = world.drawFor(number, nth, 'read', world.settings.readRate);
    const reordered = isRead && world.drawFor(number, nth, 'reorder', world.settings.reorderRate);
    const wait = this.readAfterMs ?? world.settings.readAfterMs;
    const read = () => {
      shown.readAt = world.now();
      world.sums.read++;
      if (this.readReceipts === 'all') this.tellState(sender, shown, 'read');
      if (reordered) world.after(REORDER_GAP, () => this.tellState(sender, shown));
      if (shown.kind === 'voice' || shown.kind === 'audio') {
        world.after(wait, () => {
          shown.playedAt = world.now();
          this.tellState(sender, shown, 'played');
          world.changed();
        });
      }
      if (this.replyWith) world.run(this.send({ to: sender.number, text: this.replyWith }));
      world.changed();
    };
    if (!reordered) this.tellState(sender, shown);
    if (isRead) world.after(wait, read);
  }

  private tellState(sender: Phone, shown: PhoneMessage, type?: 'read' | 'played') {
    for (const device of sender.devices.values()) {
      const rate = device.settings.lostReceiptRate ?? this.world.settings.lostReceiptRate;
      if (this.world.drawFor(this.number, shown.id, `receipt ${type ?? 'delivered'}`, rate)) continue;
      const stanza = node('receipt', { from: this.address, id: shown.providerId, type, t: this.world.seconds() });
      device.push(`receipt:${shown.providerId}:${type ?? ''}`, stanza);
    }
  }

  private askAgain(envelope: Envelope, error: unknown) {
    const key = `${envelope.from.peer}|${envelope.id}`;
    const count = (this.retried.get(key) ?? 0) + 1;
    this.retried.set(key, count);
    this.world.sums.retries++;
    if (count > 5) {
      this.world.failed(error);
      return;
    }
    const content = [
      node('retry', { v: '1', count: String(count), id: envelope.id, t: this.world.seconds(envelope.at) }),
      node('registration', {}, bigEndian(this.box.registrationId, 4)),
    ];
    if (count > 1) content.push(node('keys', {}, bundleNodes(this.box.bundle())));
    const own = envelope.from.phone === this;
    const from = own ? this.jid : this.address;
    envelope.from.push(
      `receipt:${envelope.id}:retry`,
      node('receipt', { from, id: envelope.id, type: 'retry', t: this.world.seconds(), recipient: own ? envelope.to : undefined }, content),
    );
    this.world.changed();
  }

  // ---- writing ----

  /** The person writes. From the phone of a linked session this is what its owner types there, and the session is told. */
  async send(letter: Letter): Promise<string> {
    if (!this.online) throw new Refusal('illegal-state', 'The phone is offline.');
    this.known = true;
    const to = this.world.phone(letter.to);
    if (!to.registered) throw new Refusal('unprocessable', 'The number has no account.');
    const id = letter.id ?? this.nextId();
    const content = await compose(this, letter, to);
    this.note(id, to.number, content, false, letter.vote?.options.join(', '));
    for (const device of this.devices.values())
      await this.deliver(device, id, { deviceSentMessage: { destinationJid: to.address, message: content } }, to, false);
    if (to !== this) await this.carry(id, to, content, letter.garbled === true);
    this.world.changed();
    return id;
  }

  /** The person takes a message back. */
  revoke(to: string, id: string) {
    return this.send({
      to,
      content: {
        protocolMessage: {
          type: proto.Message.ProtocolMessage.Type.REVOKE,
          key: { remoteJid: this.world.phone(to).address, fromMe: true, id },
        },
      },
    });
  }

  edit(to: string, id: string, text: string) {
    const key = { remoteJid: this.world.phone(to).address, fromMe: true, id };
    return this.send({
      to,
      content: {
        protocolMessage: {
          type: proto.Message.ProtocolMessage.Type.MESSAGE_EDIT,
          key,
          editedMessage: { conversation: text },
          timestampMs: this.world.now(),
        },
      },
    });
  }

  /** The person types, or stops (`paused`), or records. */
  type(to: string, state: 'composing' | 'paused' | 'recording' = 'composing') {
    const inner = state === 'recording' ? node('composing', { media: 'audio' }) : node(state);
    for (const device of this.world.phone(to).devices.values()) device.session?.send(node('chatstate', { from: this.address }, [inner]));
  }

  /** Forgets the encryption with everybody, as after a new installation that kept its identity. */
  forgetSessions() {
    this.box.forget();
  }

  /** WhatsApp is installed anew on it: another identity, and those who wrote to it are told. */
  reinstall() {
    const peers = this.box.peers;
    this.madeBox = new SignalBox();
    for (const peer of peers) {
      const [number, id] = peer.split('.') as [string, string];
      const device = this.world.phone(number).devices.get(Number(id));
      const told = { from: this.jid, type: 'encrypt', id: this.world.stanzaId(), t: this.world.seconds() };
      if (device && device.phone !== this) device.push(`notification:${told.id}:encrypt`, node('notification', told, [node('identity')]));
    }
  }

  private async carry(id: string, to: Phone, content: proto.IMessage, garbled: boolean) {
    if (to.blocks.has(this.number)) return;
    if (!to.devices.size) {
      to.showLocal(this, id, content);
      return;
    }
    for (const device of to.devices.values()) await this.deliver(device, id, content, to, garbled);
    to.showLocal(this, id, content);
  }

  /** Phones of the world write to each other without the detour of an encryption that nobody looks at. */
  private showLocal(from: Phone, id: string, content: proto.IMessage) {
    if (this.inbox.has(`${from.number}|${id}`) || content.protocolMessage || content.pollUpdateMessage) return;
    this.world.received(this, this.put(from, id, content, this.world.now(), null));
  }

  private async deliver(device: Device, id: string, content: proto.IMessage, to: Phone, garbled: boolean) {
    if (device instanceof PageDevice) return device.hears(this, to, id, content.deviceSentMessage?.message ?? content, this.world.now());
    const own = device.phone === this;
    const { kind } = see(content.deviceSentMessage?.message ?? content);
    const type =
      kind === 'reaction'
        ? 'reaction'
        : kind === 'poll' || kind === 'vote'
          ? 'poll'
          : ['text', 'location', 'other', 'interactive'].includes(kind)
            ? 'text'
            : 'media';
    const lid = this.addressing !== 'pn';
    const edit =
      content.protocolMessage?.type === proto.Message.ProtocolMessage.Type.REVOKE
        ? '7'
        : content.protocolMessage?.editedMessage
          ? '1'
          : undefined;
    const attrs = own
      ? { from: this.jid, recipient: to.address, type, recipient_lid: lid ? undefined : `${to.lid}@lid` }
      : { from: this.address, type, edit, ...this.otherAddress };
    await this.dispatch(device, id, content, attrs, garbled);
  }

  private async dispatch(
    device: Device,
    id: string,
    content: proto.IMessage,
    attrs: Record<string, string | undefined>,
    garbled = false,
    count?: number,
  ) {
    const sealed = await this.box.seal(device.peer, content, () => device.bundle());
    if (!sealed) return;
    const body = sealed.body;
    if (garbled) body[body.length - 1] = (body[body.length - 1] as number) ^ 0xff;
    const parts = [node('enc', { v: '2', type: sealed.type, count: count?.toString() }, body)];
    if ((content.deviceSentMessage?.message ?? content).pollUpdateMessage) parts.push(node('meta', { polltype: 'vote' }));
    device.push(`message:${id}:`, node('message', { ...attrs, id, t: this.world.seconds(), notify: this.name }, parts));
    this.outgoing.set(`${device.peer}|${id}`, { content, attrs });
    if (this.outgoing.size > 5000) this.outgoing.delete(this.outgoing.keys().next().value as string);
  }

  private readonly outgoing = new Map<string, { content: proto.IMessage; attrs: Record<string, string | undefined> }>();

  /** A session could not read a message and asks for it again, perhaps with new keys. */
  async again(device: Device, id: string, receipt: BinaryNode) {
    const kept = this.outgoing.get(`${device.peer}|${id}`);
    if (!kept) return;
    const count = Number(child(receipt, 'retry')?.attrs.count ?? '1');
    const keys = child(receipt, 'keys');
    const mine = this.outbox.get(id);
    if (mine) mine.retries++;
    this.world.sums.retries++;
    if (keys) {
      await this.box.begin(device.peer, readBundle(keys, uint(child(receipt, 'registration'))));
    } else {
      this.box.forget(device.peer);
    }
    await this.dispatch(device, id, kept.content, kept.attrs, false, count);
    this.world.changed();
  }

  /** A session says that it has, or its owner has seen, what this phone wrote. */
  confirmed(device: Device, ids: string[], type: string | undefined) {
    if (type === 'hist_sync' || type === 'peer_msg' || type === 'sender') return;
    for (const id of ids) {
      const message = this.outbox.get(id);
      if (!message || message.to !== device.phone.number) continue;
      message.deliveredAt ??= this.world.now();
      if (type === 'read' || type === 'played') message.readAt ??= this.world.now();
    }
    this.world.changed();
  }

  sees(from: string, state: string) {
    this.chatstates.push({ from, state, at: this.world.now() });
    if (this.chatstates.length > 1000) this.chatstates.shift();
    this.world.changed();
  }

  /** @param words What the person sees of it, where the content does not show that. */
  private note(providerId: string, to: string, content: proto.IMessage, bySession: boolean, words?: string) {
    if (this.outbox.has(providerId)) return;
    const seen = see(content);
    this.outbox.set(providerId, {
      providerId,
      to,
      text: seen.text ?? words ?? null,
      kind: seen.kind,
      at: this.world.now(),
      bySession,
      deliveredAt: null,
      readAt: null,
      retries: 0,
      content,
    });
    if (this.outbox.size > LARGEST_LIST) this.outbox.delete(this.outbox.keys().next().value as string);
    this.world.changed();
  }

  private nextId() {
    return `3A${randomBytes(9).toString('hex').toUpperCase()}`;
  }
}
