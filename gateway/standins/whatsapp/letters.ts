import type { MediaType, proto } from '@whiskeysockets/baileys';
import type { Phone } from './phone.js';
import { Refusal } from './refusal.js';
import { type Choice, castVote } from './votes.js';
import type { World } from './world.js';

export interface PhoneFile {
  name: string;
  type: string;
  data: Buffer;
  /** Sent as a voice message. */
  voice?: boolean;
  sticker?: boolean;
}

export interface Letter {
  to: string;
  text?: string;
  file?: PhoneFile;
  location?: { latitude: number; longitude: number; name?: string };
  contact?: { name: string; phone: string };
  reaction?: { to: string; text: string };
  /** The options that the person chooses in a poll, from now on. */
  vote?: Choice;
  /** The provider id of a message that this one answers. */
  quote?: string;
  /** Any content, as the library's protobufs have it. */
  content?: proto.IMessage;
  id?: string;
  /** Encrypts it wrongly the first time, so that the session must ask for it again. */
  garbled?: boolean;
}

/** What a person writes, as the network carries it. */
export async function compose(phone: Phone, letter: Letter, to: Phone): Promise<proto.IMessage> {
  if (letter.content) return letter.content;
  if (letter.file) return attach(phone.world, letter.file, letter.text);
  if (letter.location) {
    const { latitude, longitude, name } = letter.location;
    return { locationMessage: { degreesLatitude: latitude, degreesLongitude: longitude, name } };
  }
  if (letter.contact) {
    const { name, phone } = letter.contact;
    return {
      contactMessage: {
        displayName: name,
        vcard: `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;type=CELL;waid=${phone.replace(/\D/g, '')}:${phone}\nEND:VCARD`,
      },
    };
  }
  if (letter.reaction) {
    return {
      reactionMessage: {
        key: { remoteJid: to.address, fromMe: false, id: letter.reaction.to },
        text: letter.reaction.text,
        senderTimestampMs: phone.world.now(),
      },
    };
  }
  if (letter.vote) return castVote(phone, letter.vote, to);
  if (!letter.text) throw new Refusal('validation', 'The message is empty: give a text or a file.');
  if (!letter.quote) return { conversation: letter.text };
  const quoted = phone.messages.find((message) => message.providerId === letter.quote);
  return {
    extendedTextMessage: {
      text: letter.text,
      contextInfo: { stanzaId: letter.quote, participant: to.jid, quotedMessage: quoted?.content ?? { conversation: '' } },
    },
  };
}

async function attach(world: World, file: PhoneFile, caption: string | undefined): Promise<proto.IMessage> {
  const kind = file.sticker ? 'sticker' : (file.type.split('/')[0] as string);
  const purpose = (['image', 'video', 'audio', 'sticker'].includes(kind) ? kind : 'document') as MediaType;
  const sealed = await world.media.seal(file.data, purpose);
  const common = { ...sealed, mimetype: file.type, mediaKeyTimestamp: Number(world.seconds()) };
  switch (purpose) {
    case 'image':
      return { imageMessage: { ...common, caption } };
    case 'video':
      return { videoMessage: { ...common, caption } };
    case 'audio':
      return { audioMessage: { ...common, ptt: file.voice === true, seconds: 1 } };
    case 'sticker':
      return { stickerMessage: common };
    default:
      return { documentMessage: { ...common, fileName: file.name, title: file.name, caption } };
  }
}
