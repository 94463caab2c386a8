/** What travels between the server and a gateway; contracts/README.md says what it means, and the tests hold it to contracts/v1. */
import { bool, integer, list, mapOf, number, object, oneOf, optional, orNull, type Read, text } from './schema.ts';

export const wireVersion = 1;

const phone = text({ pattern: /^\+[1-9]\d{5,17}$/, as: 'a number in E.164 with its plus' });
/** A person: a number, or the internal id where the number is not known. */
const person = text({ pattern: /^(\+[1-9]\d{5,17}|\d{5,20}@lid)$/, as: 'a number in E.164 with its plus, or an id with @lid' });
const providerId = text({ min: 1, max: 100, pattern: /^[\w.:=+/@-]+$/, as: 'a message id' });
const time = text({ pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, as: 'a time in UTC with milliseconds' });
const fence = integer();
const sessionId = text({ pattern: /^[\w-]{1,64}$/, as: 'a session id' });
const sha256 = text({ pattern: /^[0-9a-f]{64}$/, as: 'a SHA-256 in lower-case hex' });
const mediaType = text({ min: 3, max: 200, pattern: /^[\w.+-]+\/[\w.+-]+(;.*)?$/, as: 'a media type' });

/** A number outside of a body; throws like the bodies do. */
export const phoneOf = (value: unknown, field: string) => phone(value, field);
export const isSessionId = (id: string) => /^[\w-]{1,64}$/.test(id);
export const isSha256 = (hash: string) => /^[0-9a-f]{64}$/.test(hash);

const kinds = ['text', 'image', 'video', 'audio', 'voice', 'document', 'sticker', 'location', 'contact', 'reaction', 'poll'] as const;
export type ContentKind = (typeof kinds)[number];
export const mediaKinds: ReadonlySet<ContentKind> = new Set(['image', 'video', 'audio', 'voice', 'document', 'sticker']);

const contentFields = {
  kind: oneOf(...kinds),
  text: optional(text()),
  location: optional(
    object({
      latitude: number(-90, 90),
      longitude: number(-180, 180),
      name: optional(text({ max: 1000 })),
      address: optional(text({ max: 1000 })),
    }),
  ),
  contact: optional(object({ name: text({ min: 1, max: 1000 }), phones: list(phone, 1, 20), organization: optional(text({ max: 1000 })) })),
  pollOptions: optional(list(text({ min: 1, max: 1000 }), 2, 12)),
  mentions: optional(list(phone, 0, 1000)),
  linkPreview: optional(bool),
};

export const sentContent = object({
  ...contentFields,
  media: optional(object({ sha256, type: mediaType, bytes: integer(), fileName: optional(text({ max: 1000 })) })),
});
export type SentContent = Read<typeof sentContent>;

const heardContent = object({
  ...contentFields,
  // What a person sent that has no words and no kind here; the text is the library's name for it.
  kind: oneOf(...kinds, 'unsupported'),
  contact: optional(object({ name: text(), phones: list(text(), 0, 100), organization: optional(text()) })),
  pollOptions: optional(list(text(), 0, 100)),
  media: optional(object({ type: text(), bytes: integer(), fileName: optional(text()) })),
});
export type HeardContent = Read<typeof heardContent>;

export const startBody = object({ phone: optional(phone), fence });
export const sendBody = object({
  fence,
  id: providerId,
  to: person,
  deadlineMs: optional(integer(1, 600_000)),
  content: sentContent,
  typingMs: optional(integer(0, 60_000)),
  replyTo: optional(providerId),
});
export type Outgoing = Read<typeof sendBody>;
export const typingBody = object({ fence, to: person, forMs: integer(0, 60_000) });
export const checkBody = object({ fence, numbers: list(phone, 1, 500) });
export const readBody = object({ fence, from: person, providerIds: list(providerId, 1, 500) });
export const codeBody = object({ fence });
export const ackBody = object({ seq: integer() });
export const exportBody = object({ passphrase: text({ min: 8, max: 1000 }) });

const states = ['booting', 'wait_qr', 'wait_code', 'connected', 'disconnected', 'logged_out', 'banned'] as const;
export type SessionState = (typeof states)[number];
export const sessionAnswer = object({ id: sessionId, state: oneOf(...states), fence });
export const checkedAnswer = object({ numbers: mapOf(bool) });

export type Fault = 'recipient' | 'sender' | 'content';
const slug = text({ pattern: /^[a-z][a-z0-9-]*$/, as: 'a slug' });
const raw = optional(text({ max: 1000 }));
const accepted = object({ outcome: oneOf('accepted'), providerId, at: time });
const retry = object({ outcome: oneOf('retry'), reason: slug, afterMs: optional(integer()), raw });
const refused = object({ outcome: oneOf('refused'), reason: slug, fault: oneOf('recipient', 'sender', 'content'), raw });
const unknown = object({ outcome: oneOf('unknown'), reason: slug, raw });
export type Outcome = Read<typeof accepted> | Read<typeof retry> | Read<typeof refused> | Read<typeof unknown>;
export const outcomes = { accepted, retry, refused, unknown };

export const problem = object({ type: slug, detail: text() });
export const healthAnswer = object({
  engine: slug,
  library: object({ name: text(), version: text() }),
  wire: integer(),
  instance: text(),
  sessions: integer(),
  spool: object({ first: integer(), last: integer(), bytes: integer() }),
  memoryMb: number(0, 1e9),
  problem: orNull(slug),
});
export type Health = Read<typeof healthAnswer>;

const eventHead = { seq: integer(), session: sessionId, id: text({ min: 1, max: 200 }) };
const heardFields = {
  providerId,
  from: person,
  lid: optional(person),
  pushName: optional(text()),
  content: heardContent,
  at: time,
  replyTo: optional(text()),
  media: optional(text()),
};
const echoFields = { providerId, to: person, content: heardContent, at: time, media: optional(text()) };
const receiptKinds = ['sent', 'delivered', 'read', 'played', 'failed'] as const;
export type ReceiptKind = (typeof receiptKinds)[number];

export const events = {
  session: object({
    ...eventHead,
    type: oneOf('session'),
    state: oneOf(...states),
    fence,
    qr: optional(text()),
    code: optional(text()),
    expiresAt: optional(time),
    reason: optional(slug),
  }),
  message: object({ ...eventHead, type: oneOf('message'), ...heardFields }),
  echo: object({ ...eventHead, type: oneOf('echo'), ...echoFields }),
  receipt: object({
    ...eventHead,
    type: oneOf('receipt'),
    providerIds: list(providerId, 1, 1000),
    chosenId: optional(providerId),
    kind: oneOf(...receiptKinds),
    at: time,
    reason: optional(slug),
  }),
  history: object({
    ...eventHead,
    type: oneOf('history'),
    received: list(object(heardFields), 0, 10_000),
    sent: list(object(echoFields), 0, 10_000),
  }),
};
export type Event = { [K in keyof typeof events]: Read<(typeof events)[K]> }[keyof typeof events];

type Draft<E> = E extends Event ? Omit<E, 'seq' | 'session' | 'id'> & { id?: string } : never;
/** An event before it has a place in the spool. Without an id it gets one from its place. */
export type EventDraft = Draft<Event>;
export type Heard = Omit<Read<typeof events.message>, keyof typeof eventHead | 'type'>;
export type Echoed = Omit<Read<typeof events.echo>, keyof typeof eventHead | 'type'>;
