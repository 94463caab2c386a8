import type { Schema } from '../../lib/api/types';
import type { Written } from './calls/sendFromPhone';

type Message = Schema<'ListPhoneMessagesItem'>;

export interface Bubble {
  key: string;
  /** Written on this phone. */
  mine: boolean;
  text?: string;
  media?: Message['media'];
  /** Name of a file that is still on its way out. */
  file?: string;
  at: string;
  deliveredAt?: string | null;
  readAt?: string | null;
  /** How often the network was handed it. */
  copies: number;
  /** It is still leaving the phone. */
  leaving?: boolean;
}

export interface Conversation {
  /** The other side's number. */
  number: string;
  bubbles: Bubble[];
}

/** What came to the phone, what was written on it, and what was just typed: one list per number, the newest conversation first. */
export function conversations(messages: readonly Message[], typed: readonly Written[]): Conversation[] {
  const found = new Map<string, Bubble[]>();
  const add = (number: string, bubble: Bubble) => {
    const bubbles = found.get(number);
    if (bubbles) bubbles.push(bubble);
    else found.set(number, [bubble]);
  };
  // Newest first, and so that two of one moment stay in their order when they are turned round.
  for (const { id, direction, from, to, text, media, at, deliveredAt, readAt, copies } of [...messages].reverse()) {
    const mine = direction === 'out';
    add(mine ? to : from, { key: id, mine, text: text ?? undefined, media, at, deliveredAt, readAt, copies });
  }
  const known = new Set(messages.map((one) => one.providerId));
  for (const { key, to, text, file, at, providerId } of typed)
    if (!providerId || !known.has(providerId)) add(to, { key, mine: true, text, file, at, copies: 1, leaving: true });

  const time = (bubble: Bubble | undefined) => (bubble ? new Date(bubble.at).getTime() : 0);
  return [...found]
    .map(([number, bubbles]) => ({ number, bubbles: bubbles.sort((a, b) => time(a) - time(b)) }))
    .sort((a, b) => time(b.bubbles.at(-1)) - time(a.bubbles.at(-1)));
}
