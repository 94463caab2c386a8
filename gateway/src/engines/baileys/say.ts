import type { AnyMessageContent, WAMessageKey } from '@whiskeysockets/baileys';
import { cardOf } from '../../vcard.ts';
import { mediaKinds, type SentContent } from '../../wire.ts';
import { addressOf } from './numbers.ts';

/** The content of the wire as the library takes it; null when this engine cannot say such a thing, or a part of it is missing. */
export function librarySays(content: SentContent, path: string | null, target: WAMessageKey | null): AnyMessageContent | null {
  const { kind, text, media } = content;
  const mentions = content.mentions?.map(addressOf);
  const caption = { ...(text && { caption: text }), ...(mentions && { mentions }) };
  if (mediaKinds.has(kind)) {
    if (!media || !path) return null;
    const file = { url: path };
    switch (kind) {
      case 'image':
        return { image: file, mimetype: media.type, ...caption };
      case 'video':
        return { video: file, mimetype: media.type, ...caption };
      case 'audio':
        return { audio: file, mimetype: media.type, ptt: false };
      case 'voice':
        // Phones show a voice note as one only with the codec in its type.
        return { audio: file, mimetype: media.type.includes(';') ? media.type : `${media.type}; codecs=opus`, ptt: true };
      case 'sticker':
        return { sticker: file, mimetype: media.type };
      default:
        return { document: file, mimetype: media.type, fileName: media.fileName ?? 'file', ...caption };
    }
  }
  switch (kind) {
    case 'text':
      return text ? { text, ...(mentions && { mentions }) } : null;
    case 'location': {
      if (!content.location) return null;
      const { latitude, longitude, name, address } = content.location;
      return { location: { degreesLatitude: latitude, degreesLongitude: longitude, ...(name && { name }), ...(address && { address }) } };
    }
    case 'contact':
      return content.contact
        ? {
            contacts: {
              displayName: content.contact.name,
              contacts: [{ displayName: content.contact.name, vcard: cardOf(content.contact) }],
            },
          }
        : null;
    case 'reaction':
      return target ? { react: { text: text ?? '', key: target } } : null;
    case 'poll':
      return text && content.pollOptions ? { poll: { name: text, values: content.pollOptions, selectableCount: 1 } } : null;
    default:
      return null;
  }
}
