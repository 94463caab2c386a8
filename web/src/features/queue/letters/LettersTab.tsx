import { ActionIcon, Alert, Button, Group, Progress, Select, Text, Tooltip } from '@mantine/core';
import { IconMailCheck, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type MouseEvent, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useFreshList } from '../../../lib/freshList';
import { useSenders } from '../../../lib/senders';
import { useSaid } from '../../../lib/sentences/useSaid';
import { type Column, DataTable } from '../../../ui/DataTable';
import { Empty } from '../../../ui/Empty';
import { Newer } from '../../../ui/Newer';
import { NoneFound } from '../../../ui/NoneFound';
import { useReason } from '../../../ui/Reasons/Reason';
import { State } from '../../../ui/State';
import { When } from '../../../ui/When';
import { type LetterFilter, lettersKey, type Message, useDeadLetters } from '../calls/deadLetters';
import { useJob } from '../calls/job';
import { Who } from '../Who';
import { useLetterActions } from './useLetterActions';

/** Reasons for which attempts are used up, or after which nobody knows. */
const reasons = [
  'network-failure',
  'connection-lost',
  'gateway-down',
  'rate-limited',
  'not-connected',
  'timeout',
  'crash',
  'sender-deleted',
];

/** Messages that want a person: tried again, or left at that, one by one or all at once. */
export function LettersTab({ stamp }: { stamp: string | undefined }) {
  const { t } = useTranslation(['queue', 'ui', 'ui/Reasons']);
  const format = useFormat();
  const navigate = useNavigate();
  const reasonOf = useReason();
  const senders = useSenders();
  const { state, sender, reason, campaign, job } = useSearch({ strict: false }) as Record<string, string | undefined>;
  const filter: LetterFilter = { state, sender, reason, campaign };
  const letters = useDeadLetters(filter);
  const fresh = useFreshList(lettersKey(filter), letters, stamp);
  const go = (change: Record<string, string | undefined>) =>
    void navigate({ to: '/queue', search: { tab: 'dead', ...filter, job, ...change }, replace: true });
  const act = useLetterActions(filter, (jobId) => go({ job: jobId }));
  const narrowed = Boolean(state || sender || reason || campaign);
  const some = Boolean(letters.data?.pages.some((page) => page.items.length > 0));

  const columns: Column<Message>[] = [
    { key: 'who', header: t('column.who'), width: 'minmax(0, 1.4fr)', cell: (row) => <Who message={row} /> },
    { key: 'state', header: t('column.state'), width: '110px', wide: true, cell: (row) => <State of={row.state} size="sm" /> },
    {
      key: 'why',
      header: t('column.reason'),
      width: 'minmax(0, 3fr)',
      cell: (row) => (
        <Text size="sm" truncate title={reasonOf(row.reason) ?? undefined}>
          {reasonOf(row.reason) ?? '–'}
        </Text>
      ),
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
      header: t('column.ended'),
      width: '130px',
      wide: true,
      cell: ({ finishedAt }) => <When at={finishedAt} />,
    },
    { key: 'attempts', header: t('column.attempts'), width: '80px', align: 'end', wide: true, cell: (row) => format.number(row.attempt) },
    {
      key: 'actions',
      header: t('column.actions'),
      width: '76px',
      align: 'end',
      cell: (row) => <RowActions onRetry={() => act.retry(row)} onDrop={() => act.drop(row)} message={row} />,
    },
  ];

  return (
    <>
      <Group mb="md" gap="sm">
        <Select
          aria-label={t('column.state')}
          placeholder={t('allStates')}
          data={['failed', 'unknown'].map((value) => ({ value, label: t(`ui:state.${value}`) }))}
          value={state ?? null}
          onChange={(value) => go({ state: value ?? undefined })}
          clearable
          w={180}
        />
        <Select
          aria-label={t('column.sender')}
          placeholder={t('allSenders')}
          data={(senders.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
          value={sender ?? null}
          onChange={(value) => go({ sender: value ?? undefined })}
          clearable
          searchable
          w={210}
        />
        <Select
          aria-label={t('column.reason')}
          placeholder={t('allReasons')}
          data={[...new Set([...reasons, ...(reason ? [reason] : [])])].map((value) => ({ value, label: t(`ui/Reasons:${value}`, value) }))}
          value={reason ?? null}
          onChange={(value) => go({ reason: value ?? undefined })}
          clearable
          w={260}
          comboboxProps={{ width: 380, position: 'bottom-start' }}
        />
        {some && (
          <Group gap="xs" ml="auto">
            <Button
              variant="default"
              leftSection={<IconTrash size={16} aria-hidden />}
              loading={act.working === 'drop'}
              onClick={act.dropAll}
            >
              {t('letters.dropAll')}
            </Button>
            <Button
              variant="light"
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={act.working === 'retry'}
              onClick={act.retryAll}
            >
              {t('letters.retryAll')}
            </Button>
          </Group>
        )}
      </Group>
      {job && <Job id={job} onEnd={() => go({ job: undefined })} />}
      <Newer list={fresh} mb="xs" />
      <DataTable
        label={t('tab.dead')}
        columns={columns}
        rows={letters}
        rowKey={(row) => row.id}
        rowHeight={56}
        height="calc(100dvh - 290px)"
        onOpen={(row) => void navigate({ to: '/messages/$id', params: { id: row.id } })}
        empty={
          narrowed ? (
            <NoneFound
              title={t('letters.noneFound')}
              onClear={() => go({ state: undefined, sender: undefined, reason: undefined, campaign: undefined })}
            />
          ) : (
            <Empty icon={IconMailCheck} title={t('letters.none')}>
              {t('letters.noneAbout')}
            </Empty>
          )
        }
      />
    </>
  );
}

function RowActions({ message, onRetry, onDrop }: { message: Message; onRetry: () => void; onDrop: () => void }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const who = message.contactName ?? format.phone(message.to);
  // The row opens on a click; its buttons do what they say.
  const only = (act: () => void) => (event: MouseEvent) => {
    event.stopPropagation();
    act();
  };
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <Tooltip label={t('letters.retry')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('letters.retryOne', { who })} onClick={only(onRetry)}>
          <IconRefresh size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('letters.drop')}>
        <ActionIcon variant="subtle" color="gray" aria-label={t('letters.dropOne', { who })} onClick={only(onDrop)}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** So many letters that a job works them: how far it is. */
function Job({ id, onEnd }: { id: string; onEnd: () => void }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const said = useSaid();
  const queries = useQueryClient();
  const job = useJob(id);
  const state = job.data?.state;
  const count = Number((job.data?.progress as { done?: number } | undefined)?.done ?? 0);
  useEffect(() => {
    if (state === 'completed' || state === 'failed' || state === 'cancelled') {
      void queries.invalidateQueries({ queryKey: ['dead-letters'] });
      void queries.invalidateQueries({ queryKey: ['queue'] });
    }
  }, [state, queries]);
  const over = state === 'completed';
  const bad = state === 'failed' || state === 'cancelled';
  const problem = job.data?.error && said(job.data.error);
  return (
    <Alert
      mb="md"
      color={bad ? 'red' : over ? 'teal' : 'blue'}
      variant="light"
      withCloseButton={over || bad}
      closeButtonLabel={t('ui:close')}
      onClose={onEnd}
      role="status"
    >
      <Text size="sm" mb={over || bad ? 0 : 6}>
        {bad ? (problem ?? t('letters.jobFailed')) : t(over ? 'letters.jobDone' : 'letters.jobRuns', { count, n: format.number(count) })}
      </Text>
      {!over && !bad && <Progress value={100} animated size="sm" aria-label={t('letters.jobRuns', { count, n: format.number(count) })} />}
    </Alert>
  );
}
