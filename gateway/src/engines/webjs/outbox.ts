import type { Client } from 'whatsapp-web.js';
import { type Attempt, Attempts, NotSent, retry } from '../../attempts.ts';
import { describe, log } from '../../log.ts';
import { hasTwoForms, isSameNumber } from '../../numbers.ts';
import { mediaKinds, type Outcome, type Outgoing } from '../../wire.ts';
import { within } from '../../within.ts';
import type { WebJsEngine } from './engine.ts';
import { handedOver, hasNoChat, type Sending, sendsMessages, sendsReactions } from './page.ts';
import { addressOf, numberOf } from './people.ts';
import { librarySays } from './say.ts';
import type { Kept, Vault } from './vault.ts';

/** Errors of the way to the page, not of the page: what it does with the call is not known. The library that brings them names only some. */
const wayErrors = new Set(['ProtocolError', 'TimeoutError', 'TargetCloseError', 'ConnectionClosedError']);
const wayWords = /execution context|find context|protocol error|target closed|session closed|connection closed|detached|took longer/i;
/** A message that the network refused was refused for a reason that the page keeps to itself. */
const refusedAfterMs = 30_000;
const lately = 5000;
/** How many numbers are asked for at once. */
const asksAtOnce = 5;
/** A call to the page that comes back so long after its message's deadline never does, and all others wait behind it. */
const lateMs = 5_000;
/** The page may still be bringing a large file to the network. */
const lateFileMs = 60_000;
/** So long a message that the page took without saying its id is looked for among what it adds. */
const unnamedMs = 60_000;

interface Reacted {
  id: { fromMe: boolean; id: string };
  msgId: { _serialized: string };
}

/** What goes out through one page. The library's promise says that the page has a message; only its acknowledgement says that the network does. */
export class Outbox {
  readonly #session: string;
  readonly #client: Client;
  readonly #vault: Vault;
  readonly #engine: WebJsEngine;
  readonly #stuck: (why: string) => void;
  readonly #attempts = new Attempts();
  readonly #byProviderId = new Map<string, Attempt>();
  /** Acknowledgements that came before the library said which id the message has. */
  readonly #acks = new Map<string, number>();
  /** What went out from here lately, and what its send was answered: the page tells of it as it tells of what the phone writes. */
  readonly #ours = new Map<string, Outcome['outcome'] | null>();
  /** The server's ids of those. */
  readonly #names = new Map<string, string>();
  /** The page gets one message after the other, so that what it adds meanwhile can be told from what the phone wrote. */
  #turn: Promise<unknown> = Promise.resolve();
  /** What the page was given, and may have taken, without saying under which id. */
  readonly #unnamed: Kept[] = [];
  #added = 0;
  #files = 0;

  /** @param stuck The page keeps what it was given, so nothing can be given to it any more. */
  constructor(session: string, client: Client, vault: Vault, engine: WebJsEngine, stuck: (why: string) => void) {
    this.#session = session;
    this.#client = client;
    this.#vault = vault;
    this.#engine = engine;
    this.#stuck = stuck;
  }

  /** The page is taking in a file: a large one keeps it from answering anything else for seconds. */
  get isTakingFile(): boolean {
    return this.#files > 0;
  }

  /** The page has a new message of ours or of our phone. */
  added(): void {
    this.#added++;
  }

