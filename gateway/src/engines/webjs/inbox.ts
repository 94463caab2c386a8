import { createHash } from 'node:crypto';
import type { Client } from 'whatsapp-web.js';
import { describe, log } from '../../log.ts';
import { hasTwoForms, isSameNumber } from '../../numbers.ts';
import type { Echoed, EventDraft, Heard, ReceiptKind } from '../../wire.ts';
import { within } from '../../within.ts';
import { CatchUp } from './catchup.ts';
import { type HeardMessage, heard, type PageMessage, type PageVote } from './hear.ts';
import { type Outbox, wordsOf } from './outbox.ts';
import { ChatReader, chatsSince } from './page.ts';
import { isPerson, lidOf, numberOf, textOf } from './people.ts';
import type { Kept, Linked, Vault } from './vault.ts';

/** The page's numbers for how far a message is, and the receipts that they mean. */
const kinds: [ack: number, kind: ReceiptKind][] = [
  [1, 'sent'],
  [2, 'delivered'],
  [3, 'read'],
  [4, 'played'],
];

/** A history event holds so many messages; longer histories come in several. */
const historySize = 200;
const lately = 5000;
/** What was heard up to then is written down this often; after a crash the page is read from there on. */
const noteMs = 5_000;
/** Read from a little before: the network's clock has seconds, and messages may be a moment late. */
const overlapSeconds = 120;
/** Of messages that were sent so long before, receipts may have come. */
const receiptSeconds = 86_400;
/** A message that was being given to a page has a time of so long before or after. */
const clockSeconds = 5;
const givingSeconds = 60;

type MessageDraft = Extract<EventDraft, { type: 'message' | 'echo' }>;

interface Reaction {
  id: { fromMe: boolean; remote?: unknown; id: string; _serialized: string };
  msgId: { id: string; remote?: unknown; fromMe: boolean };
  reaction: string;
  timestamp: number;
  senderId: unknown;
}

/**
 * What comes in. The page tells the network by itself that it has a message, so nothing can be held back until it is in the spool: what a crash
 * takes from us, and what came while no page was open, is read from the page's chats at the next start.
 */
export class Inbox {
  readonly #client: Client;
  readonly #vault: Vault;
  readonly #outbox: Outbox;
  readonly #tell: (event: EventDraft) => Promise<unknown>;
  readonly #fail: (why: unknown) => void;
  readonly #queryMs: number;
  readonly #told = new Set<string>();
  readonly #telling = new Set<string>();
  /** How far each message was told to be. */
  readonly #acks = new Map<string, number>();
  readonly #numbers = new Map<string, string>();
  readonly #catchUp: CatchUp;
  /** New messages of chats whose older ones are not told yet, so that one person's messages keep their order. */
  readonly #lines = new Map<string, Promise<void>>();
  /** What was said up to then, in seconds, is history. */
  #linkedSince = 0;
  /** One after the other. Nothing in here waits for the page to read its chats. */
  #heard: Promise<unknown> = Promise.resolve();
  #echoed: Promise<unknown> = Promise.resolve();
  #receipted: Promise<unknown> = Promise.resolve();
  #until = 0;
  #noted = 0;
  /** Something could not be told: from there on the page is read again, by another connection. */
  #isBehind = false;
  #isMute = false;

  /** @param fail Something could not be told, so the connection is to end. */
  constructor(
    client: Client,
    vault: Vault,
    outbox: Outbox,
    queryMs: number,
    tell: (event: EventDraft) => Promise<unknown>,
    fail: (why: unknown) => void,
  ) {
    this.#client = client;
    this.#vault = vault;
    this.#outbox = outbox;
    this.#queryMs = queryMs;
    this.#tell = tell;
    this.#fail = fail;
    this.#catchUp = new CatchUp(new ChatReader(client, queryMs), (since, messages) => this.#takeUp(since, messages));
  }

