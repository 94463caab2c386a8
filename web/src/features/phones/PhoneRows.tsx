import { Text, UnstyledButton } from '@mantine/core';
import { IconBuildingStore, IconPlaneInflight, IconUser } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import classes from './PhoneList.module.css';

interface Row {
  number: string;
  /** Of the sender whose phone it is. */
  name?: string;
  online: boolean;
  received?: number;
}

interface Props {
  rows: readonly Row[];
  chosen: string | undefined;
  onOpen: (number: string) => void;
  more: boolean;
  onMore: () => void;
}

/** A campaign makes ten thousand phones: only those in view are in the document. */
export function PhoneRows({ rows, chosen, onOpen, more, onMore }: Props) {
  const { t } = useTranslation('phones');
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => 54, overscan: 8 });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const near = more && last >= rows.length - 10;
  useEffect(() => {
    if (near) onMore();
  });
  return (
    <div ref={scroller} className={classes.scroller}>
      <ul className={classes.rows} style={{ height: virtual.getTotalSize() }}>
        {shown.map((place) => {
          const row = rows[place.index] as Row;
          const Picture = row.name ? IconBuildingStore : IconUser;
          return (
            <li key={row.number} className={classes.place} style={{ height: place.size, transform: `translateY(${place.start}px)` }}>
              <UnstyledButton className={classes.row} aria-current={row.number === chosen || undefined} onClick={() => onOpen(row.number)}>
                <span className={classes.face} data-own={row.name ? true : undefined}>
                  <Picture size={16} aria-hidden />
                </span>
                <span className={classes.words}>
                  <Text size="sm" fw={500} truncate title={row.name}>
                    {row.name ?? format.phone(row.number)}
                  </Text>
                  <Text size="xs" c="dimmed" truncate>
                    {row.name ? format.phone(row.number) : t('received', { count: row.received ?? 0 })}
                  </Text>
                </span>
                {!row.online && <IconPlaneInflight size={16} aria-label={t('offline')} color="var(--mantine-color-dimmed)" />}
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
