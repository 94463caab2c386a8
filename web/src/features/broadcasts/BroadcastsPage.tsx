import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconBroadcast, IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { type Column, DataTable } from '../../ui/DataTable';
import { Empty } from '../../ui/Empty';
import { FlowBar } from '../../ui/Flow/FlowBar';
import { Page } from '../../ui/Page';
import { State } from '../../ui/State';
import { When } from '../../ui/When';
import { type Broadcast, useBroadcasts } from './calls/listBroadcasts';
import { useSending } from './calls/listSends';
import { NewList } from './new/NewList';

/** Lists of people, each cut into groups. */
export default function BroadcastsPage() {
  const { t } = useTranslation(['broadcasts', 'ui', 'ui/Flow']);
  const format = useFormat();
  const navigate = useNavigate();
  const { add } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const lists = useBroadcasts();
  const open = (id: string) => void navigate({ to: '/broadcasts/$id', params: { id } });

  const columns: Column<Broadcast>[] = [
    {
      key: 'name',
      header: t('column.name'),
      width: 'minmax(0, 2fr)',
      cell: ({ name, phase }) => (
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" fw={550} truncate title={name}>
            {name}
          </Text>
          {phase === 'filling' && <State of={phase} size="sm" />}
        </Group>
      ),
    },
    {
      key: 'last',
      header: t('column.lastSending'),
      width: 'minmax(0, 1.8fr)',
      cell: (list) => <LastSending list={list} />,
    },
    { key: 'members', header: t('column.members'), width: '76px', align: 'end', cell: ({ members }) => format.number(members) },
    { key: 'groups', header: t('column.groups'), width: '90px', align: 'end', wide: true, cell: ({ groups }) => format.number(groups) },
    {
      key: 'made',
      header: t('column.made'),
      width: '140px',
      align: 'end',
      wide: true,
      cell: ({ createdAt }) => <When at={createdAt} />,
    },
  ];
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => void navigate({ to: '/broadcasts', search: { add: '1' } })}>
      {t('new')}
    </Button>
  );
  return (
    <Page title={t('title')} about={t('about')} actions={create}>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={lists}
        rowKey={(list) => list.id}
        rowHeight={60}
        height="calc(100dvh - 200px)"
        onOpen={(list) => open(list.id)}
        empty={
          <Empty icon={IconBroadcast} title={t('empty.title')} action={create}>
            {t('empty.about')}
          </Empty>
        }
      />
      <NewList opened={Boolean(add)} onClose={() => void navigate({ to: '/broadcasts', replace: true })} onMade={open} />
    </Page>
  );
}

/** A row's own figures: only rows in view ask for them. */
function LastSending({ list }: { list: Broadcast }) {
  const { t } = useTranslation('broadcasts');
  const format = useFormat();
  const sending = useSending(list.id, list.lastSend);
  if (!list.lastSend)
    return (
      <Text size="sm" c="dimmed">
        {t('neverSent')}
      </Text>
    );
  if (!sending.data?.figures) return <Skeleton height={8} radius="xl" />;
  const { figures, state, createdAt } = sending.data;
  return (
    <Stack gap={5}>
      <FlowBar figures={figures} height={6} />
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed" truncate title={format.dateTime(createdAt)}>
          {format.ago(createdAt)}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {t(`ui:state.${state}`)}
        </Text>
      </Group>
    </Stack>
  );
}
