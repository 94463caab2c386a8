import { contactOf, contactsOf } from '../../vcard.ts';
import type { HeardContent } from '../../wire.ts';
import { linesOf } from '../../words.ts';
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
  listResponse?: { title?: string; description?: string };
  /** Of kinds that the wire does not have. */
  title?: string;
  description?: string;
  footer?: string;
  comment?: string;
  list?: { title?: string; description?: string; footerText?: string };
  interactiveHeader?: { title?: string; subtitle?: string };
  orderTitle?: string;
  message?: unknown;
  eventName?: string;
  eventDescription?: string;
  inviteGrpName?: string;
  paymentNoteMsg?: { body?: string };
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
  ptv: 'video',
  document: 'document',
  sticker: 'sticker',
};

/** No words of a person, or with a way of their own: whatever is neither here nor known is told as unsupported, so that nothing that was sent is lost. */
const silent = new Set([
  'protocol',
  'revoked',
  'message_edit_encrypted',
  'event_edit_encrypted',
  'poll_edit_encrypted',
  'poll_add_option_encrypted',
  'poll_add_option_decrypted',
  // Not decrypted yet: what it is shows when it is.
  'ciphertext',
  'debug',
  'debug_placeholder',
  // About another message.
  'reaction',
  'reaction_enc',
  'poll_update',
  'event_response',
  'keep_in_chat',
  'pin_message',
  'pinned_message',
  'status',
  'status_notification',
  // Notices of the page.
  'gp2',
  'notification',
  'notification_template',
  'group_notification',
  'broadcast_notification',
  'e2e_notification',
  'newsletter_notification',
  'guest_upsell_system_msg',
  'automated_greeting_message',
  // Calls and history.
  'call_log',
  'history_bundle',
  'message_history_bundle',
  'message_history_notice',
  // Only says how many pictures follow.
  'album',
]);

/** Of these the body is what people read; of others it may be the bytes of a small picture. */
const bodies = new Set([
  'hsm',
  'interactive',
  'interactive_response',
  'native_flow',
  'list',
  'comment',
  'rich_response',
  'newsletter_question_response',
  'buttons_response',
  'template_button_reply',
  'list_response',
]);

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
      return cards ? { kind: 'contact', ...cards } : otherOf(message);
    }
    case 'poll_creation':
      return { kind: 'poll', text: message.pollName ?? '', pollOptions: (message.pollOptions ?? []).map(({ name }) => name) };
    // Buttons and lists that somebody pressed: their words are the answer.
    case 'buttons_response':
    case 'template_button_reply':
    case 'list_response': {
      const text = message.body || message.listResponse?.title;
      return text ? { kind: 'text', text } : otherOf(message);
    }
    default:
      return otherOf(message);
  }
}

/** What the wire has no kind for: its words, and where it has none the page's name for it. */
function otherOf(message: PageMessage): HeardContent | null {
  const { type, list, interactiveHeader } = message;
  if (!type || silent.has(type)) return null;
  const text = linesOf([
    message.title,
    message.orderTitle,
    message.eventName,
    message.inviteGrpName,
    interactiveHeader?.title,
    interactiveHeader?.subtitle,
    list?.title,
    list?.description,
    bodies.has(type) && message.body,
    message.listResponse?.description,
    message.description,
    message.eventDescription,
    message.message,
    message.comment,
    message.caption,
    message.paymentNoteMsg?.body,
    list?.footerText,
    message.footer,
  ]);
  return text ? { kind: 'text', text } : { kind: 'unsupported', text: type.slice(0, 40) };
}
