import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Failed } from '../../../ui/Failed';
import { useOwner } from '../calls/findOwner';
import { useMessages } from '../calls/listMessages';
import type { Sender } from '../calls/ourSenders';
import { useWritten } from '../calls/sendFromPhone';
import { usePhone } from '../calls/showPhone';
import { conversations } from '../conversations';
import { Chat } from './Chat';
import { Chats } from './Chats';
import { PhoneFrame } from './PhoneFrame';
import { Scanner } from './Scanner';

interface Props {
  number: string;
  /** The other side of the chat that is open. */
  chat: string | undefined;
  senders: readonly Sender[];
  /** The sender whose QR it is scanning. */
  scanning: Sender | undefined;
  onChat: (number: string | undefined) => void;
}

/** One virtual phone, with whatever is on its screen. */
export function Phone({ number, chat, senders, scanning, onChat }: Props) {
  const { t } = useTranslation('phones');
  const format = useFormat();
  const phone = usePhone(number);
  const messages = useMessages(number);
  const owner = useOwner(number).data;
  const found = conversations(messages.data?.items ?? [], useWritten(number));
  const own = senders.find((sender) => sender.phoneNumber === number);
  const nameOf = (other: string) => senders.find((sender) => sender.phoneNumber === other)?.name ?? format.phone(other);
  // With one conversation there is nothing to choose; "list" is the way back to the beginning all the same.
  const open = chat === 'list' ? undefined : (chat ?? (found.length === 1 ? found[0]?.number : undefined));
  const online = phone.data?.online ?? true;
  return (
    <PhoneFrame
      label={t('phoneOf', { name: own?.name ?? owner?.name ?? format.phone(number) })}
      owner={own?.name ?? owner?.name ?? format.phone(number)}
      online={online}
    >
      {scanning ? (
        <Scanner key={scanning.id} sender={scanning} onDone={() => onChat(undefined)} />
      ) : messages.error && !messages.data ? (
        <div style={{ padding: 16 }}>
          <Failed problem={messages.error} retry={() => void messages.refetch()} />
        </div>
      ) : open ? (
        <Chat
          number={number}
          other={open}
          name={nameOf(open)}
          online={online}
          bubbles={found.find((one) => one.number === open)?.bubbles ?? []}
          onBack={() => onChat('list')}
        />
      ) : (
        <Chats loading={!messages.data} conversations={found} senders={own ? [] : senders} nameOf={nameOf} onOpen={onChat} />
      )}
    </PhoneFrame>
  );
}
