import { normalizeMessageContent, type proto, toNumber } from '@whiskeysockets/baileys';
import { contactsOf } from '../../vcard.ts';
import type { HeardContent } from '../../wire.ts';
import { linesOf } from '../../words.ts';
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

/** What messages are wrapped in, besides what the library unwraps itself. */
const wrappers = [
  'deviceSentMessage',
  'lottieStickerMessage',
  'pollCreationMessageV4',
  'groupMentionedMessage',
  'botInvokeMessage',
  'botTaskMessage',
  'botForwardedMessage',
  'eventCoverImage',
  'pollCreationOptionImageMessage',
  'statusMentionMessage',
  'groupStatusMentionMessage',
  'statusAddYours',
  'limitSharingMessage',
  'questionMessage',
  'questionReplyMessage',
  'commentMessage',
] as const satisfies (keyof proto.IMessage)[];

/** No words of a person, or with a way of their own: whatever is neither here nor known is told as unsupported, so that nothing that was sent is lost. */
const silent: ReadonlySet<string> = new Set<keyof proto.IMessage>([
  'conversation',
  'extendedTextMessage',
  'messageContextInfo',
  // Keys, settings, edits and what is taken back.
  'protocolMessage',
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'stickerSyncRmrMessage',
  'secretEncryptedMessage',
  'scheduledCallEditMessage',
  'limitSharingMessage',
  'chat',
  // About another message.
  'reactionMessage',
  'encReactionMessage',
  'pollUpdateMessage',
  'encEventResponseMessage',
  'encCommentMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'statusNotificationMessage',
  'statusStickerInteractionMessage',
  // Calls, and notices of history.
  'call',
  'bcallMessage',
  'callLogMesssage',
  'messageHistoryBundle',
  'messageHistoryNotice',
  // Only says how many pictures follow.
  'albumMessage',
]);

type Words = (string | null | undefined)[];
type Said<K extends keyof proto.IMessage> = NonNullable<proto.IMessage[K]>;

/** What a person reads in messages of kinds that the wire does not have. */
const readable: { [K in keyof proto.IMessage]?: (said: Said<K>) => Words } = {
  buttonsMessage: ({ text, contentText, footerText }) => [text, contentText, footerText],
  listMessage: ({ title, description, footerText }) => [title, description, footerText],
  interactiveMessage: interactiveWords,
  templateMessage: templateWords,
  highlyStructuredMessage: ({ hydratedHsm }) => (hydratedHsm ? templateWords(hydratedHsm) : []),
  listResponseMessage: ({ description }) => [description],
  productMessage: ({ product, body, footer }) => [product?.title, product?.description, body, footer],
  orderMessage: ({ orderTitle, message }) => [orderTitle, message],
  invoiceMessage: ({ note }) => [note],
  sendPaymentMessage: ({ noteMessage }) => [noteOf(noteMessage)],
  requestPaymentMessage: ({ noteMessage }) => [noteOf(noteMessage)],
  eventMessage: ({ name, description, location }) => [name, description, location?.name],
  scheduledCallCreationMessage: ({ title }) => [title],
  groupInviteMessage: ({ groupName, caption }) => [groupName, caption],
  newsletterAdminInviteMessage: ({ newsletterName, caption }) => [newsletterName, caption],
  newsletterFollowerInviteMessageV2: ({ newsletterName, caption }) => [newsletterName, caption],
  stickerPackMessage: ({ name, caption }) => [name, caption],
  pollResultSnapshotMessage: ({ name }) => [name],
  pollResultSnapshotMessageV3: ({ name }) => [name],
  questionResponseMessage: ({ text }) => [text],
  statusQuestionAnswerMessage: ({ text }) => [text],
  statusQuotedMessage: ({ text }) => [text],
  richResponseMessage: ({ submessages }) => (submessages ?? []).map(({ messageText }) => messageText),
};

/** A message without what it is wrapped in: that it disappears, is seen once, has a caption, came by another device of ours. */
export function unwrapped(message: proto.IMessage | null | undefined): proto.IMessage | undefined {
  let said = normalizeMessageContent(message ?? undefined);
  // As deep as the library goes.
  for (let depth = 0; said && depth < 5; depth++) {
    const within = said;
    const inner = wrappers.map((name) => within[name]?.message).find((one) => one && Object.keys(one).length > 0);
    if (!inner) break;
    said = normalizeMessageContent(inner);
  }
  return said;
}

/**
 * What a message of the library says to people; null for what is none: keys, receipts, edits, calls. Votes are sealed: the inbox reads them (votes.ts).
 */
export function heard(message: proto.IMessage | null | undefined): HeardMessage | null {
  const said = unwrapped(message);
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
  return chosen ? { kind: 'text', text: chosen } : otherOf(said);
}

/** What the wire has no kind for: its words, and where it has none the library's name for it. */
function otherOf(said: proto.IMessage): HeardContent | null {
  const [name, part] = Object.entries(said).find(([key, value]) => value && typeof value === 'object' && !silent.has(key)) ?? [];
  if (!name) return null;
  const read = readable[name as keyof proto.IMessage] as ((said: unknown) => Words) | undefined;
  const text = linesOf(read?.(part) ?? []);
  return text ? { kind: 'text', text } : { kind: 'unsupported', text: name };
}

function noteOf(message: proto.IMessage | null | undefined): string | undefined {
  const note = heard(message)?.content;
  return note?.kind === 'text' ? note.text : undefined;
}

function interactiveWords({ header, body, footer, carouselMessage }: proto.Message.IInteractiveMessage): Words {
  const cards = (carouselMessage?.cards ?? []).flatMap(interactiveWords);
  return [header?.title, header?.subtitle, body?.text, ...cards, footer?.text];
}

function templateWords({ hydratedTemplate, hydratedFourRowTemplate, interactiveMessageTemplate }: proto.Message.ITemplateMessage): Words {
  const rows = hydratedTemplate ?? hydratedFourRowTemplate;
  if (rows) return [rows.hydratedTitleText, rows.hydratedContentText, rows.hydratedFooterText];
  return interactiveMessageTemplate ? interactiveWords(interactiveMessageTemplate) : [];
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
