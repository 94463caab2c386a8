import type { Client } from 'whatsapp-web.js';
import { log } from '../../log.ts';
import { within } from '../../within.ts';
import type { PageMessage } from './hear.ts';

/** A page is asked for so long at a time, so that it stays free for others. */
const readMs = 2_000;

interface Model {
  id: { _serialized: string };
  t?: number;
  isNotification?: boolean;
  serialize(): unknown;
}

interface Chat {
  id: { _serialized: string };
  t?: number;
  msgs: { getModelsArray(): Model[] };
}

/** What a page has of a chat at hand for a reader. */
interface Held {
  models: Model[];
  known: Set<string>;
  /** What is to be handed out, once all of it is there; and how much was. */
  wanted: Model[] | null;
  out: number;
}

/** A part of a chat's messages, oldest first; the last part when it is whole. */
export interface ReadChat {
  chat: string;
  messages: PageMessage[];
  isWhole: boolean;
}

/** A function of the page by which things leave. */
export interface Sending {
  module: string;
  name: string;
}
export const sendsMessages: Sending = { module: 'WAWebSendMsgChatAction', name: 'addAndSendMsgToChat' };
export const sendsReactions: Sending = { module: 'WAWebSendReactionMsgAction', name: 'sendReactionToMsg' };

type Counted = ((...given: unknown[]) => unknown) & { counted?: { mark: string; calls: number } };

interface PageWindow {
  require(name: string): {
    Chat: { getModelsArray(): Chat[] };
    loadEarlierMsgs(of: { chat: unknown }): Promise<Model[] | null | undefined>;
  };
  WWebJS: { getMessageModel(message: Model): PageMessage };
}

/** The chats with people in which something was said since a time (in seconds), and when last. */
export function chatsSince(client: Client, since: number): Promise<{ chat: string; t: number }[]> {
  const script = (from: number) => {
    const { Chat } = (globalThis as unknown as PageWindow).require('WAWebCollections');
    const found = Chat.getModelsArray().map((one) => ({ chat: one.id._serialized, t: one.t ?? from }));
    return found.filter(({ chat, t }) => /@(c\.us|lid)$/.test(chat) && t >= from);
  };
  return pageOf(client).evaluate(script, since);
}

const beginReading = (page: ReturnType<typeof pageOf>) => page.evaluateHandle(() => new Map<string, Held>());

/** Reads chats of one page a piece at a time. The library reads one chat at a time as a whole, and turns messages of one second round. */
export class ChatReader {
  readonly #client: Client;
  readonly #limitMs: number;
  /** What the page holds between the pieces. */
  #held: ReturnType<typeof beginReading> | undefined;

  constructor(client: Client, limitMs: number) {
    this.#client = client;
    this.#limitMs = limitMs;
  }

  forget(): void {
    this.#held?.then((held) => held.dispose()).catch(() => undefined);
    this.#held = undefined;
  }

  /** Messages since a time, in seconds; since 0 only those that the page has at hand. Chats for which there is no time or place are left for the next call. */
  async read(chats: string[], from: number, most: number): Promise<ReadChat[]> {
    const script = async (held: Map<string, Held>, ids: string[], since: number, forMs: number, mostMessages: number) => {
      const page = globalThis as unknown as PageWindow;
      const until = Date.now() + forMs;
      const all = new Map(
        page
          .require('WAWebCollections')
          .Chat.getModelsArray()
          .map((one) => [one.id._serialized, one]),
      );
      // What cannot be read as the library reads it is read as it is, and comes as what any page can bring over.
      const plain = (message: Model): PageMessage | null => {
        for (const read of [() => page.WWebJS.getMessageModel(message), () => message.serialize()]) {
          try {
            return JSON.parse(JSON.stringify(read()));
          } catch {
            // The next way.
          }
        }
        return null;
      };
      const found: (ReadChat & { unreadable: number })[] = [];
      let count = 0;
      for (const chat of ids) {
        const model = all.get(chat);
        const models = [...(model?.msgs.getModelsArray() ?? [])];
        const one: Held = held.get(chat) ?? { models, known: new Set(models.map(({ id }) => id._serialized)), wanted: null, out: 0 };
        held.set(chat, one);
        while (!one.wanted) {
          const oldest = one.models.reduce((least, { t }) => Math.min(least, t ?? least), Number.POSITIVE_INFINITY);
          let isBack = !model || since === 0 || oldest < since;
          if (!isBack) {
            const given = (await page.require('WAWebChatLoadMessages').loadEarlierMsgs({ chat: model })) ?? [];
            // Whether the page puts them into the chat as well is its own affair.
            const earlier = given.filter(({ id }) => !one.known.has(id._serialized));
            for (const { id } of earlier) one.known.add(id._serialized);
            one.models = [...earlier, ...one.models];
            isBack = earlier.length === 0;
          }
          if (isBack) {
            const wanted = one.models.filter((message) => !message.isNotification && (message.t ?? since) >= since);
            // Stable: what is of one second stays in the order of its chat.
            one.wanted = wanted.sort((a, b) => (a.t ?? 0) - (b.t ?? 0));
          } else if (Date.now() > until) return found;
        }
        const part = one.wanted.slice(one.out, one.out + mostMessages - count);
        one.out += part.length;
        count += part.length;
        const messages = part.map(plain).filter((message) => message !== null);
        const isWhole = one.out === one.wanted.length;
        if (isWhole) held.delete(chat);
        found.push({ chat, messages, isWhole, unreadable: part.length - messages.length });
        if (count >= mostMessages || Date.now() > until) break;
      }
      return found;
    };
    const page = pageOf(this.#client);
    this.#held ??= beginReading(page);
    const forMs = Math.min(readMs, this.#limitMs / 2);
    const found = await within(
      this.#limitMs,
      this.#held.then((held) => page.evaluate(script, held, chats, from, forMs, most)),
    );
    const unreadable = found.reduce((sum, one) => sum + one.unreadable, 0);
    if (unreadable > 0) log.warn('Messages of a page could not be read', { messages: unreadable });
    return found;
  }
}

/**
 * How often the page was told to send something, as a text that is the same as long as it was not: neither by a call nor by a reload. Null where
 * the page does not let it be counted. What the library made of a call does not tell it: it throws before as well as after.
 */
export function handedOver(client: Client, what: Sending): Promise<string | null> {
  const script = ({ module, name }: Sending) => {
    const functionsOf = () => (globalThis as unknown as { require(name: string): Record<string, Counted> }).require(module);
    const functions = functionsOf();
    const original = functions[name];
    if (!original) return null;
    if (!original.counted) {
      const counted = { mark: `${Math.random()}`, calls: 0 };
      const counting = (...given: unknown[]) => {
        counted.calls++;
        return original.apply(functions, given);
      };
      functions[name] = Object.assign(counting, { counted });
    }
    const now = functionsOf()[name]?.counted;
    return now ? `${now.mark} ${now.calls}` : null;
  };
  return pageOf(client).evaluate(script, what);
}

/** Whether the page has no chat with that person, looked for as the library does. */
export function hasNoChat(client: Client, address: string): Promise<boolean> {
  const script = async (id: string) => {
    const { WWebJS } = globalThis as unknown as { WWebJS: { getChat(id: string, how: { getAsModel: boolean }): Promise<unknown> } };
    return !(await WWebJS.getChat(id, { getAsModel: false }));
  };
  return pageOf(client).evaluate(script, address);
}

export function pageOf(client: Client): NonNullable<Client['pupPage']> {
  if (!client.pupPage) throw new Error('The page is not there yet.');
  return client.pupPage;
}
