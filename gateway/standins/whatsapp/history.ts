import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { proto } from '@whiskeysockets/baileys';
import type { Device } from './device.js';
import type { Phone } from './phone.js';

/** What a phone tells a new device: the keys of the app state, and what was said before. */
export async function introduction(phone: Phone, device: Device): Promise<proto.IMessage[]> {
  const { Type } = proto.Message.ProtocolMessage;
  const { HistorySyncType } = proto.HistorySync;
  const keyId = Buffer.concat([Buffer.from([0, 0]), randomBytes(4)]);
  const share: proto.IMessage = {
    protocolMessage: {
      type: Type.APP_STATE_SYNC_KEY_SHARE,
      appStateSyncKeyShare: {
        keys: [
          {
            keyId: { keyId },
            keyData: {
              keyData: randomBytes(32),
              fingerprint: { rawId: 1, currentIndex: 0, deviceIndexes: [0, device.id] },
              timestamp: Date.now(),
            },
          },
        ],
      },
    },
  };
  // 7.x reads what is inline, 6.x fetches the same as a file.
  const history = async (
    syncType: proto.HistorySync.HistorySyncType,
    chunkOrder: number,
    content: proto.IHistorySync,
  ): Promise<proto.IMessage> => {
    const whole = deflateSync(proto.HistorySync.encode({ syncType, chunkOrder, progress: 100, ...content }).finish());
    const { url: _, ...file } = await phone.world.media.seal(whole, 'md-msg-hist');
    return {
      protocolMessage: {
        type: Type.HISTORY_SYNC_NOTIFICATION,
        historySyncNotification: {
          ...file,
          syncType: syncType as unknown as proto.Message.HistorySyncType,
          chunkOrder,
          progress: 100,
          initialHistBootstrapInlinePayload: device.takesInlineHistory ? whole : undefined,
        },
      },
    };
  };
  const chats = conversations(phone);
  const pushnames = chats.map((chat) => ({ id: chat.id, pushname: chat.name }));
  return [
    share,
    await history(HistorySyncType.INITIAL_BOOTSTRAP, 1, {
      conversations: chats,
      phoneNumberToLidMappings: chats.map((chat) => ({ pnJid: chat.pnJid, lidJid: chat.lidJid })),
    }),
    await history(HistorySyncType.PUSH_NAME, 2, { pushnames }),
    await history(HistorySyncType.RECENT, 3, {}),
  ];
}

function conversations(phone: Phone): (proto.IConversation & { id: string })[] {
  const chats = new Map<string, { at: number; message: proto.IWebMessageInfo }[]>();
  const add = (number: string, at: number, fromMe: boolean, id: string, content: proto.IMessage) => {
    const list = chats.get(number) ?? [];
    const remoteJid = phone.world.phone(number).address;
    // As phones write history: the secret of a message stands beside it.
    const { messageContextInfo, ...said } = content;
    const { messageSecret } = messageContextInfo ?? {};
    const message = messageSecret ? said : content;
    list.push({ at, message: { key: { remoteJid, fromMe, id }, message, messageSecret, messageTimestamp: Math.floor(at / 1000) } });
    chats.set(number, list);
  };
  for (const message of phone.messages) add(message.from, message.at, false, message.providerId, message.content);
  for (const message of phone.sent) add(message.to, message.at, true, message.providerId, message.content);
  return [...chats].map(([number, list]) => {
    const other = phone.world.phone(number);
    list.sort((a, b) => b.at - a.at);
    return {
      id: other.address,
      name: other.name,
      pnJid: other.jid,
      lidJid: `${other.lid}@lid`,
      conversationTimestamp: Math.floor((list[0]?.at ?? 0) / 1000),
      messages: list.map(({ message }) => ({ message })),
    };
  });
}
