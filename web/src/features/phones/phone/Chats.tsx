import { Skeleton } from '@mantine/core';
import { IconMessagePlus, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import type { Sender } from '../calls/ourSenders';
import type { Conversation } from '../conversations';
import classes from './Phone.module.css';

interface Props {
  loading: boolean;
  conversations: readonly Conversation[];
  /** Whom the person could write to. */
  senders: readonly Sender[];
  nameOf: (number: string) => string;
  onOpen: (number: string) => void;
}

/** The phone's first screen: its conversations, and the businesses it has not written to yet. */
export function Chats({ loading, conversations, senders, nameOf, onOpen }: Props) {
  const { t } = useTranslation('phones');
  const format = useFormat();
  const fresh = senders.filter((sender) => !conversations.some((one) => one.number === sender.phoneNumber));
  return (
    <>
      <h2 className={classes.heading}>{t('chats')}</h2>
      <div className={classes.chats}>
        {loading && <Skeleton height={48} m="xs" w="auto" />}
        {!loading && conversations.length === 0 && <p className={classes.quiet}>{t('nothingYet')}</p>}
        {conversations.map(({ number, bubbles }) => {
          const last = bubbles.at(-1);
          const unread = bubbles.filter((bubble) => !bubble.mine && bubble.deliveredAt && !bubble.readAt).length;
          return (
            <button key={number} type="button" className={classes.chat} onClick={() => onOpen(number)}>
              <Face name={nameOf(number)} />
              <span className={classes.lines}>
                <span className={classes.name}>{nameOf(number)}</span>
                <span className={classes.preview}>{last?.text ?? last?.file ?? (last?.media ? t(`kind.${last.media.kind}`) : '')}</span>
              </span>
              <span className={classes.aside}>
                {last && <time dateTime={last.at}>{format.time(last.at)}</time>}
                {unread > 0 && (
                  <span className={classes.unread}>
                    <span className={classes.told}>{t('unread')} </span>
                    {unread}
                  </span>
                )}
              </span>
            </button>
          );
        })}
        {fresh.length > 0 && <h3 className={classes.subheading}>{t('writeTo')}</h3>}
        {fresh.map((sender) => (
          <button key={sender.id} type="button" className={classes.chat} onClick={() => onOpen(sender.phoneNumber)}>
            <Face name={sender.name} />
            <span className={classes.lines}>
              <span className={classes.name}>{sender.name}</span>
              <span className={classes.preview}>{format.phone(sender.phoneNumber)}</span>
            </span>
            <IconMessagePlus size={18} aria-hidden />
          </button>
        ))}
      </div>
    </>
  );
}

export function Face({ name }: { name: string }) {
  return (
    <span className={classes.face} aria-hidden>
      {/^\p{L}/u.test(name) ? name.charAt(0).toUpperCase() : <IconUser size={20} />}
    </span>
  );
}
