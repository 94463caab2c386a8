import type { Schema } from '../../lib/api/types';
import type { Written } from './calls/sendFromPhone';

type Received = Schema<'ListPhoneMessagesItem'>;
type Answer = Pick<Schema<'MessageView'>, 'id' | 'providerId' | 'senderId' | 'content' | 'createdAt'>;

export interface Bubble {
  key: string;
  /** Written on this phone. */
  mine: boolean;
  text?: string;
  media?: Received['media'];
  file?: string;
  at: string;
  deliveredAt?: string | null;
  readAt?: string | null;
  /** How often the network was handed it. */
  copies: number;
  /** Of an own one: Parley has written it down. */
  known: boolean;
}

export interface Conversation {
  /** The other side's number. */
  number: string;
  bubbles: Bubble[];
}

/** What the phone received, what it wrote as the ledger knows it, and what was just typed: one list per number, the newest conversation first. */
export function conversations(
  received: readonly Received[],
  answers: readonly Answer[],
  written: readonly Written[],
  numberOf: (senderId: string) => string | undefined,
  /** It is a sender's own phone: what is typed there is no answer that Parley gets, so the network's word is enough. */
  own = false,
): Conversation[] {
  const found = new Map<string, Bubble[]>();
  const add = (number: string, bubble: Bubble) => {
    const bubbles = found.get(number);
    if (bubbles) bubbles.push(bubble);
    else found.set(number, [bubble]);
  };
  for (const one of received)
    add(one.from, {
      key: `r${one.id}`,
      mine: false,
      text: one.text ?? undefined,
      media: one.media,
      at: one.at,
      deliveredAt: one.deliveredAt,
      readAt: one.readAt,
      copies: one.copies,
      known: true,
    });
  const known = new Set<string>();
  for (const one of answers) {
    const number = one.senderId ? numberOf(one.senderId) : undefined;
    if (!number) continue;
    if (one.providerId) known.add(one.providerId);
    add(number, {
      key: `a${one.id}`,
      mine: true,
      text: one.content?.text ?? undefined,
      file: one.content?.media ? (one.content.media.fileName ?? one.content.kind) : undefined,
      at: one.createdAt,
      copies: 1,
      known: true,
    });
  }
  for (const one of written)
    if (!one.providerId || !known.has(one.providerId))
      add(one.to, {
        key: one.key,
        mine: true,
        text: one.text,
        file: one.file,
        at: one.at,
        copies: 1,
        known: own && Boolean(one.providerId),
      });

  const time = (bubble: Bubble | undefined) => (bubble ? new Date(bubble.at).getTime() : 0);
  return [...found]
    .map(([number, bubbles]) => ({ number, bubbles: bubbles.sort((a, b) => time(a) - time(b)) }))
    .sort((a, b) => time(b.bubbles.at(-1)) - time(a.bubbles.at(-1)));
}
