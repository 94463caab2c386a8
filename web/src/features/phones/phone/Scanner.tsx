import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed } from '../../../ui/Failed';
import { useLinkSender } from '../calls/linkSender';
import { useNetwork } from '../calls/network';
import { type Sender, sessionOf } from '../calls/ourSenders';
import classes from './Phone.module.css';

/** As long as a person holds the phone before the screen: long enough to see what happens. */
const AIM_MS = 1300;
const DONE_MS = 1700;

/** The phone's camera on the sender's QR: aims, links, says so, and closes. */
export function Scanner({ sender, onDone }: { sender: Sender; onDone: () => void }) {
  const { t } = useTranslation('phones');
  const link = useLinkSender();
  const code = sessionOf(sender, useNetwork())?.state === 'wait_code';
  // What it was when the phone was pointed at it; the link itself changes the sender.
  const first = useRef(sender);
  const { mutate, isSuccess } = link;
  useEffect(() => {
    const timer = setTimeout(() => mutate(first.current), AIM_MS);
    return () => clearTimeout(timer);
  }, [mutate]);
  useEffect(() => {
    if (!isSuccess) return;
    const timer = setTimeout(onDone, DONE_MS);
    return () => clearTimeout(timer);
  }, [isSuccess, onDone]);

  return (
    <div className={classes.camera} role="status">
      {link.error ? (
        <>
          <Failed problem={link.error} retry={() => mutate(sender)} />
          <button type="button" className={classes.plain} onClick={onDone}>
            {t('scan.stop')}
          </button>
        </>
      ) : isSuccess ? (
        <>
          <span className={classes.linked}>
            <IconCheck size={44} aria-hidden />
          </span>
          <p>{t('scan.linked', { name: sender.name })}</p>
        </>
      ) : (
        <>
          <div className={classes.finder}>
            {code ? (
              <span className={classes.typing}>••••-••••</span>
            ) : (
              <img src={`/api/senders/${sender.id}/qr?driver=simulator`} alt="" width={180} height={180} />
            )}
            <span className={classes.sweep} aria-hidden />
          </div>
          <p>{t(code ? 'scan.typing' : 'scan.aiming', { name: sender.name })}</p>
        </>
      )}
    </div>
  );
}
