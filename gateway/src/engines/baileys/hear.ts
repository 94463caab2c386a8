import { normalizeMessageContent, type proto, toNumber } from '@whiskeysockets/baileys';
import { contactsOf } from '../../vcard.ts';
import type { HeardContent } from '../../wire.ts';
import { numberOf } from './numbers.ts';

export interface HeardMessage {
  content: HeardContent;
  /** The id of the message that is answered or reacted to. */
  replyTo?: string;
}

type FileMessage = {
  mimetype?: string | null;
  fileLength?: number | { toNumber(): number } | null;
  fileName?: string | null;
  caption?: string | null;
};

/** What a message of the library says to people; null for what is none: keys, receipts, edits, calls. Votes are sealed: the inbox reads them (votes.ts). */
export function heard(message: proto.IMessage | null | undefined): HeardMessage | null {
  const said = normalizeMessageContent(message ?? undefined);
  if (!said) return null;
  const context = contextOf(said);
  const content = contentOf(said, context);
  if (!content) return null;
  const replyTo = content.kind === 'reaction' ? said.reactionMessage?.key?.id : context?.stanzaId;
  return { content, ...(replyTo && { replyTo }) };
}

function contentOf(said: proto.IMessage, context: proto.IContextInfo | null | undefined): HeardContent | null {
  if (typeof said.conversation === 'string' && said.conversation) return { kind: 'text', text: said.conversation };
  if (said.extendedTextMessage?.text) {
    const mentions = context?.mentionedJid?.map(numberOf).filter((number): number is string => Boolean(number));
    return { kind: 'text', text: said.extendedTextMessage.text, ...(mentions?.length && { mentions }) };
  }
  const file = fileOf(said);
  if (file) {
    const { kind, of } = file;
    return {
      kind,
      ...(of.caption && { text: of.caption }),
      media: {
        type: of.mimetype || 'application/octet-stream',
        bytes: toNumber(of.fileLength as never) || 0,
        ...(of.fileName && { fileName: of.fileName }),
      },
    };
  }
  const place = said.locationMessage ?? said.liveLocationMessage;
  if (place) {
    const { degreesLatitude, degreesLongitude } = place;
    const { name, address } = said.locationMessage ?? {};
    return {
      kind: 'location',
      location: { latitude: degreesLatitude ?? 0, longitude: degreesLongitude ?? 0, ...(name && { name }), ...(address && { address }) },
    };
  }
  const cards = contactsOf(said.contactMessage ? [said.contactMessage] : said.contactsArrayMessage?.contacts);
  if (cards) return { kind: 'contact', ...cards };
  if (said.reactionMessage) return { kind: 'reaction', text: said.reactionMessage.text ?? '' };
  const poll = pollOf(said);
  if (poll) return { kind: 'poll', text: poll.name ?? '', pollOptions: (poll.options ?? []).map((option) => option.optionName ?? '') };
  const chosen = choiceOf(said);
  return chosen ? { kind: 'text', text: chosen } : null;
}

export function pollOf(said: proto.IMessage): proto.Message.IPollCreationMessage | null {
  return said.pollCreationMessage ?? said.pollCreationMessageV2 ?? said.pollCreationMessageV3 ?? said.pollCreationMessageV5 ?? null;
}

/** The file of a message, with the words by which the library fetches it. */
export function fileOf(said: proto.IMessage): {
  kind: HeardContent['kind'];
  of: FileMessage & proto.Message.IDocumentMessage;
  as: 'image' | 'video' | 'audio' | 'document' | 'sticker';
} | null {
  if (said.imageMessage) return { kind: 'image', of: said.imageMessage, as: 'image' };
  const video = said.videoMessage ?? said.ptvMessage;
  if (video) return { kind: 'video', of: video, as: 'video' };
  if (said.audioMessage) return { kind: said.audioMessage.ptt ? 'voice' : 'audio', of: said.audioMessage, as: 'audio' };
  if (said.documentMessage) return { kind: 'document', of: said.documentMessage, as: 'document' };
  if (said.stickerMessage) return { kind: 'sticker', of: said.stickerMessage, as: 'sticker' };
  return null;
}

/** Buttons and lists that somebody pressed: their words are the answer. */
function choiceOf(said: proto.IMessage): string | null {
  return (
    said.buttonsResponseMessage?.selectedDisplayText ||
    said.templateButtonReplyMessage?.selectedDisplayText ||
    said.listResponseMessage?.title ||
    said.interactiveResponseMessage?.body?.text ||
    null
  );
}

function contextOf(said: proto.IMessage): proto.IContextInfo | null | undefined {
  for (const part of Object.values(said)) {
    if (part && typeof part === 'object' && 'contextInfo' in part) return (part as { contextInfo?: proto.IContextInfo | null }).contextInfo;
  }
  return undefined;
}
