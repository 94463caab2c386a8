import type { MediaType, proto } from '@whiskeysockets/baileys';
import type { Phone } from '../whatsapp/phone.js';

/** A message as the page holds it: the fields of WhatsApp's own web client that libraries read. */
export interface PageMessage {
  id: string;
  fromMe: boolean;
  /** The chat's address. */
  chat: string;
  type: string;
  /** Seconds. */
  t: number;
  ack: number;
  body?: string;
  caption?: string;
  notifyName?: string;
  mimetype?: string;
  filename?: string;
  size?: number;
  directPath?: string;
  /** Bytes in base64, as in the page. */
  mediaKey?: string;
  filehash?: string;
  encFilehash?: string;
  lat?: number;
  lng?: number;
  loc?: string;
  vcardFormattedName?: string;
  vcardList?: { displayName: string; vcard: string }[];
  pollName?: string;
  pollOptions?: { name: string; localId: number }[];
  /** Of a poll: what votes in it are sealed with, in base64. */
  messageSecret?: string;
  quotedStanzaID?: string;
  mentionedJidList?: string[];
  title?: string;
}

/** What somebody chooses in a poll: no message of its own in the page. */
export interface PageVote {
  id: string;
  fromMe: boolean;
  chat: string;
  parent: { id: string; fromMe: boolean };
  /** The page's own ids of the options. */
  options: number[];
  /** Milliseconds. */
  t: number;
}

/** The same person's reaction to a message: no message of its own in the page. */
export interface PageReaction {
  id: string;
  fromMe: boolean;
  chat: string;
  text: string;
  parent: { id: string; fromMe: boolean };
  /** Milliseconds. */
  t: number;
}

const base64 = (bytes: Uint8Array | null | undefined) => (bytes ? Buffer.from(bytes).toString('base64') : undefined);
const bytes = (text: string | undefined) => (text ? Buffer.from(text, 'base64') : undefined);

export const addressOf = (phone: Phone) => (phone.addressing === 'pn' ? `${phone.number}@c.us` : `${phone.lid}@lid`);

const jidOf = (address: string) => address.replace(/@c\.us$/, '@s.whatsapp.net');

/** What the page makes of a content; null for what it shows nowhere. */
export function fieldsOf(content: proto.IMessage): Partial<PageMessage> | null {
  const file = fileOf(content);
  if (file) {
    const { type, message } = file;
    const { caption, fileName, contextInfo } = message as { caption?: string; fileName?: string; contextInfo?: proto.IContextInfo };
    return {
      type,
      caption: caption ?? undefined,
      filename: fileName ?? undefined,
      mimetype: message.mimetype ?? undefined,
      size: Number(message.fileLength ?? 0),
      directPath: message.directPath ?? undefined,
      mediaKey: base64(message.mediaKey),
      filehash: base64(message.fileSha256),
      encFilehash: base64(message.fileEncSha256),
      quotedStanzaID: contextInfo?.stanzaId ?? undefined,
    };
  }
  if (content.conversation) return { type: 'chat', body: content.conversation };
  if (content.extendedTextMessage) {
    const { text, contextInfo } = content.extendedTextMessage;
    return {
      type: 'chat',
      body: text ?? '',
      quotedStanzaID: contextInfo?.stanzaId ?? undefined,
      mentionedJidList: contextInfo?.mentionedJid?.map((jid) => jid.replace('@s.whatsapp.net', '@c.us')),
    };
  }
  const place = content.locationMessage;
  if (place)
    return {
      type: 'location',
      lat: place.degreesLatitude ?? 0,
      lng: place.degreesLongitude ?? 0,
      loc: [place.name, place.address].filter(Boolean).join('\n') || undefined,
    };
  if (content.contactMessage)
    return { type: 'vcard', body: content.contactMessage.vcard ?? '', vcardFormattedName: content.contactMessage.displayName ?? '' };
  const cards = content.contactsArrayMessage?.contacts;
  if (cards)
    return { type: 'multi_vcard', vcardList: cards.map((card) => ({ displayName: card.displayName ?? '', vcard: card.vcard ?? '' })) };
  const poll = content.pollCreationMessage ?? content.pollCreationMessageV3;
  if (poll)
    return {
      type: 'poll_creation',
      pollName: poll.name ?? '',
      pollOptions: (poll.options ?? []).map((option, localId) => ({ name: option.optionName ?? '', localId })),
      messageSecret: base64(content.messageContextInfo?.messageSecret),
    };
  return null;
}

function fileOf(content: proto.IMessage) {
  if (content.imageMessage) return { type: 'image', message: content.imageMessage };
  if (content.videoMessage) return { type: 'video', message: content.videoMessage };
  if (content.audioMessage) return { type: content.audioMessage.ptt ? 'ptt' : 'audio', message: content.audioMessage };
  if (content.documentMessage) return { type: 'document', message: content.documentMessage };
  if (content.stickerMessage) return { type: 'sticker', message: content.stickerMessage };
  return null;
}

/** What the network carries of a message that the page sends. */
export function contentOf(message: PageMessage): proto.IMessage {
  const contextInfo: proto.IContextInfo | undefined =
    message.quotedStanzaID || message.mentionedJidList?.length
      ? {
          ...(message.quotedStanzaID && { stanzaId: message.quotedStanzaID, quotedMessage: { conversation: '' } }),
          ...(message.mentionedJidList?.length && { mentionedJid: message.mentionedJidList.map(jidOf) }),
        }
      : undefined;
  const file = {
    mimetype: message.mimetype,
    directPath: message.directPath,
    mediaKey: bytes(message.mediaKey),
    fileSha256: bytes(message.filehash),
    fileEncSha256: bytes(message.encFilehash),
    fileLength: message.size,
    contextInfo,
  };
  const caption = message.caption || undefined;
  switch (message.type) {
    case 'image':
      return { imageMessage: { ...file, caption } };
    case 'video':
      return { videoMessage: { ...file, caption } };
    case 'audio':
    case 'ptt':
      return { audioMessage: { ...file, ptt: message.type === 'ptt' } };
    case 'document':
      return { documentMessage: { ...file, fileName: message.filename, title: message.filename, caption } };
    case 'sticker':
      return { stickerMessage: file };
    case 'location': {
      const [name, ...address] = (message.loc ?? '').split('\n');
      return {
        locationMessage: {
          degreesLatitude: message.lat,
          degreesLongitude: message.lng,
          name: name || undefined,
          address: address.join('\n') || undefined,
        },
      };
    }
    case 'vcard':
      return { contactMessage: { displayName: message.vcardFormattedName, vcard: message.body } };
    case 'poll_creation':
      return {
        messageContextInfo: { messageSecret: bytes(message.messageSecret) },
        pollCreationMessageV3: {
          name: message.pollName,
          options: message.pollOptions?.map(({ name }) => ({ optionName: name })),
          selectableOptionsCount: 1,
        },
      };
    default:
      if (!contextInfo && !message.title) return { conversation: message.body };
      return { extendedTextMessage: { text: message.body, contextInfo, title: message.title } };
  }
}

/** The keys that the network derives for a file of that type. */
export function purposeOf(type: string): MediaType {
  if (type === 'ptt') return 'audio';
  return ['image', 'video', 'audio', 'sticker'].includes(type) ? (type as MediaType) : 'document';
}
