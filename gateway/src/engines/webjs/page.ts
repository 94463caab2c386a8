import type { Client } from 'whatsapp-web.js';
import type { PageMessage } from './hear.ts';

/** Of one chat and of all together no more is read at once. */
const mostPerChat = 200;
const most = 5000;

interface Model {
  id: { _serialized: string };
  t?: number;
  isNotification?: boolean;
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
    Chat: { getModelsArray(): (Model & { msgs: { getModelsArray(): Model[] } })[] };
    loadEarlierMsgs(of: { chat: unknown }): Promise<Model[] | null | undefined>;
  };
  WWebJS: { getMessageModel(message: Model): PageMessage };
}

/**
 * The messages with people since a time (in seconds), oldest first; since 0 only those that the page has at hand. The library reads one chat at a
 * time, and turns messages of one second round; the page keeps them in their order.
 */
export async function messagesSince(client: Client, since: number): Promise<PageMessage[]> {
  const script = async (from: number, perChat: number) => {
    const page = globalThis as unknown as PageWindow;
    const { Chat } = page.require('WAWebCollections');
    const found: PageMessage[] = [];
    for (const chat of Chat.getModelsArray()) {
      if (!/@(c\.us|lid)$/.test(chat.id._serialized) || (chat.t ?? from) < from) continue;
      let messages = chat.msgs.getModelsArray();
      const known = new Set(messages.map((message) => message.id._serialized));
      while (from > 0 && messages.length < perChat && (messages[0]?.t ?? from + 1) >= from) {
        const given = (await page.require('WAWebChatLoadMessages').loadEarlierMsgs({ chat })) ?? [];
        // Whether the page puts them into the chat as well is its own affair.
        const earlier = given.filter((message) => !known.has(message.id._serialized));
        if (earlier.length === 0) break;
        for (const message of earlier) known.add(message.id._serialized);
        messages = [...earlier, ...messages];
      }
      const wanted = messages.filter((message) => !message.isNotification && (message.t ?? 0) >= from);
      for (const message of wanted.slice(-perChat)) found.push(page.WWebJS.getMessageModel(message));
    }
    return found;
  };
  const found = await pageOf(client).evaluate(script, since, mostPerChat);
  // Stable: what is of one second stays in the order of its chat.
  return found.sort((a, b) => (a.t ?? 0) - (b.t ?? 0)).slice(-most);
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
