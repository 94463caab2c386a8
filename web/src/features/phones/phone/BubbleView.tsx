import { Tooltip } from '@mantine/core';
import { IconCheck, IconChecks, IconClock, IconFile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import type { Bubble } from '../conversations';
import { Attachment } from './Attachment';
import classes from './Phone.module.css';

/** One message, with how far it got. */
export function BubbleView({ bubble }: { bubble: Bubble }) {
  const { t } = useTranslation('phones');
  const format = useFormat();
  const { mine, text, media, file, at, copies } = bubble;
  const coming = !mine && !bubble.deliveredAt;
  return (
    <div className={classes.bubble} data-mine={mine || undefined} data-coming={coming || undefined}>
      {media && <Attachment media={media} />}
      {file && (
        <span className={classes.file}>
          <IconFile size={18} aria-hidden />
          {file}
        </span>
      )}
      {text && <span className={classes.text}>{text}</span>}
      <span className={classes.meta}>
        {coming && <span>{t('coming')}</span>}
        {copies > 1 && (
          <Tooltip label={t('copiesAbout', { count: copies })} multiline w={220}>
            <span>×{copies}</span>
          </Tooltip>
        )}
        <time dateTime={at}>{format.time(at)}</time>
        <Ticks bubble={bubble} />
      </span>
    </div>
  );
}

/** The ticks that whoever wrote it sees. */
function Ticks({ bubble }: { bubble: Bubble }) {
  const { t } = useTranslation('phones');
  const format = useFormat();
  const { leaving, deliveredAt, readAt } = bubble;
  const told = leaving
    ? t('tick.leaving')
    : readAt
      ? t('tick.read', { at: format.time(readAt) })
      : deliveredAt
        ? t('tick.delivered', { at: format.time(deliveredAt) })
        : t('tick.taken');
  const Picture = leaving ? IconClock : deliveredAt ? IconChecks : IconCheck;
  return (
    <Tooltip label={told}>
      <Picture size={15} role="img" aria-label={told} className={classes.tick} data-read={readAt ? true : undefined} />
    </Tooltip>
  );
}
