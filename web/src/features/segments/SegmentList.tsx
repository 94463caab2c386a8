import { ActionIcon, Button, Group, Skeleton, Text, Tooltip } from '@mantine/core';
import { IconPlus, IconSend, IconTrash, IconUsersGroup } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { type Column, DataTable } from '../../ui/DataTable';
import { Empty } from '../../ui/Empty';
import { Page } from '../../ui/Page';
import { summary } from './editor/summary';
import { type Filter, fromFilter } from './editor/tree';
import { type Segment, useSegments } from './listSegments';
import { usePreview } from './previewSegment';
import { useForget } from './useForget';
import { useOpenSegment } from './useOpenSegment';

export function SegmentList() {
  const { t } = useTranslation('segments');
  const { ago, dateTime } = useFormat();
  const [, open] = useOpenSegment();
  const rows = useSegments();
  const forget = useForget();

  const columns: Column<Segment>[] = [
    {
      key: 'name',
      header: t('name'),
      width: 'minmax(0, 1fr)',
      cell: (segment) => (
        <Text size="sm" fw={500} truncate title={segment.name}>
          {segment.name}
        </Text>
      ),
    },
    { key: 'who', header: t('who'), width: 'minmax(0, 2fr)', wide: true, cell: (segment) => <Who filter={segment.filter} /> },
    {
      key: 'people',
      header: t('people'),
      width: '84px',
      align: 'end',
      cell: (segment) => <People filter={segment.filter} of="contacts" />,
    },
    {
      key: 'reachable',
      header: t('reachable'),
      width: '100px',
      align: 'end',
      wide: true,
      cell: (segment) => <People filter={segment.filter} of="reachable" />,
    },
    {
      key: 'changed',
      header: t('changed'),
      width: '130px',
      align: 'end',
      wide: true,
      cell: (segment) => <span title={`${dateTime(segment.updatedAt)} · ${segment.createdBy}`}>{ago(segment.updatedAt)}</span>,
    },
    {
      key: 'actions',
      header: '',
      width: '64px',
      cell: (segment) => (
        <Group gap={4} wrap="nowrap" justify="flex-end">
          <Tooltip label={t('campaign')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('campaignWith', { name: segment.name })}
              renderRoot={(props) => <Link to="/campaigns/new" search={{ segment: segment.id }} {...props} />}
              onClick={(event) => event.stopPropagation()}
            >
              <IconSend size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('forget.confirm')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('forget.of', { name: segment.name })}
              onClick={(event) => {
                event.stopPropagation();
                forget(segment);
              }}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      ),
    },
  ];

  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => open('new')}>
      {t('create')}
    </Button>
  );
  const none = rows.data?.pages[0]?.items.length === 0;
  return (
    <Page title={t('title')} about={t('about')} actions={!none && create}>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={(segment) => segment.id}
        onOpen={(segment) => open(segment.id)}
        height="calc(100dvh - 180px)"
        empty={
          <Empty icon={IconUsersGroup} title={t('empty.title')} action={create}>
            {t('empty.text')}
          </Empty>
        }
      />
    </Page>
  );
}

function Who({ filter }: { filter: Filter }) {
  const { t } = useTranslation('segments');
  const root = fromFilter(filter);
  const text = root ? summary(t as never, root) : t('unknown.short');
  return (
    <Text size="sm" c="dimmed" truncate title={text}>
      {text}
    </Text>
  );
}

/** Counted when the line comes into view: each count asks every contact. */
function People({ filter, of }: { filter: Filter; of: 'contacts' | 'reachable' }) {
  const { number } = useFormat();
  const { t } = useTranslation('segments');
  const preview = usePreview(filter);
  if (preview.data) return number(preview.data[of]);
  if (preview.error) return <span title={t('uncounted')}>–</span>;
  return <Skeleton height={14} width={48} ml="auto" />;
}
