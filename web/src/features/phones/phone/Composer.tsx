import { FileButton } from '@mantine/core';
import { IconPaperclip, IconSend2 } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tell } from '../../../ui/problems';
import { useSendFromPhone } from '../calls/sendFromPhone';
import { base64 } from './base64';
import classes from './Phone.module.css';

/** The box to answer in. Enter sends, as on a computer; Shift and Enter begin a new line. */
export function Composer({ number, to, online }: { number: string; to: string; online: boolean }) {
  const { t } = useTranslation('phones');
  const send = useSendFromPhone(number);
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const empty = !text.trim() && !file;
  const go = async () => {
    if (empty || !online) return;
    const words = text.trim() || undefined;
    const attached = file;
    setText('');
    setFile(null);
    // What did not leave is in the box again, before whatever was begun meanwhile.
    const giveBack = () => {
      setText((now) => [words, now].filter(Boolean).join('\n'));
      setFile((now) => now ?? attached);
    };
    try {
      const data = attached && { name: attached.name, type: attached.type || 'application/octet-stream', data: await base64(attached) };
      send.mutateAsync({ to, text: words, file: data ?? undefined }).catch(giveBack); // what went wrong is told by the call
    } catch (problem) {
      giveBack();
      tell(problem);
    }
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void go();
  };
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <FileButton onChange={setFile}>
        {(props) => (
          <button type="button" className={classes.iconButton} aria-label={t('attach')} disabled={!online} {...props}>
            <IconPaperclip size={20} aria-hidden />
          </button>
        )}
      </FileButton>
      <span className={classes.box}>
        {file && (
          <button type="button" className={classes.chosen} onClick={() => setFile(null)} title={t('dropFile')}>
            {file.name} ×
          </button>
        )}
        <textarea
          rows={1}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={pressed}
          disabled={!online}
          placeholder={t(online ? 'write' : 'writeOffline')}
          aria-label={t('write')}
        />
      </span>
      <button type="submit" className={classes.send} aria-label={t('send')} disabled={empty || !online}>
        <IconSend2 size={18} aria-hidden />
      </button>
    </form>
  );
}
