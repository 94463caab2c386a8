import { Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { type Column, DataTable } from '../../../ui/DataTable';
import { Empty } from '../../../ui/Empty';
import { State } from '../../../ui/State';
import { type Sending, useSendings } from '../calls/listSends';

/** All that was sent to this list, with figures; a click shows one above. */
export function SendingsTab({ id, onOpen }: { id: string; onOpen: (sendId: string) => void }) {
  const { t } = useTranslation('broadcasts');
  const format = useFormat();
  const sendings = useSendings(id);
  const number = (key: 'total' | 'sent' | 'delivered' | 'read' | 'failed', wide = true): Column<Sending> => ({
    key,
    header: t(`column.${key}`),
    width: '90px',
    align: 'end',
    wide,
    cell: ({ figures }) => (
      <Text span size="sm" c={key === 'failed' && figures?.failed ? 'red' : undefined}>
        {format.number(figures?.[key] ?? 0)}
      </Text>
    ),
  });
  const columns: Column<Sending>[] = [
    {
      key: 'when',
      header: t('column.when'),
      width: 'minmax(0, 1.5fr)',
      cell: ({ createdAt }) => (
        <Text size="sm" fw={550} truncate title={format.dateTime(createdAt)}>
          {format.dateTime(createdAt)}
        </Text>
      ),
    },
    { key: 'state', header: t('column.state'), width: 'minmax(92px, 120px)', cell: ({ state }) => <State of={state} size="sm" /> },
    {
      key: 'by',
      header: t('column.by'),
      width: 'minmax(0, 1.2fr)',
      wide: true,
      cell: ({ createdBy }) => (
        <Text size="sm" c="dimmed" truncate title={createdBy}>
          {createdBy}
        </Text>
      ),
    },
    number('total'),
    number('sent', false),
    number('delivered'),
    number('read'),
    number('failed'),
  ];
  return (
    <DataTable
      label={t('tab.sendings')}
      columns={columns}
      rows={sendings}
      rowKey={(row) => row.id}
      height="420px"
      onOpen={(row) => onOpen(row.id)}
      empty={
        <Empty icon={IconSend} title={t('noSendings.title')}>
          {t('noSendings.about')}
        </Empty>
      }
    />
  );
}
