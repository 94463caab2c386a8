import { randomBytes } from 'node:crypto';
import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import { Device, type KeptDevice } from '../whatsapp/device.js';
import type { Phone } from '../whatsapp/phone.js';
import { openVote, partiesOf } from '../whatsapp/votes.js';
import { addressOf, fieldsOf, type PageMessage, type PageReaction, type PageVote } from './models.js';
import type { PageSession } from './session.js';

/** What a page shows of its chats; older messages fall out. */
const LARGEST_STORE = 2000;

/** Page's words for how far a message is. */
const ACKS = { taken: 1, delivered: 2, read: 3, played: 4 };

/**
 * A browser that the phone linked. What the page would keep in its own database is kept here and given to it at each login, so that
 * the page is small; the login itself the page keeps.
 */
export class PageDevice extends Device {
  readonly token: string;
  private readonly shown = new Map<string, PageMessage>();

  constructor(phone: Phone, id: number, token = randomBytes(24).toString('base64url')) {
    const none = Buffer.alloc(0);
    super(phone, id, none, none, 0, { id: 0, key: none, signature: none }, false);
    this.token = token;
  }

  static fromKept(phone: Phone, kept: KeptDevice): PageDevice {
    const device = new PageDevice(phone, kept.id, kept.page?.token);
    device.fresh = kept.fresh;
    for (const message of (kept.page?.shown ?? []) as PageMessage[]) device.show(message);
    return device;
  }

  override keep(): KeptDevice {
    return { ...super.keep(), page: { token: this.token, shown: [...this.shown.values()] } };
  }

  get page(): PageSession | null {
    return this.session as PageSession | null;
  }

  get messages(): PageMessage[] {
    return [...this.shown.values()];
  }

  find(id: string): PageMessage | undefined {
    return this.shown.get(id);
  }

  show(message: PageMessage) {
    this.shown.set(message.id, message);
    if (this.shown.size > LARGEST_STORE) this.shown.delete(this.shown.keys().next().value as string);
  }

  /** What was said before it was linked. */
  introduce() {
    const { phone } = this;
    for (const { from, providerId, content, at } of phone.messages) this.hears(phone.world.phone(from), phone, providerId, content, at);
    for (const { to, providerId, content, at } of phone.sent) this.hears(phone, phone.world.phone(to), providerId, content, at);
  }

  /** Somebody wrote to its phone, or its phone wrote to somebody. */
  hears(from: Phone, to: Phone, id: string, content: proto.IMessage, at: number) {
    if (this.removed || this.shown.has(id)) return;
    const fromMe = from === this.phone;
    const chat = fromMe ? to : from;
    const reaction = content.reactionMessage;
    if (reaction?.key?.id) {
      const parent = { id: reaction.key.id, fromMe: this.shown.get(reaction.key.id)?.fromMe ?? !fromMe };
      const heard: PageReaction = { id, fromMe, chat: addressOf(chat), text: reaction.text ?? '', parent, t: at };
      this.page?.tell({ reaction: heard, contact: contactOf(chat) });
      return;
    }
    if (content.pollUpdateMessage) {
      this.hearsVote(from, chat, id, content.pollUpdateMessage, at);
      return;
    }
    const fields = fieldsOf(content);
    if (!fields) return;
    const message: PageMessage = {
      id,
      fromMe,
      chat: addressOf(chat),
      type: 'chat',
      t: Math.floor(at / 1000),
      ack: fromMe ? ACKS.delivered : 0,
      notifyName: from.name,
      ...fields,
    };
    this.show(message);
    this.page?.tell({ message, contact: contactOf(chat) });
  }

  /** As the page does, with the secret of the poll that it shows; of another poll it knows nothing. */
  private hearsVote(
    from: Phone,
    chat: Phone,
    id: string,
    { pollCreationMessageKey: key, vote }: proto.Message.IPollUpdateMessage,
    at: number,
  ) {
    const poll = this.shown.get(key?.id ?? '');
    if (!vote || !poll?.messageSecret) return;
    const fromMe = from === this.phone;
    const parties = partiesOf(from, fromMe ? chat : this.phone, poll.fromMe === fromMe);
    const seal = { poll: poll.id, secret: Buffer.from(poll.messageSecret, 'base64'), ...parties };
    const options = poll.pollOptions ?? [];
    const names = options.map(({ name }) => name);
    const chosen = openVote(vote, seal, names);
    if (!chosen) throw new Error('The vote is sealed with something else than its poll.');
    const parent = { id: poll.id, fromMe: poll.fromMe };
    const localIds = options.filter(({ name }) => chosen.includes(name)).map(({ localId }) => localId);
    const heard: PageVote = { id, fromMe, chat: poll.chat, parent, options: localIds, t: at };
    this.page?.tellTwice({ vote: heard, contact: contactOf(chat) });
  }

  /** Of what the network pushes to a device, a page hears the receipts; messages come by {@link hears}. */
  override push(_key: string, { tag, attrs }: BinaryNode) {
    if (this.removed || tag !== 'receipt') return;
    const ack = attrs.type === 'read' ? ACKS.read : attrs.type === 'played' ? ACKS.played : attrs.type ? 0 : ACKS.delivered;
    const message = this.shown.get(attrs.id ?? '');
    if (!ack || !message) return;
    message.ack = Math.max(message.ack, ack);
    this.page?.tellTwice({ ack, id: message.id });
  }
}

/** What the page knows of a person beside the address: nothing of one that hides its number. */
export function contactOf(phone: Phone) {
  return {
    address: addressOf(phone),
    lid: `${phone.lid}@lid`,
    number: phone.addressing === 'hidden' ? null : `${phone.number}@c.us`,
    name: phone.name,
  };
}
