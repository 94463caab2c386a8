import { type MEDIA_HKDF_KEY_MAPPING, normalizeMessageContent, type proto } from '@whiskeysockets/baileys';

export type Kind =
  | 'text'
  | 'image'
  | 'video'
  | 'audio'
  | 'voice'
  | 'document'
  | 'sticker'
  | 'location'
  | 'contact'
  | 'poll'
  | 'vote'
  | 'reaction'
  | 'interactive'
  | 'other';

export interface MediaPart {
  kind: Kind;
  /** Which keys the library derives for it. */
  purpose: keyof typeof MEDIA_HKDF_KEY_MAPPING;
  type: string;
  fileName: string;
  message: {
    mediaKey?: Uint8Array | null;
    directPath?: string | null;
    url?: string | null;
    fileSha256?: Uint8Array | null;
    fileEncSha256?: Uint8Array | null;
    fileLength?: unknown;
  };
}

export interface Seen {
  kind: Kind;
  text: string | null;
  media: MediaPart | null;
  /** The message that this one answers, reacts to, edits or takes back. */
  about: string | null;
}

/** What a person sees of a message. */
export function see(message: proto.IMessage): Seen {
  const content = normalizeMessageContent(message) ?? {};
  const media = mediaOf(content);
  if (media) return { kind: media.part.kind, text: media.caption || null, media: media.part, about: quoted(media.context) };
  if (content.conversation) return text(content.conversation);
  if (content.extendedTextMessage)
    return { ...text(content.extendedTextMessage.text ?? ''), about: quoted(content.extendedTextMessage.contextInfo) };
  if (content.locationMessage) {
    const place = content.locationMessage;
    return {
      kind: 'location',
      text: `${place.degreesLatitude},${place.degreesLongitude} ${place.name ?? ''} ${place.address ?? ''}`.trim(),
      media: null,
      about: null,
    };
  }
  const cards = content.contactsArrayMessage?.contacts ?? (content.contactMessage ? [content.contactMessage] : null);
  if (cards)
    return {
      kind: 'contact',
      text: cards.map((card) => `${card.displayName ?? ''} ${numbers(card.vcard ?? '')}`.trim()).join('\n'),
      media: null,
      about: null,
    };
  const poll = content.pollCreationMessage ?? content.pollCreationMessageV2 ?? content.pollCreationMessageV3;
  if (poll)
    return {
      kind: 'poll',
      text: [poll.name ?? '', ...(poll.options ?? []).map((option) => `○ ${option.optionName ?? ''}`)].join('\n'),
      media: null,
      about: null,
    };
  if (content.pollUpdateMessage)
    return { kind: 'vote', text: null, media: null, about: content.pollUpdateMessage.pollCreationMessageKey?.id ?? null };
  if (content.reactionMessage)
    return { kind: 'reaction', text: content.reactionMessage.text ?? '', media: null, about: content.reactionMessage.key?.id ?? null };
  const words =
    content.buttonsMessage?.contentText ??
    content.listMessage?.description ??
    content.templateMessage?.hydratedTemplate?.hydratedContentText ??
    content.interactiveMessage?.body?.text ??
    content.templateButtonReplyMessage?.selectedDisplayText ??
    content.buttonsResponseMessage?.selectedDisplayText ??
    content.listResponseMessage?.title;
  if (words !== undefined && words !== null) return { kind: 'interactive', text: words, media: null, about: null };
  return { kind: 'other', text: null, media: null, about: null };
}

const text = (words: string): Seen => ({ kind: 'text', text: words, media: null, about: null });

const quoted = (context: proto.IContextInfo | null | undefined) => context?.stanzaId ?? null;

const numbers = (card: string) => [...card.matchAll(/^TEL[^:]*:(.+)$/gm)].map((line) => (line[1] as string).trim()).join(', ');

function mediaOf(
  content: proto.IMessage,
): { part: MediaPart; caption: string | null | undefined; context: proto.IContextInfo | null | undefined } | null {
  const { imageMessage: image, videoMessage: video, audioMessage: audio, documentMessage: document, stickerMessage: sticker } = content;
  if (image)
    return {
      part: { kind: 'image', purpose: 'image', type: image.mimetype ?? 'image/jpeg', fileName: 'image', message: image },
      caption: image.caption,
      context: image.contextInfo,
    };
  if (video)
    return {
      part: { kind: 'video', purpose: 'video', type: video.mimetype ?? 'video/mp4', fileName: 'video', message: video },
      caption: video.caption,
      context: video.contextInfo,
    };
  if (audio)
    return {
      part: {
        kind: audio.ptt ? 'voice' : 'audio',
        purpose: 'audio',
        type: audio.mimetype ?? 'audio/ogg',
        fileName: 'audio',
        message: audio,
      },
      caption: null,
      context: audio.contextInfo,
    };
  if (document)
    return {
      part: {
        kind: 'document',
        purpose: 'document',
        type: document.mimetype ?? 'application/octet-stream',
        fileName: document.fileName ?? 'document',
        message: document,
      },
      caption: document.caption,
      context: document.contextInfo,
    };
  if (sticker)
    return {
      part: { kind: 'sticker', purpose: 'sticker', type: sticker.mimetype ?? 'image/webp', fileName: 'sticker', message: sticker },
      caption: null,
      context: sticker.contextInfo,
    };
  return null;
}
