import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type BinaryNode,
  generateWAMessage,
  proto,
  USyncQuery,
  USyncUser,
  type WAMessage,
  type WAMessageKey,
  type WASocket,
} from '@whiskeysockets/baileys';
import { type Attempt, Attempts, NotSent, retry } from '../../attempts.ts';
import { describe, log } from '../../log.ts';
import { hasTwoForms, isSameNumber } from '../../numbers.ts';
import type { Reason } from '../../reasons.ts';
import { mediaKinds, type Outcome, type Outgoing } from '../../wire.ts';
import type { BaileysEngine } from './engine.ts';
import { lookingUp } from './inbox.ts';
import { addressOf, numberOf } from './numbers.ts';
import { refusal } from './refusals.ts';
import { librarySays } from './say.ts';
import { Uploads } from './uploads.ts';
import { messageOf, type Recalled, type Vault } from './vault.ts';
import { voteIn } from './votes.ts';

/** What goes out through one connection. */
export class Outbox {
  readonly #sock: WASocket;
  readonly #vault: Vault;
  readonly #engine: BaileysEngine;
  readonly #me: () => string;
  readonly #attempts = new Attempts();
  readonly #uploads = new Uploads();
  /** Whose stanza the library is working on: its work may go on after the attempt has ended. */
  readonly #relaying = new AsyncLocalStorage<Attempt>();

  constructor(sock: WASocket, vault: Vault, engine: BaileysEngine, me: () => string) {
    this.#sock = sock;
    this.#vault = vault;
    this.#engine = engine;
    this.#me = me;
  }

  /** The library is about to write the stanza of a message. Throws for one that was given up: then it surely did not leave. */
  beforeWrite(id: string): void {
    const attempt = this.#relaying.getStore();
    if (attempt?.id !== id) return;
    if (attempt.abandoned) throw new Error('The message was given up before it was written.');
    attempt.written = true;
  }

  /** The network's answer to a message; false when nobody waits for it. */
  acknowledged(id: string, error: string | undefined): boolean {
    const attempt = this.#attempts.find(id);
    if (!attempt) return false;
    if (error) {
      attempt.settle(refusal(error));
      return true;
    }
    const accepted: Outcome = { outcome: 'accepted', providerId: id, at: new Date().toISOString() };
    // Written down first: when the process ends before the server has the answer, the repeat is known for one.
    this.#vault
      .settle('sent', id)
      .catch((why) => log.warn('An acknowledgement could not be stored', { why: describe(why) }))
      .then(() => attempt.settle(accepted));
    return true;
  }

  /** The connection is gone: what was written may have left, what was not did not. */
  closed(): void {
    this.#attempts.lose({ written: 'the connection was lost before the ack', unwritten: 'the connection was lost before the write' });
  }

