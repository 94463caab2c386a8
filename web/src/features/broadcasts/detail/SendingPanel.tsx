import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useFreshList } from '../../../lib/freshList';
import { Asked } from '../../../ui/Asked';
import { ask } from '../../../ui/ask';
import { type Column, DataTable } from '../../../ui/DataTable';
import { FlowBar, FlowCell, FlowKey } from '../../../ui/Flow/FlowBar';
import { Newer } from '../../../ui/Newer';
import { done, tell } from '../../../ui/problems';
import { State } from '../../../ui/State';
import type { Broadcast } from '../calls/listBroadcasts';
import { type GroupProgress, groupsKey, useGroupProgress } from '../calls/listGroupProgress';
import { runs, type Sending, useSending } from '../calls/listSends';
import { useStopSending } from '../calls/stopSending';
import { NextGroup } from './NextGroup';

interface Props {
  list: Broadcast;
  sendId: string;
  latest: boolean;
}

/** One sending: how far it is as a whole and group by group. */
export function SendingPanel({ list, sendId, latest }: Props) {
  const sending = useSending(list.id, sendId);
  return <Asked query={sending}>{(data) => <Panel list={list} sending={data} latest={latest} />}</Asked>;
}

function Panel({ list, sending, latest }: { list: Broadcast; sending: Sending; latest: boolean }) {
  const { t } = useTranslation('broadcasts');
  const format = useFormat();
  const { figures, group, groups, state, createdAt, createdBy, finishedAt } = sending;
  return (
    <section aria-label={t('sending.of', { when: format.dateTime(createdAt) })}>
      <Group justify="space-between" align="flex-start" mb="sm" gap="sm">
        <Stack gap={2}>
          <Group gap="sm">
            <Title order={2} size="h4">
              {latest ? (runs(sending) ? t('sending.now') : t('sending.last')) : t('sending.of', { when: format.dateTime(createdAt) })}
            </Title>
            <State of={state} size="sm" />
          </Group>
          <Text size="sm" c="dimmed">
            {[
              t('sending.group', { n: format.number(group), groups: format.number(groups) }),
              t('sending.begun', { when: format.dateTime(createdAt), who: createdBy }),
              finishedAt && t('sending.ended', { when: format.dateTime(finishedAt) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          {state === 'waiting' && sending.nextGroupAt && <NextGroup number={group + 1} at={sending.nextGroupAt} />}
        </Stack>
        <Group gap="xs">
          <Button
            variant="subtle"
            size="xs"
            renderRoot={(props) => <Link to="/queue" search={{ tab: 'messages', campaign: sending.id }} {...props} />}
          >
            {t('sending.messages')}
          </Button>
          {runs(sending) && <Stop list={list} sending={sending} />}
        </Group>
      </Group>
      {figures && (
        <Stack gap="sm" mb="md">
          <FlowBar figures={figures} height={10} />
          <FlowKey figures={figures} />
        </Stack>
      )}
      {groups > 1 && <Groups list={list} sending={sending} />}
    </section>
  );
}

function Groups({ list, sending }: { list: Broadcast; sending: Sending }) {
  const { t } = useTranslation('broadcasts');
  const format = useFormat();
  const rows = useGroupProgress(list.id, sending.id);
  const fresh = useFreshList(groupsKey(list.id, sending.id), rows, JSON.stringify([sending.state, sending.group, sending.figures]));
  const columns: Column<GroupProgress>[] = [
    { key: 'number', header: t('column.group'), width: '72px', cell: ({ number }) => format.number(number) },
    { key: 'progress', header: t('column.progress'), width: 'minmax(0, 2fr)', cell: ({ figures }) => <FlowCell figures={figures} /> },
    {
      key: 'started',
      header: t('column.started'),
      width: '120px',
      wide: true,
      cell: ({ startedAt }) => <span title={format.dateTime(startedAt)}>{format.time(startedAt)}</span>,
    },
    {
      key: 'took',
      header: t('column.took'),
      width: '100px',
      align: 'end',
      cell: ({ startedAt, endedAt }) =>
        endedAt ? (
          format.duration((new Date(endedAt).getTime() - new Date(startedAt).getTime()) / 1000)
        ) : (
          <Text span size="sm" c="dimmed">
            {runs(sending) ? t('sending.goesOut') : '–'}
          </Text>
        ),
    },
    {
      key: 'failed',
      header: t('column.failed'),
      width: '80px',
      align: 'end',
      wide: true,
      cell: ({ figures }) => (
        <Text span size="sm" c={figures.failed ? 'red' : 'dimmed'}>
          {format.number(figures.failed)}
        </Text>
      ),
    },
  ];
  const left = sending.groups - sending.group;
  return (
    <>
      <DataTable
        label={t('sending.groups')}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.number)}
        rowHeight={56}
        height="320px"
        empty={
          <Text size="sm" c="dimmed">
            {t('sending.noGroupYet')}
          </Text>
        }
      />
      <Group mt={6} gap="md">
        {left > 0 && (
          <Text size="xs" c="dimmed">
            {t(runs(sending) ? 'sending.left' : 'sending.notSent', { count: left, n: format.number(left) })}
          </Text>
        )}
        <Newer list={fresh} size="compact-xs" />
      </Group>
    </>
  );
}

function Stop({ list, sending }: { list: Broadcast; sending: Sending }) {
  const { t } = useTranslation('broadcasts');
  const format = useFormat();
  const stop = useStopSending(list.id, sending.id);
  const pending = sending.figures?.pending ?? 0;
  return (
    <Button
      variant="light"
      color="red"
      size="xs"
      leftSection={<IconPlayerStop size={14} aria-hidden />}
      loading={stop.isPending}
      onClick={() =>
        ask(
          { title: t('stop.title'), children: t('stop.about', { count: pending, n: format.number(pending) }), confirm: t('stop.confirm') },
          () => stop.mutate(undefined, { onSuccess: () => done(t('stop.done')), onError: (problem) => tell(problem) }),
        )
      }
    >
      {t('stop.button')}
    </Button>
  );
}
