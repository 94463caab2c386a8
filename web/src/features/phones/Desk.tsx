import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOurSenders } from './calls/ourSenders';
import classes from './Desk.module.css';
import { NoPhone } from './NoPhone';
import { PhoneControls } from './PhoneControls';
import { PhoneList } from './PhoneList';
import { Phone } from './phone/Phone';

/** The phones on the left, the chosen one in the middle, what can be set on it at the right. */
export function Desk() {
  const { t } = useTranslation('phones');
  const { number, chat, scan, network } = useSearch({ from: '/inside/phones' });
  const navigate = useNavigate();
  const senders = useOurSenders().data ?? [];
  const go = (search: Record<string, string | undefined>) =>
    void navigate({ to: '/phones', search: { network, ...search }, replace: !search.number, resetScroll: false });
  return (
    <div className={classes.desk} data-chosen={number ? true : undefined}>
      <div className={classes.list}>
        <PhoneList
          chosen={number}
          senders={senders}
          onOpen={(next) => go({ number: next })}
          onScan={(sender) => go({ number: sender.phoneNumber, scan: sender.id })}
        />
      </div>
      <div className={classes.phone}>
        {number ? (
          <>
            <ActionIcon className={classes.back} variant="default" size="lg" aria-label={t('backToList')} onClick={() => go({})}>
              <IconArrowLeft size={18} aria-hidden />
            </ActionIcon>
            <Phone
              key={number}
              number={number}
              chat={chat}
              senders={senders}
              scanning={senders.find((sender) => sender.id === scan)}
              onChat={(next) => go({ number, chat: next })}
            />
          </>
        ) : (
          <NoPhone senders={senders} />
        )}
      </div>
      <div className={classes.controls}>{number && <PhoneControls key={number} number={number} senders={senders} />}</div>
    </div>
  );
}
