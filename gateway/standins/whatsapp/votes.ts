import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { normalizeMessageContent, proto } from '@whiskeysockets/baileys';
import type { Phone } from './phone.js';
import { Refusal } from './refusal.js';

/** What a vote is sealed with: its poll's secret, and who made the poll and who votes, as the voter's phone addresses them. */
export interface Seal {
  poll: string;
  secret: Uint8Array;
  maker: string;
  voter: string;
}

const TAG = 16;

/** A choice in a poll: options are named by the hashes of their names. */
export function sealVote(options: string[], seal: Seal): proto.Message.IPollEncValue {
  const encIv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(seal), encIv).setAAD(placeOf(seal));
  const vote = proto.Message.PollVoteMessage.encode({ selectedOptions: options.map(hashOf) }).finish();
  return { encIv, encPayload: Buffer.concat([cipher.update(vote), cipher.final(), cipher.getAuthTag()]) };
}

/** The options of a poll that a vote chooses; null when it is sealed with something else. */
export function openVote({ encIv, encPayload }: proto.Message.IPollEncValue, seal: Seal, options: string[]): string[] | null {
  try {
    const sealed = Buffer.from(encPayload as Uint8Array);
    const decipher = createDecipheriv('aes-256-gcm', keyOf(seal), encIv as Uint8Array).setAAD(placeOf(seal));
    decipher.setAuthTag(sealed.subarray(-TAG));
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
    const chosen = proto.Message.PollVoteMessage.decode(plain).selectedOptions.map((hash) => Buffer.from(hash));
    return options.filter((option) => chosen.some((hash) => hash.equals(hashOf(option))));
  } catch {
    return null;
  }
}

function keyOf({ poll, secret, maker, voter }: Seal): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(32), `${poll}${maker}${voter}Poll Vote`, 32));
}

const placeOf = ({ poll, voter }: Seal) => Buffer.from(`${poll}\0${voter}`);

const hashOf = (option: string) => createHash('sha256').update(option).digest();

/** Who made a poll and who votes in it, in the form in which the two write to each other. */
export function partiesOf(voter: Phone, other: Phone, isVotersPoll: boolean): Pick<Seal, 'maker' | 'voter'> {
  const hides = voter.addressing !== 'pn' || other.addressing !== 'pn';
  const form = (phone: Phone) => (hides ? `${phone.lid}@lid` : phone.jid);
  return { maker: form(isVotersPoll ? voter : other), voter: form(voter) };
}

export interface Choice {
  poll: string;
  options: string[];
}

/** A choice as a caller names it; undefined where there is none. */
export function readVote(said: unknown): Choice | undefined {
  if (said === undefined || said === null) return undefined;
  const { poll, options } = said as Partial<Choice>;
  if (typeof poll !== 'string' || !Array.isArray(options) || options.some((option) => typeof option !== 'string'))
    throw new Refusal('validation', 'A vote names its poll, and its options in a list.');
  return { poll, options };
}

/** A person chooses in a poll that the phone shows, anew each time; no option takes back what was chosen before. */
export function castVote(phone: Phone, { poll: id, options }: Choice, to: Phone): proto.IMessage {
  const got = phone.messages.find(({ providerId, from }) => providerId === id && from === to.number);
  const shown = got ?? phone.sent.find((message) => message.providerId === id && message.to === to.number);
  const content = normalizeMessageContent(shown?.content);
  const poll = content?.pollCreationMessage ?? content?.pollCreationMessageV2 ?? content?.pollCreationMessageV3;
  if (!poll) throw new Refusal('not-found', 'The phone shows no such poll.');
  const names = (poll.options ?? []).map((option) => option.optionName ?? '');
  if (options.some((option) => !names.includes(option))) throw new Refusal('validation', 'The poll has no such option.');
  if (options.length > (poll.selectableOptionsCount || names.length)) throw new Refusal('validation', 'The poll takes fewer options.');
  const secret = shown?.content.messageContextInfo?.messageSecret ?? content?.messageContextInfo?.messageSecret;
  if (!secret?.length) throw new Refusal('unprocessable', 'The poll came without the secret that votes are sealed with.');
  const parties = partiesOf(phone, to, !got);
  return {
    pollUpdateMessage: {
      pollCreationMessageKey: { remoteJid: got ? parties.maker : to.address, fromMe: !got, id },
      vote: sealVote(options, { poll: id, secret, ...parties }),
      senderTimestampMs: phone.world.now(),
    },
  };
}
