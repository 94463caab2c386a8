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

export function pageOf(client: Client): NonNullable<Client['pupPage']> {
  if (!client.pupPage) throw new Error('The page is not there yet.');
  return client.pupPage;
}
