import { IconChevronLeft } from '@tabler/icons-react';
import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import type { Bubble } from '../conversations';
import { BubbleView } from './BubbleView';
import { Face } from './Chats';
import { Composer } from './Composer';
import classes from './Phone.module.css';

interface Props {
  number: string;
  other: string;
  name: string;
  online: boolean;
  bubbles: readonly Bubble[];
  onBack: () => void;
}

/** One conversation, the newest at the bottom. */
export function Chat({ number, other, name, online, bubbles, onBack }: Props) {
  const { t } = useTranslation('phones');
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const newest = bubbles.at(-1)?.key;
  // What is new comes into view, unless somebody scrolled up to read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest one is what moves it
  useLayoutEffect(() => {
    if (scroller.current && atEnd.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [newest]);
  let day = '';
  return (
    <>
      <header className={classes.head}>
        <button type="button" className={classes.iconButton} aria-label={t('backToChats')} onClick={onBack}>
          <IconChevronLeft size={22} aria-hidden />
        </button>
        <Face name={name} />
        <span className={classes.lines}>
          <h2 className={classes.name}>{name}</h2>
          {name !== format.phone(other) && <span className={classes.preview}>{format.phone(other)}</span>}
        </span>
      </header>
      <div
        ref={scroller}
        className={classes.wall}
        role="log"
        aria-label={t('messages', { name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
        tabIndex={0}
        onScroll={({ currentTarget: it }) => {
          atEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < 40;
        }}
      >
        {bubbles.length === 0 && <p className={classes.pill}>{t('beFirst', { name })}</p>}
        {bubbles.map((bubble) => {
          const date = format.date(bubble.at);
          const first = date !== day;
          day = date;
          return (
            <div key={bubble.key} className={classes.line}>
              {first && <p className={classes.pill}>{date}</p>}
              <BubbleView bubble={bubble} />
            </div>
          );
        })}
      </div>
      <Composer number={number} to={other} online={online} />
    </>
  );
}
