import type { Schema } from '../../lib/api/types';

type Kind = Schema<'ContentKind'>;

export interface Attached {
  id: string;
  fileName: string;
  type: string;
  bytes: number;
  kind: Kind;
  /** All that it could be sent as. */
  kinds: readonly Kind[];
}

/** A message while it is written. */
export interface Draft {
  text: string;
  media: Attached | null;
  /** A location, a contact, a poll, an approved template or buttons that came over the API, or what was received and cannot be shown: kept as it is. */
  other: Schema<'MessageContent'> | null;
}

export const emptyDraft: Draft = { text: '', media: null, other: null };

export const mediaUrl = (id: string) => `/api/media/${id}/content`;

/** Sounds and stickers have no caption. */
export const takesText = ({ media, other }: Draft) => !other && !(media && ['audio', 'voice', 'sticker'].includes(media.kind));

export const isEmpty = ({ text, media, other }: Draft) => !other && !media && !text.trim();

export function draftOf(content: Schema<'MessageContent'>): Draft {
  if (
    content.location ||
    content.contact ||
    content.template ||
    content.interactive ||
    content.kind === 'poll' ||
    content.kind === 'unsupported'
  )
    return { ...emptyDraft, other: content };
  return {
    text: content.text ?? '',
    media: content.media ? { ...content.media, kind: content.kind, kinds: [content.kind] } : null,
    other: null,
  };
}

/** What only the official API can send, as the server takes it again; undefined when it is nothing of that. */
export function specialOf({ text, media, location, template, interactive }: Schema<'MessageContent'>): Schema<'ContentDraft'> | undefined {
  if (template) return { template, ...(media && { mediaId: media.id }), ...(location && { location }) };
  return interactive ? { interactive: { ...interactive, body: text ?? '' } } : undefined;
}

/** What is sent to the server. */
export function contentOf(draft: Draft): Schema<'ContentDraft'> {
  const { text, media, other } = draft;
  const special = other && specialOf(other);
  if (special) return special;
  if (other?.location) return { location: other.location };
  if (other?.contact) return { contact: other.contact };
  if (other) return { poll: { question: other.text ?? '', options: other.pollOptions ?? [] } };
  if (!media) return { text };
  return { text: (takesText(draft) && text) || null, mediaId: media.id, sendAs: media.kind };
}

export const isSame = (one: Draft, other: Draft) => JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));

/** Whether putting another message in this one's place loses something that a person wrote: not when it is empty, begins as it was given,
 * or stands in the library. */
export function isOwn(draft: Draft, starter: string | undefined, library: readonly Schema<'MessageContent'>[]): boolean {
  if (isEmpty(draft) || isSame(draft, { ...emptyDraft, text: starter ?? '' })) return false;
  return !library.some((content) => isSame(draft, draftOf(content)));
}

/** The texts in which placeholders are filled in. */
export function textsOf({ text, other }: Draft): string {
  return other ? [other.text ?? '', ...(other.pollOptions ?? []), ...valuesOf(other)].join('\n') : text;
}

function valuesOf({ template, interactive }: Schema<'MessageContent'>): string[] {
  const { header, body, named, buttons } = template ?? {};
  const rows = interactive?.list?.sections.flatMap((section) => section.rows.flatMap((row) => [row.title, row.description ?? ''])) ?? [];
  return [
    ...(header ?? []),
    ...(body ?? []),
    ...Object.values(named ?? {}),
    ...(buttons ?? []).map((button) => button.value),
    ...[interactive?.header, interactive?.footer].map((part) => part ?? ''),
    ...(interactive?.buttons ?? []).map((button) => button.title),
    ...rows,
  ];
}

/** Puts a piece in where the cursor stands (or over what is selected), and says where the cursor stands then. */
export function insertAt(text: string, piece: string, from: number, to: number): { text: string; cursor: number } {
  return { text: text.slice(0, from) + piece + text.slice(to), cursor: from + piece.length };
}

/** Puts WhatsApp's sign around what is selected, or takes it away when it is there. */
export function wrapAt(text: string, sign: string, from: number, to: number): { text: string; from: number; to: number } {
  const chosen = text.slice(from, to);
  if (chosen.length > 2 * sign.length && chosen.startsWith(sign) && chosen.endsWith(sign)) {
    const inner = chosen.slice(sign.length, -sign.length);
    return { text: text.slice(0, from) + inner + text.slice(to), from, to: from + inner.length };
  }
  return { text: text.slice(0, from) + sign + chosen + sign + text.slice(to), from: from + sign.length, to: to + sign.length };
}