  /** The same message again while it is under way waits for the same end; one that was accepted is not sent a second time. */
  async send(message: Outgoing, deadlineMs: number, type: (to: string, forMs: number) => Promise<void>): Promise<Outcome> {
    const attempt =
      this.#attempts.find(message.id) ??
      (await this.#attempts.run(
        message.id,
        deadlineMs,
        'not written',
        (mine) => this.#work(message, mine, type),
        (why, mine) => mine.fail(why, reasonOf(why)),
      ));
    return attempt.outcome;
  }

  async #work(message: Outgoing, attempt: Attempt, type: (to: string, forMs: number) => Promise<void>): Promise<void> {
    const before = await this.#vault.recall(['sent'], message.id);
    if (before?.settled) {
      attempt.settle({ outcome: 'accepted', providerId: message.id, at: before.at.toISOString() });
      return;
    }
    const address = await this.#addressOf(message.to);
    const generated = await this.#generate(message, address);
    if (message.typingMs) await type(numberOf(address) ?? message.to, message.typingMs).catch(() => undefined);
    await this.#findDevices(address);
    if (attempt.abandoned) return;
    const proper = generated.message as proto.IMessage;
    const bytes = proto.Message.encode(proto.Message.fromObject(proper)).finish();
    await this.#vault.keep([{ origin: 'sent', id: message.id, chat: address, message: bytes }], false);
    if (attempt.abandoned) return;
    const isPoll = message.content.kind === 'poll';
    await this.#relaying.run(attempt, () =>
      this.#sock.relayMessage(address, proper, {
        messageId: message.id,
        ...(isPoll && { additionalNodes: [{ tag: 'meta', attrs: { polltype: 'creation' }, content: undefined }] }),
      }),
    );
    // Also when the library did not say so before. The network's answer or the deadline settles it.
    attempt.written = true;
  }

  async #addressOf(to: string): Promise<string> {
    if (to.endsWith('@lid') || !this.#engine.settings.checksNumbers) return addressOf(to);
    const digits = to.slice(1);
    const talked = (await this.#vault.values('lid-mapping', [digits]))[digits];
    if (talked) return addressOf(to);
    const address = (await this.check([to])).get(to);
    if (address === undefined) throw new NotSent(retry('timeout', 'the number check was not answered'));
    if (address === null)
      throw new NotSent({ outcome: 'refused', reason: 'recipient-not-on-whatsapp', fault: 'recipient', raw: 'no account' });
    return address;
  }

  /** The address of each number, null where there is no account; numbers that were not answered for are missing. */
  async check(numbers: string[]): Promise<Map<string, string | null>> {
    const answers = new Map<string, string | null>();
    const open: string[] = [];
    for (const number of numbers) {
      const known = this.#engine.known(number);
      if (known === undefined) open.push(number);
      else answers.set(number, known);
    }
    if (open.length === 0) return answers;
    const query = new USyncQuery().withContactProtocol();
    const [contact] = query.protocols;
    // The library's own reader forgets for which number an answer is; the network may answer under an older form of the number.
    if (contact) contact.parser = (node) => said(node) as never;
    for (const number of open) query.withUser(new USyncUser().withPhone(number));
    const result = await this.#sock.executeUSyncQuery(query);
    if (!result) return answers;
    for (const number of open) {
      const byNumber = result.list.find(({ id, contact: told }) => {
        const asked = (told as Said | undefined)?.number;
        return asked ? asked.replace(/\D/g, '') === number.slice(1) : numberOf(id) === number || isSameNumber(numberOf(id) ?? '', number);
      });
      const answer = byNumber ?? (open.length === 1 && result.list.length === 1 ? result.list[0] : undefined);
      const { is } = (answer?.contact as Said | undefined) ?? {};
      // Only who is said not to be there is not there: an answer may come without any word on it.
      if (!answer || (is !== 'in' && is !== 'out')) continue;
      const address = is === 'in' ? answer.id : null;
      answers.set(number, address);
      this.#engine.learn(number, address);
      const real = numberOf(address);
      if (real && real !== number && hasTwoForms(real.slice(1))) await this.#vault.set({ 'parley-number': { [real]: number } } as never);
    }
    return answers;
  }

  /** Without an answer of the look-up the library would send the message to nobody and call it sent. What is found here it does not ask again. */
  async #findDevices(address: string): Promise<void> {
    const own = this.#me().replace(/:\d+@/, '@');
    const devices = await lookingUp.run(true, () => this.#sock.getUSyncDevices([own, address], true, false));
    const user = address.split('@')[0];
    if (devices.some((device) => device.user === user)) return;
    throw new NotSent(retry('timeout', 'the look-up of the devices was not answered'));
  }

  /** The message that is answered or reacted to. Phones show a vote as a part of its poll, so that is what stands for it. */
  async #answered(id: string): Promise<Recalled | null> {
    const kept = await this.#vault.recall(['sent', 'heard', 'echo'], id);
    const poll = kept && kept.origin !== 'sent' ? voteIn(messageOf(kept))?.pollCreationMessageKey?.id : undefined;
    return (poll && (await this.#vault.recall(['sent', 'heard', 'echo'], poll))) || kept;
  }

  async #generate({ id, content, replyTo }: Outgoing, address: string): Promise<WAMessage> {
    const quoted = replyTo ? await this.#answered(replyTo) : null;
    let path: string | null = null;
    if (mediaKinds.has(content.kind)) {
      path = content.media ? await this.#engine.media.find(content.media.sha256) : null;
      if (!path)
        throw new NotSent({ outcome: 'refused', reason: 'media-missing', fault: 'content', raw: 'the file is not in the gateway' });
    }
    const target: WAMessageKey | null = replyTo
      ? { remoteJid: quoted?.chat ?? address, fromMe: quoted ? quoted.origin !== 'heard' : false, id: quoted?.id ?? replyTo }
      : null;
    const said = librarySays(content, path, target);
    if (!said)
      throw new NotSent({
        outcome: 'refused',
        reason: 'content-not-supported',
        fault: 'content',
        raw: `a ${content.kind} without what it needs`,
      });
    // An upload that takes longer than its message may goes on, and the next try finds it.
    const mediaCache = this.#uploads.forOne();
    return generateWAMessage(address, said, {
      userJid: this.#me(),
      upload: this.#sock.waUploadToServer,
      mediaCache,
      messageId: id,
      // A preview would fetch the page from here; nobody but the person who wrote the link should decide that.
      getUrlInfo: async () => undefined,
      ...(target &&
        content.kind !== 'reaction' && { quoted: { key: { ...target, remoteJid: address }, message: quotedMessage(quoted) } as WAMessage }),
    }).finally(() => mediaCache.over());
  }
}

/** What is shown above an answer; nothing but its place when we do not remember it. */
function quotedMessage(quoted: Recalled | null): proto.IMessage {
  if (!quoted) return { conversation: '' };
  try {
    return messageOf(quoted);
  } catch {
    return { conversation: '' };
  }
}

/** Why a message did not leave. */
function reasonOf(why: unknown): Reason {
  const code = (why as { output?: { statusCode?: number } })?.output?.statusCode;
  // A query that the end of the connection cut off rejects with the bare number of the close.
  if (typeof why === 'number' || code === 428) return 'connection-lost';
  return code === 408 ? 'timeout' : 'network-failure';
}

interface Said {
  is: 'in' | 'out' | 'unknown';
  number?: string;
}

/** What the network says of a number that was asked for. */
function said(node: BinaryNode): Said {
  const number = asText(node.content);
  const { type } = node.attrs;
  const isError = Array.isArray(node.content) && node.content.some((child) => child.tag === 'error');
  return {
    is: isError ? 'unknown' : type === 'in' ? 'in' : type === 'out' || type === 'invalid' ? 'out' : 'unknown',
    ...(number && { number }),
  };
}

function asText(content: unknown): string | undefined {
  return typeof content === 'string' ? content : content instanceof Uint8Array ? Buffer.from(content).toString() : undefined;
}