  /** A message that just came, or that was just written: here, or on the phone. */
  came(message: PageMessage): void {
    const chat = textOf(message.id.remote);
    if (!chat || !isPerson(chat)) return;
    if (!message.id.fromMe) {
      // Untold at the end of this page, it is found in its chat by the next one.
      this.#inLine(chat, async () => {
        if (!this.#catchUp.isStopped || this.#catchUp.isDone) await this.#one(message);
      });
      return;
    }
    this.#outbox.added();
    this.#echoed = this.#later(this.#echoed, async () => {
      if (await this.#outbox.isOurs(message.id.id)) return;
      const { unnamed } = this.#outbox;
      if (unnamed.length === 0 || !(await this.#wasGiven(message, unnamed))) await this.#one(message);
    });
  }

  reacted(reaction: Reaction): void {
    const chat = textOf(reaction.id.remote) ?? textOf(reaction.msgId.remote);
    if (!chat || !isPerson(chat)) return;
    const act = async () => {
      if (reaction.id.fromMe && (await this.#outbox.isOurs(reaction.id.id))) return;
      const content = { kind: 'reaction' as const, text: reaction.reaction ?? '' };
      // The library gives seconds with a fraction.
      const at = reaction.timestamp || Date.now() / 1000;
      const event = await this.#event(reaction.id.id, chat, reaction.id.fromMe, at, undefined, { content, replyTo: reaction.msgId.id });
      if (event)
        await this.#settle(event, { origin: reaction.id.fromMe ? 'echo' : 'heard', id: reaction.id.id, key: reaction.id._serialized });
    };
    if (reaction.id.fromMe) this.#echoed = this.#later(this.#echoed, act);
    else this.#inLine(chat, act);
  }

  /** The options that a person chooses are the answer to the poll, as with a button. Who takes all of them back says nothing. */
  voted({ voter, selectedOptions, interractedAtTs, parentMsgKey: poll }: PageVote): void {
    const [chat, from] = [textOf(poll.remote), textOf(voter)];
    if (!chat || !from || !isPerson(chat) || selectedOptions.length === 0) return;
    const inOrder = [...selectedOptions].sort((a, b) => (a.localId ?? 0) - (b.localId ?? 0));
    const text = inOrder.flatMap(({ name }) => name || []).join(', ');
    if (!text) {
      log.info('A vote could not be read', { pollRemembered: false });
      return;
    }
    const at = interractedAtTs || Date.now();
    // The same vote told again has the same id.
    const id = `${poll.id}.${createHash('sha256').update(`${poll._serialized} ${from} ${at}`).digest('hex').slice(0, 16)}`;
    this.#inLine(chat, async () => {
      // What our own phone chooses comes the same way.
      if ((await this.#personOf(from)) !== (await this.#personOf(chat)) || (await this.#vault.recall(['heard'], id))?.settled) return;
      const event = await this.#event(id, chat, false, at / 1000, undefined, { content: { kind: 'text', text }, replyTo: poll.id });
      // Who answers it answers the poll: a vote is no message of the page.
      if (event) await this.#settle(event, { origin: 'heard', id, key: poll._serialized });
    });
  }

  /** Something new of a chat comes after what the chat had before. */
  #inLine(chat: string, act: () => Promise<void>): void {
    const [before, older] = [this.#lines.get(chat), this.#catchUp.first(chat)];
    if (!before && !older) {
      this.#heard = this.#later(this.#heard, act);
      return;
    }
    const mine = Promise.all([before, older]).then(() => {
      this.#heard = this.#later(this.#heard, act);
      if (this.#lines.get(chat) === mine) this.#lines.delete(chat);
    });
    this.#lines.set(chat, mine);
  }

  /** How far a message in our name is. The page leaves out what is overtaken, so a later state says the earlier ones as well. */
  acknowledged(message: PageMessage, ack: number): void {
    const { id, _serialized: key } = message.id;
    if (!message.id.fromMe || !isPerson(textOf(message.id.remote))) return;
    this.#outbox.acknowledged(id, ack);
    this.#receipted = this.#later(this.#receipted, async () => {
      // There a message gets its name that the page took without saying its id.
      await this.#echoed;
      const { name, told } = await this.#named(id);
      await this.#advance(id, key, ack, name, told);
    });
  }

  /** The server's own id of a message in our name, where it went out from here, in whichever life; and how far it was told to be. */
  async #named(id: string): Promise<{ name: string | undefined; told: number }> {
    if (!(await this.#outbox.isOurs(id))) {
      const known = await this.#vault.recall(['sent'], id);
      if (!known) return { name: undefined, told: 0 };
      this.#outbox.adopt(id, known.name ?? id, undefined);
      return { name: known.name ?? id, told: known.ack ?? 0 };
    }
    // That the network took it was the answer to the send, or is the answer to one that was given up.
    return { name: this.#outbox.nameOf(id), told: this.#outbox.wasAccepted(id) ? 1 : 0 };
  }

  /** @param name The server's own id; undefined for a message that did not go out from here. */
  async #advance(id: string, key: string, ack: number, name: string | undefined, told: number): Promise<void> {
    if (this.#isMute) return;
    const before = Math.max(this.#acks.get(id) ?? 0, told);
    if (before > 0) this.#acks.set(id, before);
    const at = new Date().toISOString();
    if (ack < 0) {
      if (before === 0 && name && this.#outbox.wasGivenUp(id)) this.#receipt(id, name, 'failed', at);
      return;
    }
    if (!(ack > before)) return;
    this.#acks.set(id, ack);
    if (this.#acks.size > lately) this.#acks.delete(this.#acks.keys().next().value as string);
    for (const [level, kind] of kinds) if (level > before && level <= ack) this.#receipt(id, name, kind, at);
    if (name) await this.#vault.keep([{ origin: 'sent', id, key, ack, name }], true).catch(() => undefined);
  }

  /** With the server's own id, which it knows in any case: the answer with the page's may have been lost. */
  #receipt(id: string, name: string | undefined, kind: ReceiptKind, at: string): void {
    const chosen = name && name !== id ? { chosenId: name } : {};
    const reason = kind === 'failed' ? { reason: 'network-failure' } : {};
    this.#tell({ type: 'receipt', id: `r.${id}.${kind}`, providerIds: [id], ...chosen, kind, at, ...reason }).catch(() => undefined);
  }

  /** Tells what a crash left untold, or told without our knowing. */
  async tellAgain(): Promise<void> {
    for (const { origin, id, event } of await this.#vault.untold()) {
      if (event) await this.#tell(event);
      await this.#vault.settle(origin, id);
      this.#remember(id);
    }
  }

  /** Tells what the page has and we have not told: all that came since the last time, or, of a page that was just linked, its history. */
  catchUp(linked: Linked, isNew: boolean): void {
    this.#linkedSince = linked.since;
    this.#catchUp.begin(async () => {
      const until = await this.#vault.value<number>('heard-until');
      const since = isNew ? 0 : Math.max((until ?? linked.since) - overlapSeconds, 0);
      const from = Math.max(since - receiptSeconds, 0);
      const chats = await within(this.#queryMs, chatsSince(this.#client, from));
      // In the others there can be receipts only.
      const [some, rest] = [chats.filter(({ t }) => t >= since), chats.filter(({ t }) => t < since)];
      return [...some.sort((a, b) => a.t - b.t), ...rest].map(({ chat }) => ({ chat, from, since }));
    });
  }

  /** Messages that the page's chats have: what is older than `since` is told, and may have receipts that are not. */
  async #takeUp(since: number, messages: PageMessage[]): Promise<void> {
    const hasOurs = messages.some(({ id }) => id.fromMe);
    // What was being given to the page when it was read has its id then.
    if (hasOurs) await this.#outbox.isOurs('');
    const work = async () => {
      const history: { event: MessageDraft; kept: Kept }[] = [];
      const giving = hasOurs ? (await this.#vault.giving()).filter((one) => this.#outbox.mayBeUnnamed(one.id)) : [];
      for (const message of messages) {
        if (this.#isMute) return;
        const { fromMe, id } = message.id;
        const known = this.#told.has(id) ? null : await this.#vault.recall(fromMe ? ['sent', 'echo'] : ['heard'], id);
        if (known?.origin === 'sent') {
          // What became of it while we were away.
          this.#outbox.adopt(id, known.name ?? id, message.ack);
          const told = Math.max(known.ack ?? 0, this.#outbox.wasAccepted(id) ? 1 : 0);
          await this.#advance(id, known.key, message.ack ?? 0, known.name ?? id, told);
          continue;
        }
        if (fromMe && giving.length > 0 && (await this.#wasGiven(message, giving))) continue;
        const at = message.t ?? Date.now() / 1000;
        if (at < since || known?.settled || this.#told.has(id) || (fromMe && this.#outbox.knows(id))) continue;
        if (at >= this.#linkedSince) await this.#one(message);
        else {
          const translated = await this.#translate(message);
          if (translated) history.push(translated);
        }
      }
      await this.#history(history);
    };
    this.#heard = this.#later(this.#heard, work);
    await this.#heard;
  }

  /** Whether the page got this message from us, and we never got to know its id. */
  async #wasGiven(message: PageMessage, giving: Kept[]): Promise<boolean> {
    const { id, _serialized: key } = message.id;
    if (this.#told.has(id) || this.#outbox.knows(id)) return false;
    const translated = await this.#translate(message);
    if (translated?.event.type !== 'echo') return false;
    const { to, content } = translated.event;
    const at = message.t ?? 0;
    const place = giving.findIndex(
      ({ giving: of }) => of?.to === to && of.words === wordsOf(content) && at >= of.at - clockSeconds && at <= of.at + givingSeconds,
    );
    const [kept] = place < 0 ? [] : giving.splice(place, 1);
    if (!kept) return false;
    this.#outbox.adopt(id, kept.id, message.ack);
    await this.#vault.given({ origin: 'sent', id, key, ack: 0, name: kept.id }, kept.id);
    await this.#advance(id, key, message.ack ?? 0, kept.id, this.#outbox.wasAccepted(id) ? 1 : 0);
    return true;
  }

  async #history(all: { event: MessageDraft; kept: Kept }[]): Promise<void> {
    for (let start = 0; start < all.length; start += historySize) {
      const some = all.slice(start, start + historySize);
      const received: Heard[] = [];
      const sent: Echoed[] = [];
      for (const { event } of some) {
        const { type, id: _, ...rest } = event;
        if (type === 'message') received.push(rest as Heard);
        else sent.push(rest as Echoed);
      }
      await this.#vault.keep(
        some.map(({ kept }) => kept),
        true,
      );
      // The same piece of history told twice has the same id.
      const digest = createHash('sha256')
        .update(some.map(({ kept }) => `${kept.origin} ${kept.id}`).join('\n'))
        .digest('hex');
      await this.#tell({ type: 'history', id: `h.${digest.slice(0, 24)}`, received, sent });
      for (const { kept } of some) this.#remember(kept.id);
    }
  }

  async #one(message: PageMessage): Promise<void> {
    if (this.#isMute || this.#told.has(message.id.id)) return;
    const translated = await this.#translate(message);
    if (translated) await this.#settle(translated.event, translated.kept);
    // A time to come would hide what comes until then.
    if (!this.#isBehind) this.#until = Math.max(this.#until, Math.min(message.t ?? 0, Math.floor(Date.now() / 1000)));
    await this.note(false);
  }

  /** Writes down up to when everything was heard: while something of before is due, not everything was. */
  async note(now: boolean): Promise<void> {
    if (!this.#catchUp.isDone || this.#lines.size > 0 || this.#isBehind) return;
    if (this.#until === 0 || this.#isMute || (!now && Date.now() - this.#noted < noteMs)) return;
    this.#noted = Date.now();
    await this.#vault.put('heard-until', '', this.#until);
  }

  /** It is over: nothing is told any more, and the page is not read. */
  mute(): void {
    this.#isMute = true;
    this.#catchUp.stop();
  }

  /** The page is read no more, and everything that came is told, or is found there by the next one. */
  async settled(): Promise<void> {
    this.#catchUp.stop();
    await Promise.all(this.#lines.values());
    await Promise.all([this.#heard, this.#echoed, this.#receipted]);
  }

  async #settle(event: EventDraft, kept: Kept): Promise<void> {
    // What is being told as new may come from its chat at the same moment.
    if (this.#isMute || this.#told.has(kept.id) || this.#telling.has(kept.id)) return;
    this.#telling.add(kept.id);
    try {
      // First, because whoever hears of it may answer it, or fetch its file, at once.
      await this.#vault.keep([{ ...kept, event }], false);
      await this.#tell(event);
      this.#remember(kept.id);
    } finally {
      this.#telling.delete(kept.id);
    }
    // If this does not happen, it is told once more after a restart, with the same id.
    this.#vault.settle(kept.origin, kept.id).catch(() => undefined);
  }

  async #translate(message: PageMessage): Promise<{ event: MessageDraft; kept: Kept } | null> {
    const { fromMe, id, remote, _serialized: key } = message.id;
    const said = heard(message);
    if (!said) return null;
    const event = await this.#event(id, textOf(remote), fromMe, message.t ?? Date.now() / 1000, message.notifyName, said);
    return event && { event, kept: { origin: fromMe ? 'echo' : 'heard', id, key } };
  }

  async #event(
    id: string,
    chat: string | undefined,
    fromMe: boolean,
    seconds: number,
    name: string | undefined,
    { content, replyTo }: HeardMessage,
  ): Promise<MessageDraft | null> {
    const lid = lidOf(chat);
    const number = await this.#asAsked(numberOf(chat) ?? (lid && (await this.#numberOf(lid))));
    const person = number ?? lid;
    if (!person) return null;
    const at = new Date(seconds * 1000).toISOString();
    const media = content.media && { media: `${fromMe ? 'e' : 'm'}.${id}` };
    if (fromMe) return { type: 'echo', id: `e.${id}`, providerId: id, to: person, content, at, ...media };
    return {
      type: 'message',
      id: `m.${id}`,
      providerId: id,
      from: person,
      ...(lid && number && { lid }),
      ...(name && { pushName: name }),
      content,
      at,
      ...(replyTo && { replyTo }),
      ...media,
    };
  }

  async #personOf(address: string): Promise<string | undefined> {
    const lid = lidOf(address);
    return numberOf(address) ?? ((lid && (await this.#numberOf(lid))) || lid);
  }

  /** The number behind a hidden identity, where the page knows it or can ask for it. */
  async #numberOf(lid: string): Promise<string | undefined> {
    const known = this.#numbers.get(lid) ?? (await this.#vault.value<string>('number', lid));
    if (known) return known;
    const [found] = await within(this.#queryMs, this.#client.getContactLidAndPhone([lid])).catch((why) => {
      log.warn('The number behind an identity could not be asked for', { why: describe(why) });
      return [];
    });
    const number = numberOf(found?.pn);
    if (number) {
      this.#numbers.set(lid, number);
      if (this.#numbers.size > lately) this.#numbers.delete(this.#numbers.keys().next().value as string);
      await this.#vault.put('number', lid, number).catch(() => undefined);
    }
    return number;
  }

  /** A person whom we wrote to under another form of the same number is heard under that form. */
  async #asAsked(number: string | undefined): Promise<string | undefined> {
    if (!number || !hasTwoForms(number.slice(1))) return number;
    const asked = await this.#vault.value<string>('asked', number);
    return asked && isSameNumber(asked, number) ? asked : number;
  }

  #later(before: Promise<unknown>, work: () => Promise<void>): Promise<unknown> {
    return before.then(work).catch((why) => {
      if (this.#isMute || this.#isBehind) return;
      this.#isBehind = true;
      log.warn('Something that came could not be told', { why: describe(why) });
      this.#fail(why);
    });
  }

  #remember(id: string): void {
    this.#told.add(id);
    if (this.#told.size > lately) this.#told.delete(this.#told.values().next().value as string);
  }
}
