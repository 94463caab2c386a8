import { contactOf, contactsOf } from '../../vcard.ts';
import type { HeardContent } from '../../wire.ts';
import { numberOf, textOf } from './people.ts';

/** A message as the page holds it; the fields that are read here. */
export interface PageMessage {
  id: { fromMe: boolean; remote: unknown; id: string; _serialized: string };
  type: string;
  /** Seconds. */
  t?: number;
  ack?: number;
  from?: unknown;
  to?: unknown;
  body?: string;
  caption?: string;
  notifyName?: string;
  mimetype?: string;
  filename?: string;
  size?: number;
  directPath?: string;
  lat?: number;
  lng?: number;
  loc?: string;
  vcardFormattedName?: string;
  vcardList?: { displayName?: string; vcard: string }[];
  pollName?: string;
  pollOptions?: { name: string }[];
  quotedStanzaID?: string;
  mentionedJidList?: unknown[];
  listResponse?: { title?: string };
}

/** A vote as the library tells it: it has no id, and what it chooses has names only where the page has the poll. */
export interface PageVote {
  voter: unknown;
  selectedOptions: { localId?: number; name?: string }[];
  /** Milliseconds. */
  interractedAtTs?: number;
  /** Of the poll. */
  parentMsgKey: PageMessage['id'];
}

export interface HeardMessage {
  content: HeardContent;
  replyTo?: string;
}

const files: Record<string, HeardContent['kind']> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  ptt: 'voice',
  document: 'document',
  sticker: 'sticker',
};

/** What a message of the page says to people; null for what is none: notices, calls, what could not be decrypted. */
export function heard(message: PageMessage): HeardMessage | null {
  const content = contentOf(message);
  return content && { content, ...(message.quotedStanzaID && { replyTo: message.quotedStanzaID }) };
}

function contentOf(message: PageMessage): HeardContent | null {
  const kind = files[message.type];
  if (kind) {
    return {
      kind,
      ...(message.caption && { text: message.caption }),
      media: {
        type: message.mimetype || 'application/octet-stream',
        bytes: message.size ?? 0,
        ...(message.filename && kind === 'document' && { fileName: message.filename }),
      },
    };
  }
  switch (message.type) {
    case 'chat': {
      const mentions = (message.mentionedJidList ?? []).map((one) => numberOf(textOf(one))).filter((one): one is string => Boolean(one));
      return message.body ? { kind: 'text', text: message.body, ...(mentions.length > 0 && { mentions }) } : null;
    }
    case 'location': {
      const [name, ...address] = (message.loc ?? '').split('\n');
      const place = { latitude: message.lat ?? 0, longitude: message.lng ?? 0 };
      return {
        kind: 'location',
        location: { ...place, ...(name && { name }), ...(address.length > 0 && { address: address.join('\n') }) },
      };
    }
    case 'vcard':
      return { kind: 'contact', contact: contactOf(message.vcardFormattedName, message.body) };
    case 'multi_vcard': {
      const cards = contactsOf(message.vcardList);
      return cards && { kind: 'contact', ...cards };
    }
    case 'poll_creation':
      return { kind: 'poll', text: message.pollName ?? '', pollOptions: (message.pollOptions ?? []).map(({ name }) => name) };
    // Buttons and lists that somebody pressed: their words are the answer.
    case 'buttons_response':
    case 'template_button_reply':
    case 'list_response': {
      const text = message.body || message.listResponse?.title;
      return text ? { kind: 'text', text } : null;
    }
    default:
      return null;
  }
}
