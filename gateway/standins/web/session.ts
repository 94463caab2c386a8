import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { DeviceSession } from '../whatsapp/device.js';
import { child, node } from '../whatsapp/nodes.js';
import type { Phone } from '../whatsapp/phone.js';
import { judge } from '../whatsapp/verdict.js';
import type { World } from '../whatsapp/world.js';
import { contactOf, type PageDevice } from './device.js';
import type { PageLine, Said } from './line.js';
import { addressOf, contentOf, type PageMessage } from './models.js';

/** One login of a page. What the world does to the session of a library it does to this one in the page's words: states, and numbers for receipts. */
export class PageSession implements DeviceSession {
  readonly line: DeviceSession['line'];

  constructor(
    private readonly world: World,
    readonly device: PageDevice,
    private readonly page: PageLine,
  ) {
    this.line = { cut: () => page.cut(), freeze: (ms) => page.freeze(ms), end: (stanza) => this.end(stanza) };
    page.onSaid = (said) => this.take(said);
    page.onClose = () => {
      if (device.session === this) device.session = null;
      world.changed();
    };
    const before = device.session;
    device.session = this;
    if (before) {
      world.sums.replaced++;
      before.line.end(node('stream:error', {}, [node('conflict', { type: 'replaced' })]));
    }
    device.logins++;
    if (device.fresh) {
      device.fresh = false;
      device.introduce();
    }
    const { phone } = device;
    const messages = device.messages;
    const contacts = [...new Set(messages.map((message) => message.chat))].map((chat) => this.contact(chat)).filter(Boolean);
    page.send({
      welcome: { number: `${phone.number}@c.us`, lid: `${phone.lid}@lid`, name: phone.name, messages, contacts },
    });
    world.changed();
  }

  private contact(chat: string) {
    const phone = this.world.find(chat);
    return phone && contactOf(phone);
  }

  private setting<K extends 'latencyMs' | 'ackDelayMs' | 'dropAckRate' | 'dropLookups'>(name: K) {
    return this.device.settings[name] ?? this.world.settings[name];
  }

  tell(said: Said) {
    this.page.send(said);
  }

  /** As often as the world repeats its events. */
  tellTwice(said: Said) {
    this.tell(said);
    const rate = this.device.settings.duplicateEventRate ?? this.world.settings.duplicateEventRate;
    if (this.world.draw(this.device.phone.number, 'duplicate', rate)) this.tell(said);
  }

  send(stanza: BinaryNode) {
    if (stanza.tag === 'chatstate') this.tell({ chatstate: stanza.attrs.from });
  }

  /** A page hears of it with its next new chat only. */
  tellRestriction() {}

  wantKeys() {}

  private end(stanza: BinaryNode) {
    const conflict = child(stanza, 'conflict')?.attrs.type;
    if (conflict === 'replaced') this.tell({ state: 'CONFLICT' });
    else if (stanza.attrs.code === '401') this.tell({ logout: true });
    else if (stanza.attrs.code === '403') this.tell({ state: 'TOS_BLOCK' });
    else if (stanza.attrs.code === 'unpaired') this.tell({ state: 'UNPAIRED' });
    else if (stanza.attrs.code === 'forgets' || stanza.attrs.code === 'keeps') this.tell({ mood: stanza.attrs.code });
    else this.page.cut();
  }

  // ---- what pages say ----

  private take(said: Said) {
    if (said.send) return this.message(said.send as PageMessage);
    if (said.react) return this.react(said.react as { id: string; chat: string; parent: string; parentFromMe: boolean; text: string });
    if (said.got) return this.got(said.got as string[], undefined);
    if (said.seen) return this.got(said.seen as string[], 'read');
    if (said.chatstate) {
      const { to, state } = said.chatstate as { to: string; state: string };
      this.world.find(to)?.sees(this.device.phone.number, state);
    } else if (said.presence) this.device.phone.presence = String(said.presence);
    else if (said.logout) this.world.remove(this.device);
    else if (said.exists) this.exists(said.exists as string, said.ask as number);
  }

  private exists(address: string, ask: number) {
    if (this.setting('dropLookups')) return;
    const phone = this.world.find(address);
    const known = phone?.registered ? { ...contactOf(phone), address: address.endsWith('@lid') ? address : `${phone.number}@c.us` } : null;
    this.world.after(this.setting('latencyMs') as number, () => this.tell({ answer: ask, known }));
  }

  private got(ids: string[], type: 'read' | undefined) {
    for (const id of ids) {
      const message = this.device.find(id);
      const from = message && !message.fromMe ? this.world.find(message.chat) : undefined;
      from?.confirmed(this.device, [id], type);
    }
  }

  private message(message: PageMessage) {
    const content = contentOf(message);
    // A restart of the page asks for it again; the network knows it by its id.
    this.device.show({ ...message, fromMe: true, ack: 0, t: Math.floor(this.world.now() / 1000) });
    this.carry(message.id, message.chat, content);
  }

  private react({
    id,
    chat,
    parent,
    parentFromMe,
    text,
  }: {
    id: string;
    chat: string;
    parent: string;
    parentFromMe: boolean;
    text: string;
  }) {
    const key = { remoteJid: chat, fromMe: parentFromMe, id: parent };
    this.carry(id, chat, { reactionMessage: { key, text, senderTimestampMs: this.world.now() } });
  }

  private carry(id: string, chat: string, content: proto.IMessage) {
    const { world, device } = this;
    const target = world.find(chat);
    const number = target?.number ?? (chat.split('@')[0] as string);
    const verdict = judge(world, device, target, number, this.setting('dropAckRate') as number);
    if (verdict.cut) this.page.cut();
    if (verdict.cut === 'lost') return;
    const wait = (this.setting('latencyMs') as number) + (this.setting('ackDelayMs') as number);
    if (verdict.error) return world.after(wait, () => this.tell({ ack: -1, id }));
    if (!verdict.lost) {
      world.taken(device.phone.number, number, id, false);
      this.post(id, target, content);
    }
    if (verdict.acknowledged)
      world.after(wait, () => {
        const shown = device.find(id);
        if (shown) shown.ack = Math.max(shown.ack, 1);
        this.tell({ ack: 1, id });
      });
  }

  private post(id: string, target: Phone | undefined, content: proto.IMessage) {
    const { device, world } = this;
    const { phone } = device;
    const to = target ? addressOf(target) : '';
    const common = { id, from: device, to, jid: to, at: world.now(), enc: node('enc', { type: 'plain' }) };
    if (target?.registered) target.receive({ ...common, plain: content });
    if (target && target !== phone)
      phone.receive({ ...common, plain: { deviceSentMessage: { destinationJid: target.jid, message: content } } });
  }
}
