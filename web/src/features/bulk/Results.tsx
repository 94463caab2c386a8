import { Group, Select, Text, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useFreshList } from '../../lib/freshList';
import { useSenderName } from '../../lib/senders';
import { type Column, DataTable } from '../../ui/DataTable';
import { Empty } from '../../ui/Empty';
import { Newer } from '../../ui/Newer';
import { useReason } from '../../ui/Reasons/Reason';
import { State } from '../../ui/State';
import { When } from '../../ui/When';
import type { BulkSend } from './calls/listBulk';
import { type Result, resultsKey, useResults } from './calls/listResults';

const states = [
  'queued',
  'sending',
  'retrying',
  'sent',
  'delivered',
  'read',
  'failed',
  'unknown',
  'suppressed',
  'cancelled',
  'invalid',
  'duplicate',
];

/** What became of each recipient. */
export function Results({ bulk }: { bulk: BulkSend }) {
  const { t } = useTranslation(['bulk', 'ui', 'ui/Reasons']);
  const format = useFormat();
  const navigate = useNavigate();
  const reasonOf = useReason();
  const senderOf = useSenderName();
  const { state } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const results = useResults(bulk.id, state);
  const fresh = useFreshList(resultsKey(bulk.id, state), results, JSON.stringify([bulk.state, bulk.figures]));
  const filter = (next: string | null) =>
    void navigate({ to: '/bulk/$id', params: { id: bulk.id }, search: { state: next ?? undefined }, replace: true });

  const columns: Column<Result>[] = [
    {
      key: 'who',
      header: t('column.recipient'),
      width: 'minmax(0, 1.6fr)',
      cell: (row) => <Who row={row} />,
    },
    { key: 'state', header: t('column.state'), width: 'minmax(92px, 120px)', cell: (row) => <State of={row.state} size="sm" /> },
    {
      key: 'why',
      header: t('column.reason'),
      width: 'minmax(0, 2.4fr)',
      wide: true,
      cell: (row) => (
        <Text size="sm" c="dimmed" truncate title={reasonOf(row.reason) ?? undefined}>
          {reasonOf(row.reason)}
        </Text>
      ),
    },
    {
      key: 'sender',
      header: t('column.sender'),
      width: 'minmax(0, 1.2fr)',
      wide: true,
      cell: (row) => <span title={senderOf(row.senderId) ?? undefined}>{senderOf(row.senderId) ?? '–'}</span>,
    },
    state
      ? {
          key: 'at',
          header: t('column.last'),
          width: '150px',
          wide: true,
          cell: (row) => <When at={row.at} />,
        }
      : {
          key: 'place',
          header: t('column.place'),
          width: '80px',
          wide: true,
          align: 'end',
          cell: (row) => (row.place === null ? '–' : format.number(row.place)),
        },
  ];
  return (
    <section>
      <Group justify="space-between" mb="sm" gap="sm">
        <Title order={2} size="h4">
          {t('results')}
        </Title>
        <Group gap="sm">
          <Newer list={fresh} />
          <Select
            aria-label={t('column.state')}
            placeholder={t('allStates')}
            data={states.map((value) => ({ value, label: t(`ui:state.${value}`) }))}
            value={state ?? null}
            onChange={filter}
            clearable
            w={180}
          />
        </Group>
      </Group>
      <DataTable
        label={t('results')}
        columns={columns}
        rows={results}
        rowKey={(row) => row.key}
        height="calc(100dvh - 460px)"
        onOpen={(row) => row.messageId && void navigate({ to: '/messages/$id', params: { id: row.messageId } })}
        empty={<Empty icon={IconSearch} title={state ? t('noneInState', { state: t(`ui:state.${state}`) }) : t('nobody')} />}
      />
    </section>
  );
}

function Who({ row }: { row: Result }) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  if (row.to === null)
    return (
      <Text size="sm" c="dimmed" truncate>
        {t('line', { n: format.number(row.place ?? 0) })}
      </Text>
    );
  const number = format.phone(row.to);
  return (
    <Text size="sm" fw={550} truncate title={row.name ? `${row.name} · ${number}` : number}>
      {row.name ?? number}
      {row.name && (
        <Text span size="sm" c="dimmed" fw={400} ml={8}>
          {number}
        </Text>
      )}
    </Text>
  );
}
