import { Avatar } from '@mantine/core';
import { IconFile, IconMapPin, IconMicrophone, IconPhoto, IconPlayerPlay } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { MessageText } from './MessageText';
import classes from './PhonePreview.module.css';
import { missingIn, type Variables } from './template';

export interface PreviewMedia {
  /** How it is sent: image, video, audio, voice, document or sticker. */
  kind: string;
  fileName: string;
  bytes: number;
  /** Where the picture is, if it can be shown. */
  url?: string;
}

interface Props {
  /** Who writes: the name at the top of the chat. */
  from: string;
  /** The text or caption, with {{placeholders}}. */
  text: string;
  media?: PreviewMedia | null;
  /** Content that is neither text nor file, already drawn or named. */
  other?: ReactNode;
  /** The recipient's own; what has no value and no default is marked. */
  variables?: Variables;
  /** The text for nobody in particular: placeholders stand as they are and none is at fault. */
  raw?: boolean;
  /** When it was written; left out, it is being written now. */
  at?: string;
}

/** The message on its reader's phone. */
export function PhonePreview({ from, text, media, other, variables = {}, raw = false, at }: Props) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const lacking = raw ? [] : missingIn(text, variables);
  return (
    <figure className={classes.phone} aria-label={t('preview.label')}>
      <div className={classes.top}>
        <Avatar size={28} radius="xl" name={from} color="parley" aria-hidden />
        <span className={classes.from} title={from}>
          {from}
        </span>
      </div>
      <div className={classes.chat}>
        {text || media || other ? (
          <div className={classes.bubble}>
            {media && <File media={media} />}
            {other}
            {text && (
              <div className={classes.text}>
                <MessageText text={text} variables={variables} raw={raw} />
              </div>
            )}
            <div className={classes.time} aria-hidden>
              {format.time(at ?? new Date())}
            </div>
          </div>
        ) : (
          <div className={classes.empty}>{t('preview.empty')}</div>
        )}
      </div>
      {lacking.length > 0 && (
        <figcaption className={classes.lacking} role="status">
          {t('preview.missing', { names: lacking.join(', '), count: lacking.length })}
        </figcaption>
      )}
    </figure>
  );
}

const icons = { image: IconPhoto, video: IconPlayerPlay, audio: IconMicrophone, voice: IconMicrophone, location: IconMapPin } as const;

function File({ media }: { media: PreviewMedia }) {
  const format = useFormat();
  if ((media.kind === 'image' || media.kind === 'sticker') && media.url)
    return <img src={media.url} alt={media.fileName} className={media.kind === 'sticker' ? classes.sticker : classes.picture} />;
  const Picture = icons[media.kind as keyof typeof icons] ?? IconFile;
  return (
    <div className={classes.file}>
      <Picture size={22} stroke={1.6} aria-hidden />
      <span className={classes.fileName} title={media.fileName}>
        {media.fileName}
      </span>
      <span className={classes.bytes}>{format.bytes(media.bytes)}</span>
    </div>
  );
}
