import { Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { type Column, DataTable } from '../../ui/DataTable';
import { useDriverName } from '../../ui/Driver/driverName';
import { State } from '../../ui/State';
import type { useSenders } from './calls/listSenders';
import { Health } from './Health';
import { type Sender, stateOf } from './sender';

/** Many senders, one a line. */
export function SenderTable({ senders, empty }: { senders: ReturnType<typeof useSenders>; empty: ReactNode }) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  const nameOf = useDriverName();
  const navigate = useNavigate();
  const columns: Column<Sender>[] = [
    {
      key: 'name',
      header: t('form.name'),
      width: 'minmax(0, 2fr)',
      cell: (sender) => (
        <>
          <Text size="sm" fw={500} truncate title={sender.name}>
            {sender.name}
          </Text>
          <Text size="xs" c="dimmed">
            {format.phone(sender.phoneNumber)}
          </Text>
        </>
      ),
    },
    { key: 'status', header: t('status'), width: '150px', cell: (sender) => <State of={stateOf(sender)} size="sm" /> },
    { key: 'health', header: t('health.label'), width: '110px', wide: true, cell: (sender) => <Health value={sender.health} /> },
    {
      key: 'driver',
      header: t('form.driver'),
      width: 'minmax(0, 1fr)',
      wide: true,
      cell: (sender) => <span title={nameOf(sender.driver)}>{nameOf(sender.driver)}</span>,
    },
    ...(['quotaPerMinute', 'quotaPerHour', 'quotaToday'] as const).map((key) => ({
      key,
      header: t(`table.${key}`),
      width: '90px',
      align: 'end' as const,
      wide: true,
      cell: (sender: Sender) => format.number(sender[key]),
    })),
  ];
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={senders}
      rowKey={(sender) => sender.id}
      rowHeight={56}
      onOpen={(sender) => void navigate({ to: '/senders/$id', params: { id: sender.id } })}
      empty={empty}
    />
  );
}