  /** Whether a message in our name went out from here; known once the page is done with what it was given. */
  async isOurs(id: string): Promise<boolean> {
    if (!this.#ours.has(id)) await this.#turn;
    return this.#ours.has(id);
  }

  /** The same, as far as it is known now. */
  knows(id: string): boolean {
    return this.#ours.has(id);
  }

  /** The answer to its send said that the network took it. */
  wasAccepted(id: string): boolean {
    return this.#ours.get(id) === 'accepted';
  }

  /** The server's own id of a message that went out from here. It knows the page's only where it got and stored the answer to the send. */
  nameOf(id: string): string | undefined {
    return this.#names.get(id);
  }

  /** What the page was given lately without saying the id, for whoever finds it among the page's messages. */
  get unnamed(): Kept[] {
    const since = (Date.now() - unnamedMs) / 1000;
    while ((this.#unnamed[0]?.giving?.at ?? since) < since) this.#unnamed.shift();
    return this.#unnamed;
  }

  /** Whether the page may have a message of this name and has not said its id: not while it waits to be given, nor once it has one. */
  mayBeUnnamed(name: string): boolean {
    const attempt = this.#attempts.find(name);
    return !attempt || (attempt.written && !attempt.providerId);
  }

  /** It went out from here, in an earlier life or without an id, and is known again. */
  adopt(id: string, name: string, ack: unknown): void {
    if (this.#ours.has(id)) return;
    const attempt = this.#attempts.find(name);
    if (attempt?.written && !attempt.providerId) this.#named(attempt, id, ack);
    else {
      remember(this.#ours, id, 'unknown');
      remember(this.#names, id, name);
    }
  }

  /** Its send was answered before the network said anything. */
  wasGivenUp(id: string): boolean {
    return this.#ours.get(id) === 'unknown';
  }

  /** The page says how far a message is. */
  acknowledged(id: string, ack: unknown): void {
    const attempt = this.#byProviderId.get(id);
    if (attempt) this.#settle(attempt, id, ack);
    else if (isWord(ack)) remember(this.#acks, id, ack);
  }

  /** A message of which the page says nothing yet, with a 0 or without anything, is waited for. */
  #settle(attempt: Attempt, id: string, ack: unknown): void {
    if (!isWord(ack)) return;
    this.#byProviderId.delete(id);
    if (ack > 0) attempt.settle({ outcome: 'accepted', providerId: id, at: new Date().toISOString() });
    // The page does not say why; that the network did not take it is sure.
    else attempt.settle(retry('network-failure', `ack ${ack}`, refusedAfterMs));
  }

  /** The page is gone: what it was given may have left, what was not did not. */
  closed(): void {
    this.#attempts.lose({ written: 'the page ended before the ack', unwritten: 'the page ended before it had the message' });
  }

  /** The same message again while it is under way waits for the same end; one that was accepted lately is not sent a second time. */
  async send(message: Outgoing, deadlineMs: number, type: (to: string, forMs: number) => Promise<void>): Promise<Outcome> {
    const before = this.#engine.accepted(this.#session, message.id);
    if (before) return before;
    const known = this.#attempts.find(message.id);
    if (known) return known.outcome;
    const attempt = await this.#attempts.run(
      message.id,
      deadlineMs,
      'not given to the page',
      (mine) => this.#work(message, mine, type),
      (why, mine) => mine.fail(why, 'network-failure'),
    );
    const outcome = await attempt.outcome;
    if (attempt.providerId) this.#byProviderId.delete(attempt.providerId);
    if (outcome.outcome === 'accepted') this.#engine.accept(this.#session, message.id, outcome);
    return outcome;
  }

  async #work(message: Outgoing, attempt: Attempt, type: (to: string, forMs: number) => Promise<void>): Promise<void> {
    const { content, replyTo } = message;
    const target = replyTo ? ((await this.#vault.recall(['sent', 'heard', 'echo'], replyTo))?.key ?? null) : null;
    if (content.kind === 'reaction') {
      if (!target) throw notSupported('a reaction to a message that is not remembered');
      await this.#inTurn(attempt, sendsReactions, (handed) => this.#react(attempt, target, content.text ?? '', handed));
      return;
    }
    const path = content.media && mediaKinds.has(content.kind) ? await this.#engine.media.find(content.media.sha256) : null;
    if (mediaKinds.has(content.kind) && !path)
      throw new NotSent({ outcome: 'refused', reason: 'media-missing', fault: 'content', raw: 'the file is not in the gateway' });
    const address = await this.#addressOf(message.to);
    if (message.typingMs) await type(message.to, message.typingMs).catch(() => undefined);
    const said = await librarySays(content, path, target);
    if (!said) throw notSupported(`a ${content.kind} without what it needs`);
    const kept: Kept = { origin: 'sent', id: message.id, key: '' };
    // So that it is known again in the page when the process ends before the page has said its id.
    const prepare = () => {
      kept.giving = { to: message.to, words: wordsOf(content), at: Math.floor(Date.now() / 1000) };
      return this.#vault.keep([kept], false);
    };
    const give = async (handed: string | null) => {
      const addedBefore = this.#added;
      const isUnsent = async () => (await this.#hasHanded(sendsMessages, handed)) === false && this.#added === addedBefore;
      if (path) this.#files++;
      try {
        const sent = await this.#client.sendMessage(address, said.content, said.options);
        if (sent) return await this.#given(attempt, sent.id.id, sent.id._serialized, sent.ack);
        // The library says nothing of a chat that is not there, of a message that left and that the page does not find again, and of one that
        // cannot be brought over.
        if (
          (await this.#hasNoChat(address)) === true &&
          (await this.#hasHanded(sendsMessages, handed)) !== true &&
          this.#added === addedBefore
        )
          throw new NotSent(retry('network-failure', 'the page has no such chat'));
        this.#unnamed.push(kept);
      } catch (why) {
        if (why instanceof NotSent) throw why;
        if (!isOfThePage(why) || !((await isUnsent()) || (await this.#hasNoChat(address)) === describe(why))) {
          this.#unnamed.push(kept);
          throw why;
        }
        attempt.written = false;
        // Without the number check a number without an account shows here.
        if (!this.#engine.settings.checksNumbers && (await this.check([message.to])).get(message.to) === null) throw notOnWhatsApp();
        throw new NotSent(retry('network-failure', describe(why)));
      } finally {
        if (path) this.#files--;
      }
    };
    await this.#inTurn(attempt, sendsMessages, give, prepare);
  }

  /** Whether the page was told to send something since; null when that is not sure. */
  async #hasHanded(what: Sending, before: string | null): Promise<boolean | null> {
    const after = await within(this.#engine.settings.queryMs, handedOver(this.#client, what)).catch(() => null);
    return before === null || after === null ? null : before !== after;
  }

  /** Whether the page has no chat with that person, or the words in which it refuses to look; null when it cannot be asked. */
  #hasNoChat(address: string): Promise<boolean | string | null> {
    return within(this.#engine.settings.queryMs, hasNoChat(this.#client, address)).catch((why) =>
      isOfThePage(why) ? describe(why) : null,
    );
  }

  /** Gives something to the page, when nothing else is being given to it and it is connected: what it gets without a connection it would send later. */
  async #inTurn(
    attempt: Attempt,
    what: Sending,
    give: (handed: string | null) => Promise<void>,
    prepare: () => Promise<void> = async () => undefined,
  ): Promise<void> {
    const mine = this.#turn.then(async () => {
      if (attempt.abandoned) return;
      const { queryMs } = this.#engine.settings;
      const state = await within(queryMs, this.#client.getState()).catch(() => null);
      if (state !== 'CONNECTED') throw new NotSent(retry('connection-lost', `the page is ${state ?? 'mute'}`));
      const handed = await within(queryMs, handedOver(this.#client, what)).catch(() => null);
      if (attempt.abandoned) return;
      await prepare();
      if (attempt.abandoned) return;
      attempt.written = true;
      await this.#watched(attempt, give(handed));
    });
    this.#turn = mine.catch(() => undefined);
    await mine;
  }

  /** The page may answer everything else and never this. */
  async #watched(attempt: Attempt, giving: Promise<void>): Promise<void> {
    let isBack = false;
    let late: NodeJS.Timeout | undefined;
    void attempt.outcome.then(() => {
      if (!isBack) late = setTimeout(() => this.#stuck('the page keeps what it was given'), this.isTakingFile ? lateFileMs : lateMs);
    });
    try {
      await giving;
    } finally {
      isBack = true;
      clearTimeout(late);
    }
  }

  /** The page has it under this id. */
  async #given(attempt: Attempt, id: string, key: string, ack: unknown): Promise<void> {
    this.#named(attempt, id, ack);
    await this.#vault
      .given({ origin: 'sent', id, key, ack: 0, name: attempt.id }, attempt.id)
      .catch((why) => log.warn('A sent message could not be remembered', { session: this.#session, why: describe(why) }));
  }

  #named(attempt: Attempt, id: string, ack: unknown): void {
    this.#isOurs(attempt, id);
    this.#byProviderId.set(id, attempt);
    this.#settle(attempt, id, this.#acks.get(id) ?? ack);
    this.#acks.delete(id);
  }

  #isOurs(attempt: Attempt, id: string): void {
    attempt.providerId = id;
    remember(this.#ours, id, null);
    remember(this.#names, id, attempt.id);
    // At once: the acknowledgement that settles it is told to the inbox as well.
    attempt.outcome.then(({ outcome }) => remember(this.#ours, id, outcome));
  }

  /**
   * The library does not say the id of a reaction, and the page acknowledges none: it tells of the reaction as of one that somebody gave, and the
   * call returns when the network has answered it. Which of the two comes first is the page's affair.
   */
  async #react(attempt: Attempt, target: string, text: string, handed: string | null): Promise<void> {
    let id: string | undefined;
    let isBack = false;
    const accept = () => {
      if (!id || !isBack) return;
      this.#isOurs(attempt, id);
      attempt.settle({ outcome: 'accepted', providerId: id, at: new Date().toISOString() });
    };
    const told = (reaction: Reacted) => {
      if (!reaction.id.fromMe || reaction.msgId._serialized !== target || attempt.providerId) return;
      id = reaction.id.id;
      accept();
    };
    this.#client.on('message_reaction', told as never);
    void attempt.outcome.then(() => this.#client.off('message_reaction', told as never));
    try {
      await this.#client.sendReaction(target, text);
    } catch (why) {
      if (id || !isOfThePage(why) || (await this.#hasHanded(sendsReactions, handed)) !== false) throw why;
      throw new NotSent(retry('network-failure', describe(why)));
    }
    isBack = true;
    accept();
    if (id || (await this.#hasHanded(sendsReactions, handed)) !== false || id) return;
    throw new NotSent(retry('network-failure', 'the page did not take the reaction'));
  }

  async #addressOf(to: string): Promise<string> {
    if (to.endsWith('@lid') || !this.#engine.settings.checksNumbers) return addressOf(to);
    const address = (await this.check([to])).get(to);
    if (address === undefined) throw new NotSent(retry('timeout', 'the number check was not answered'));
    if (address === null) throw notOnWhatsApp();
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
    const deadline = Date.now() + this.#engine.settings.queryMs;
    const ask = async () => {
      for (let number = open.shift(); number !== undefined && Date.now() < deadline; number = open.shift()) {
        const found = await within(deadline - Date.now(), this.#client.getNumberId(number.slice(1))).catch(() => undefined);
        if (found === undefined) continue;
        const address = found?._serialized ?? null;
        answers.set(number, address);
        this.#engine.learn(number, address);
        const real = numberOf(address);
        // Who is written to under one form of the number is heard under it.
        if (real && real !== number && hasTwoForms(real.slice(1)) && isSameNumber(real, number))
          await this.#vault.put('asked', real, number);
      }
    };
    await Promise.all(Array.from({ length: asksAtOnce }, ask));
    return answers;
  }
}

/** What a message and what the page shows of it have in common. */
export function wordsOf({ kind, text }: { kind: string; text?: string }): string {
  return `${kind} ${text ?? ''}`;
}

function notSupported(raw: string): NotSent {
  return new NotSent({ outcome: 'refused', reason: 'content-not-supported', fault: 'content', raw });
}

function notOnWhatsApp(): NotSent {
  return new NotSent({ outcome: 'refused', reason: 'recipient-not-on-whatsapp', fault: 'recipient', raw: 'no account' });
}

/** The page threw, and it still is the page that was spoken to. */
function isOfThePage(why: unknown): boolean {
  return !(why instanceof Error) || !(wayErrors.has(why.name) || wayWords.test(why.message));
}

/** How far a message is, where the page says it. */
function isWord(ack: unknown): ack is number {
  return typeof ack === 'number' && (ack > 0 || ack < 0);
}

function remember<T>(known: Map<string, T>, id: string, value: T): void {
  known.delete(id);
  known.set(id, value);
  if (known.size > lately) known.delete(known.keys().next().value as string);
}
