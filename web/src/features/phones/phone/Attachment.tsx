import { IconFile, IconMusic, IconPhoto, IconVideo } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import classes from './Phone.module.css';

const pictures: Record<string, typeof IconFile> = {
  image: IconPhoto,
  sticker: IconPhoto,
  video: IconVideo,
  audio: IconMusic,
  voice: IconMusic,
};

// What a browser shows as a picture and nothing else; the server hands every file out as plain bytes, because its sender chose the type.
const drawable = /^image\/(png|jpeg|webp|gif)$/;

/** A file that came with a message: pictures are shown, everything can be saved. */
export function Attachment({ media }: { media: Schema<'ListPhoneMessagesPhoneMedia'> }) {
  const { t } = useTranslation('phones');
  const format = useFormat();
  const shown = drawable.test(media.type);
  const file = useQuery({
    queryKey: ['files', media.sha256],
    queryFn: async ({ signal }) => {
      const answer = await fetch(media.url, { signal });
      return answer.ok ? new Blob([await answer.arrayBuffer()], { type: media.type }) : null;
    },
    enabled: shown,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const url = useMemo(() => (file.data ? URL.createObjectURL(file.data) : undefined), [file.data]);
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  const name = media.fileName || t(`kind.${media.kind}`);
  if (shown && url) return <img className={classes.picture} src={url} alt={name} />;
  const Picture = pictures[media.kind] ?? IconFile;
  return (
    <a className={classes.file} href={media.url} download={name}>
      <Picture size={18} aria-hidden />
      <span>
        {name} <small>{format.bytes(media.bytes)}</small>
      </span>
    </a>
  );
}
