import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { Kind, MediaPart } from './content.js';
import type { Device, KeptDevice } from './device.js';
import type { KeptBox } from './signal.js';

/** How a phone appears to sessions: by its number; by its hidden identity with the number beside it, as WhatsApp is moving to; or by the hidden identity alone. */
export type Addressing = 'pn' | 'lid' | 'hidden';

/** One encrypted message on its way to one device. */
export interface Envelope {
  id: string;
  from: Device;
  /** The chat that the sender named. */
  to: string;
  /** The device it is for. */
  jid: string;
  type?: string;
  edit?: string;
  category?: string;
  at: number;
  enc: BinaryNode;
  /** What is in it, when it comes from a page: what the page's own browser encrypts is nothing that this world looks at. */
  plain?: proto.IMessage;
}

/** A message that a phone got. */
export interface PhoneMessage {
  /** The phone's own id of it. */
  id: string;
  providerId: string;
  from: string;
  kind: Kind;
  text: string | null;
  media: MediaPart | null;
  /** The decrypted file, when there was one and it could be fetched and checked. */
  file: Buffer | null;
  about: string | null;
  at: number;
  deliveredAt: number | null;
  readAt: number | null;
  playedAt: number | null;
  copies: number;
  edited: boolean;
  revoked: boolean;
  /** What was decrypted. */
  content: proto.IMessage;
}

/** A message that a phone wrote, or that a session of its own number wrote. */
export interface SentMessage {
  providerId: string;
  to: string;
  text: string | null;
  kind: Kind;
  at: number;
  /** Written by a linked session, which told its phone. */
  bySession: boolean;
  deliveredAt: number | null;
  readAt: number | null;
  /** How often a session asked for it again. */
  retries: number;
  content: proto.IMessage;
}

export interface KeptPhone {
  number: string;
  name: string;
  addressing: Addressing;
  known: boolean;
  devicesEver: number;
  box: KeptBox | null;
  devices: KeptDevice[];
}
