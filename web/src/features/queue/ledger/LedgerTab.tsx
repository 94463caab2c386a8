import { Text } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconMailOff, IconMessages } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFreshList } from '../../../lib/freshList';
import { type Column, DataTable } from '../../../ui/DataTable';
import { Empty } from '../../../ui/Empty';
import { Newer } from '../../../ui/Newer';
import { NoneFound } from '../../../ui/NoneFound';
import { State } from '../../../ui/State';
import { When } from '../../../ui/When';
import type { Message } from '../calls/deadLetters';
import { ledgerKey, useLedger, usePulse } from '../calls/ledger';
import { Who } from '../Who';
import { Filters } from './Filters';
import { filterOf, gistOf } from './filter';

/** Every message, in either direction, found by what the server can search for. */
export function LedgerTab() {
  const { t } = useTranslation(['queue', 'ui', 'ui/Composer']);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const filter = filterOf(search);
  const messages = useLedger(filter);
  const fresh = useFreshList(ledgerKey(filter), messages, usePulse());
  const go = (change: Record<string, string | undefined>) =>
    void navigate({ to: '/queue', search: { ...search, ...change, tab: 'messages' }, replace: true });

  const columns: Column<Message>[] = [
    {
      key: 'who',
      header: t('column.who'),
      width: 'minmax(0, 1.4fr)',
      cell: (row) => <Who message={row} />,
    },
    {
      key: 'what',
      header: t('column.message'),
      width: 'minmax(0, 2.6fr)',
      wide: true,
      cell: (row) => <What message={row} />,
    },
    {
      key: 'state',
      header: t('column.state'),
      width: '112px',
      cell: (row) => (
        <>
          <State of={row.state} size="sm" />
          {row.noReceipt && (
            <IconMailOff
              size={16}
              stroke={1.6}
              color="var(--mantine-color-orange-6)"
              style={{ marginLeft: 6, verticalAlign: 'middle' }}
              role="img"
              aria-label={t('noReceipt')}
              title={t('noReceipt')}
            />
          )}
        </>
      ),
    },
    {
      key: 'origin',
      header: t('column.origin'),
      width: 'minmax(0, 1fr)',
      wide: true,
      cell: ({ origin }) => <span title={t(`origin.${origin}`)}>{t(`origin.${origin}`)}</span>,
    },
    {
      key: 'sender',
      header: t('column.sender'),
      width: 'minmax(0, 1.1fr)',
      wide: true,
      cell: ({ senderName }) => <span title={senderName ?? undefined}>{senderName ?? '–'}</span>,
    },
    {
      key: 'when',
      header: t('column.written'),
      width: 'minmax(76px, 0.9fr)',
      align: 'end',
      cell: ({ createdAt }) => <When at={createdAt} />,
    },
  ];
  const narrowed = Object.keys(filter).length > 0;
  return (
    <>
      <Filters search={search} onChange={go} />
      <Newer list={fresh} mb="xs" />
      <DataTable
        label={t('tab.messages')}
        columns={columns}
        rows={messages}
        rowKey={(row) => row.id}
        rowHeight={56}
        height="calc(100dvh - 340px)"
        onOpen={(row) => void navigate({ to: '/messages/$id', params: { id: row.id } })}
        empty={
          narrowed ? (
            <NoneFound
              title={t('ledger.noneFound')}
              onClear={() => void navigate({ to: '/queue', search: { tab: 'messages' }, replace: true })}
            />
          ) : (
            <Empty icon={IconMessages} title={t('ledger.none')}>
              {t('ledger.noneAbout')}
            </Empty>
          )
        }
      />
    </>
  );
}

function What({ message }: { message: Message }) {
  const { t } = useTranslation(['queue', 'ui/Composer']);
  const gist = gistOf(message.content, (kind) => t(`ui/Composer:kind.${kind}`, kind));
  const Arrow = message.direction === 'in' ? IconArrowDownLeft : IconArrowUpRight;
  return (
    <Text size="sm" truncate title={gist}>
      <Arrow
        size={14}
        stroke={1.8}
        role="img"
        aria-label={t(`direction.${message.direction}`)}
        style={{ marginRight: 6, verticalAlign: '-2px', color: 'var(--mantine-color-dimmed)' }}
      />
      {gist || '–'}
    </Text>
  );
}
