import { createHash } from 'node:crypto';
import { decryptPollVote, jidNormalizedUser, type proto } from '@whiskeysockets/baileys';
import { log } from '../../log.ts';
import { type HeardMessage, pollOf, unwrapped } from './hear.ts';
import type { Me } from './inbox.ts';
import { isPerson, lidOf, userOf } from './numbers.ts';
import { messageOf, type Vault } from './vault.ts';

/** Whose poll it is, and who votes: every address that each is known by, the likeliest first. */
export interface Parties {
  makers: string[];
  voters: string[];
}

type Addresses = (string | null | undefined)[];

/** Reads the votes that come to one session, by the polls that it remembers. */
export class Votes {
  readonly #vault: Vault;
  readonly #me: () => Me;
  /** Ids of votes that could not be read, lately: the library hands each message in twice. */
  readonly #closed = new Set<string>();

  constructor(vault: Vault, me: () => Me) {
    this.#vault = vault;
    this.#me = me;
  }

  /** What a vote says: the options that it chooses are the answer, as with a button. Null for what is none, takes all options back, or cannot be read. */
  async read(message: proto.IMessage, id: string, chat: string, other: string | undefined, fromMe: boolean): Promise<HeardMessage | null> {
    const vote = voteIn(message);
    if (!vote) return null;
    const key = vote.pollCreationMessageKey;
    const poll = key?.id ? await this.#vault.recall(['sent', 'echo', 'heard'], key.id) : null;
    const names = poll && choices(vote, messageOf(poll), await this.#parties(chat, other, poll.origin !== 'heard', fromMe, key?.remoteJid));
    if (!names && !this.#closed.has(id)) {
      this.#closed.add(id);
      if (this.#closed.size > 1000) this.#closed.delete(this.#closed.values().next().value as string);
      log.info('A vote could not be read', { pollRemembered: Boolean(poll) });
    }
    return names?.length ? { content: { kind: 'text', text: names.join(', ') }, replyTo: key?.id as string } : null;
  }

  async #parties(
    chat: string,
    other: string | undefined,
    isOurs: boolean,
    fromMe: boolean,
    said: string | null | undefined,
  ): Promise<Parties> {
    const { id, lid } = this.#me();
    const mine = lidOf(chat) ? [lid, id] : [id, lid];
    const theirs = [chat, other, await this.#otherForm(chat)];
    return { makers: people([said, ...(isOurs ? mine : theirs)]), voters: people(fromMe ? mine : theirs) };
  }

  /** The address of the same person in the other form, where the library knows it. */
  async #otherForm(address: string): Promise<string | undefined> {
    const isLid = lidOf(address) !== undefined;
    const name = `${userOf(address)}${isLid ? '_reverse' : ''}`;
    const user = (await this.#vault.values('lid-mapping', [name]))[name];
    return typeof user === 'string' ? `${user}@${isLid ? 's.whatsapp.net' : 'lid'}` : undefined;
  }
}

/** The vote that a message is, still sealed; null for any other message. */
export function voteIn(message: proto.IMessage): proto.Message.IPollUpdateMessage | null {
  return unwrapped(message)?.pollUpdateMessage ?? null;
}

/**
 * The names of the options that a vote chooses, in the poll's order; none when it takes all of them back, null when it cannot be opened.
 * A vote is sealed with the secret of its poll and with the addresses of both people, in the form that the voter's phone has them in: by number or by
 * hidden identity. The form of the stanza is a hint and no promise, so each is tried; only the right ones open it.
 */
export function choices(vote: proto.Message.IPollUpdateMessage, poll: proto.IMessage, { makers, voters }: Parties): string[] | null {
  const { encPayload, encIv } = vote.vote ?? {};
  const said = unwrapped(poll);
  const options = said && pollOf(said)?.options;
  const pollEncKey = poll.messageContextInfo?.messageSecret ?? said?.messageContextInfo?.messageSecret;
  const pollMsgId = vote.pollCreationMessageKey?.id;
  if (!encPayload || !encIv || !options || !pollEncKey || !pollMsgId) return null;
  for (const pollCreatorJid of makers) {
    for (const voterJid of voters) {
      const hashes = open({ encPayload, encIv }, { pollCreatorJid, pollMsgId, pollEncKey, voterJid });
      if (hashes) return options.map(({ optionName }) => optionName ?? '').filter((name) => name && hashes.has(hashOf(name)));
    }
  }
  return null;
}

function open(sealed: proto.Message.IPollEncValue, context: Parameters<typeof decryptPollVote>[1]): Set<string> | null {
  try {
    return new Set(decryptPollVote(sealed, context).selectedOptions.map((hash) => Buffer.from(hash).toString('hex')));
  } catch {
    return null;
  }
}

/** What a vote names an option by. */
function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

/** Each once, without devices. */
function people(known: Addresses): string[] {
  return [...new Set(known.map((one) => jidNormalizedUser(one ?? undefined)).filter(isPerson))];
}
