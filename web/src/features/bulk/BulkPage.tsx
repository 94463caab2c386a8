import { Button, Text } from '@mantine/core';
import { IconMessages, IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { type Column, DataTable } from '../../ui/DataTable';
import { Empty } from '../../ui/Empty';
import { FlowCell } from '../../ui/Flow/FlowBar';
import { Page } from '../../ui/Page';
import { State } from '../../ui/State';
import { type BulkSend, useBulkSends } from './calls/listBulk';
import { NewBulk } from './NewBulk';

/** What was sent to many at once, and how far it is. */
export default function BulkPage() {
  const { t } = useTranslation(['bulk', 'ui', 'ui/Flow', 'ui/Composer']);
  const format = useFormat();
  const navigate = useNavigate();
  const { add } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const sends = useBulkSends();
  const open = (id: string) => void navigate({ to: '/bulk/$id', params: { id } });

  const columns: Column<BulkSend>[] = [
    {
      key: 'when',
      header: t('column.when'),
      width: 'minmax(0, 1.2fr)',
      cell: ({ createdAt }) => (
        <Text size="sm" fw={550} truncate title={format.dateTime(createdAt)}>
          {format.ago(createdAt)}
        </Text>
      ),
    },
    { key: 'state', header: t('column.state'), width: '104px', cell: ({ state }) => <State of={state} size="sm" /> },
    {
      key: 'given',
      header: t('column.recipients'),
      width: '110px',
      align: 'end',
      wide: true,
      cell: ({ given }) => format.number(given),
    },
    {
      key: 'progress',
      header: t('column.progress'),
      width: 'minmax(0, 1.6fr)',
      cell: ({ figures }) => <FlowCell figures={figures} />,
    },
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
  ];
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/bulk', search: { add: '1' } })}>
      {t('new')}
    </Button>
  );
  return (
    <Page title={t('title')} about={t('about')} actions={create}>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={sends}
        rowKey={(send) => send.id}
        rowHeight={60}
        height="calc(100dvh - 200px)"
        onOpen={(send) => open(send.id)}
        empty={
          <Empty icon={IconMessages} title={t('empty.title')} action={create}>
            {t('empty.about')}
          </Empty>
        }
      />
      <NewBulk opened={Boolean(add)} onClose={() => void navigate({ to: '/bulk', replace: true })} onSent={open} />
    </Page>
  );
}
