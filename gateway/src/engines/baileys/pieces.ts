import {
  DEFAULT_CONNECTION_CONFIG,
  downloadAndProcessHistorySyncNotification,
  type LIDMapping,
  PROCESSABLE_HISTORY_TYPES,
  type proto,
} from '@whiskeysockets/baileys';
import { describe, log } from '../../log.ts';
import { type Kept, messageOf, type Recalled, type Vault } from './vault.ts';

type Notification = proto.Message.IHistorySyncNotification;

/** What cannot be fetched for so long is not at the network any more. */
const keptMs = 86_400_000;

/**
 * History comes in pieces: the phone announces each in a message, and the library fetches it after it has confirmed that message. Announcements are kept
 * until their piece is told, and what a crash leaves is fetched at the next start. One that is told twice changes nothing: each of its messages has its id.
 */
export class Pieces {
  readonly #vault: Vault;
  readonly #waiting = new Map<string, Notification>();

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** The announcement in a message of our own phone, to be kept with the ratchet that read it; null when it is none, or of a kind that is not told. */
  static announced(attrs: Record<string, string>, opened: Uint8Array, digest: string): Kept | null {
    if (attrs.category !== 'peer' || !attrs.id) return null;
    const kept: Kept = { origin: 'history', id: attrs.id, chat: attrs.from ?? '', message: opened, attrs, digest };
    const notification = notificationOf(kept);
    return notification && isTold(notification) ? kept : null;
  }

  /** It is kept. */
  note(kept: Kept): void {
    const notification = notificationOf(kept);
    if (notification) this.#waiting.set(kept.id, notification);
  }

  /** The library gives several pieces at once as one, with the name of the last; of the others we learn at the next start that they were told. */
  async told(syncType: number | null | undefined, order: number | null | undefined): Promise<void> {
    for (const [id, notification] of this.#waiting) {
      if (notification.syncType !== syncType || (notification.chunkOrder ?? 0) !== (order ?? 0)) continue;
      this.#waiting.delete(id);
      await this.#vault.settle('history', id);
    }
  }

  /** Fetches and tells the pieces that were left. */
  async catchUp(
    left: Recalled[],
    tell: (messages: proto.IWebMessageInfo[]) => Promise<void>,
    join: (pairs: LIDMapping[]) => Promise<void>,
  ): Promise<void> {
    for (const kept of left) {
      const { id, at } = kept;
      try {
        const notification = notificationOf(kept);
        if (notification) {
          const piece = await downloadAndProcessHistorySyncNotification(notification as proto.Message.HistorySyncNotification, {});
          if (piece.lidPnMappings?.length) await join(piece.lidPnMappings);
          await tell(piece.messages);
        }
        await this.#vault.settle('history', id);
      } catch (why) {
        log.warn('A piece of history could not be fetched', { why: describe(why) });
        if (Date.now() - at.getTime() > keptMs) await this.#vault.settle('history', id).catch(() => undefined);
      }
    }
  }
}

function notificationOf(kept: Kept): Notification | null {
  return messageOf(kept).protocolMessage?.historySyncNotification ?? null;
}

function isTold(notification: Notification): boolean {
  return (
    PROCESSABLE_HISTORY_TYPES.includes(notification.syncType as number as never) &&
    DEFAULT_CONNECTION_CONFIG.shouldSyncHistoryMessage(notification as never)
  );
}
