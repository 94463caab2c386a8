import { readFile } from 'node:fs/promises';
import type { MessageContent, MessageSendOptions } from 'whatsapp-web.js';
import { cardOf } from '../../vcard.ts';
import { mediaKinds, type SentContent } from '../../wire.ts';
import { library } from './library.ts';
import { addressOf } from './people.ts';

export interface Said {
  content: MessageContent;
  options: MessageSendOptions;
}

/** The content of the wire as the library takes it; null when this engine cannot say such a thing, or a part of it is missing. Reactions go another way. */
export async function librarySays(content: SentContent, path: string | null, quoted: string | null): Promise<Said | null> {
  const { kind, text, media } = content;
  const mentions = content.mentions?.map(addressOf);
  const common: MessageSendOptions = {
    // That somebody wrote is no sign that somebody read.
    sendSeen: false,
    linkPreview: content.linkPreview === true,
    parseVCards: false,
    ...(mentions && { mentions }),
    ...(quoted && { quotedMessageId: quoted, ignoreQuoteErrors: true }),
  };
  if (mediaKinds.has(kind)) {
    if (!media || !path) return null;
    // Phones show a voice note as one only with the codec in its type.
    const type = kind === 'voice' && !media.type.includes(';') ? `${media.type}; codecs=opus` : media.type;
    const file = new library.MessageMedia(type, await readFile(path, 'base64'), media.fileName ?? 'file', media.bytes);
    return {
      content: file,
      options: {
        ...common,
        ...(text && { caption: text }),
        ...(kind === 'voice' && { sendAudioAsVoice: true }),
        ...(kind === 'sticker' && { sendMediaAsSticker: true }),
        ...(kind === 'document' && { sendMediaAsDocument: true }),
      },
    };
  }
  switch (kind) {
    case 'text':
      return text ? { content: text, options: common } : null;
    case 'location': {
      if (!content.location) return null;
      const { latitude, longitude, name, address } = content.location;
      return {
        content: new library.Location(latitude, longitude, { ...(name && { name }), ...(address && { address }) }),
        options: common,
      };
    }
    case 'contact':
      return content.contact ? { content: cardOf(content.contact), options: { ...common, parseVCards: true } } : null;
    case 'poll':
      return text && content.pollOptions
        ? { content: new library.Poll(text, content.pollOptions, { allowMultipleAnswers: false }), options: common }
        : null;
    default:
      return null;
  }
}
