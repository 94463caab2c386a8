import { Alert, Button, Group, Loader, Modal, Progress, Stack, TagsInput, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTags } from '../../lib/audiences';
import { useFormat } from '../../lib/format';
import { useSaid } from '../../lib/sentences/useSaid';
import { done, tell } from '../../ui/problems';
import { bulkOf, type Criteria, isEverybody } from './criteria';
import { isOver, useCancelJob, useJob } from './job';
import { useContactCount } from './listContacts';
import { useTagContacts } from './tagContacts';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Whom, where no ids are given. */
  criteria: Criteria;
  ids?: string[];
  onDone: () => void;
}

/** Gives tags to many or takes them away: to the chosen at once, to whoever fits the filter as a job whose progress shows. */
export function BulkTagsModal({ opened, onClose, ...rest }: Props) {
  const { t } = useTranslation('contacts');
  return (
    <Modal opened={opened} onClose={onClose} title={t('changeTags')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <BulkTags onClose={onClose} {...rest} />
    </Modal>
  );
}

function BulkTags({ onClose, criteria, ids, onDone }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['contacts', 'ui']);
  const { number } = useFormat();
  const known = (useTags().data ?? []).map(({ tag }) => tag);
  const counted = useContactCount(criteria, !ids).data;
  const count = ids ? ids.length : counted;
  const change = useTagContacts();
  const [job, setJob] = useState<string>();
  const form = useForm({ initialValues: { addTags: [] as string[], removeTags: [] as string[] } });
  const nothing = form.values.addTags.length + form.values.removeTags.length === 0;

  if (job) return <Progressing job={job} expected={count} onClose={onClose} />;

  const run = (values: typeof form.values) =>
    change.mutate(
      { ...values, ...(ids ? { ids } : bulkOf(criteria)) },
      {
        onSuccess: (answer) => {
          if (answer.jobId) return setJob(answer.jobId);
          done(t('bulk.changed', { count: answer.changed ?? 0, number: number(answer.changed ?? 0) }));
          onDone();
          onClose();
        },
        onError: (problem) => tell(problem, form),
      },
    );

  return (
    <form onSubmit={form.onSubmit(run)}>
      <Stack>
        <Text size="sm">
          {count === undefined ? (
            <Loader size="xs" />
          ) : (
            t(ids ? 'bulk.chosen' : isEverybody(criteria) ? 'bulk.everybody' : 'bulk.found', { count, number: number(count) })
          )}
        </Text>
        <TagsInput label={t('bulk.add')} placeholder={t('bulk.addHint')} data={known} data-autofocus {...form.getInputProps('addTags')} />
        <TagsInput label={t('bulk.remove')} placeholder={t('bulk.removeHint')} data={known} {...form.getInputProps('removeTags')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" disabled={nothing || count === 0} loading={change.isPending}>
            {count === undefined ? t('changeTags') : t('bulk.submit', { count, number: number(count) })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Progressing({ job, expected, onClose }: { job: string; expected: number | undefined; onClose: () => void }) {
  const { t } = useTranslation(['contacts', 'ui']);
  const { number } = useFormat();
  const said = useSaid();
  const queries = useQueryClient();
  const view = useJob(job).data;
  const cancel = useCancelJob();
  const over = view !== undefined && isOver(view.state);
  const at = Number(view?.progress.done ?? 0);
  const result = view?.result as { matched: number; changed: number } | undefined;

  useEffect(() => {
    if (!over) return;
    void queries.invalidateQueries({ queryKey: ['contacts'] });
    void queries.invalidateQueries({ queryKey: ['contact'] });
  }, [over, queries]);

  return (
    <Stack aria-live="polite">
      {view?.state === 'failed' ? (
        <Alert color="red" variant="light">
          {view.error && said(view.error)}
        </Alert>
      ) : (
        <>
          <Text size="sm">
            {view?.state === 'completed' && result
              ? t('bulk.done', { count: result.changed, number: number(result.changed), matched: number(result.matched) })
              : view?.state === 'cancelled'
                ? t('bulk.cancelled', { count: at, number: number(at) })
                : t('bulk.running', { count: at, number: number(at) })}
          </Text>
          <Progress
            value={over ? 100 : expected ? Math.min(99, (at / expected) * 100) : 5}
            animated={!over}
            color={view?.state === 'cancelled' ? 'gray' : undefined}
            aria-label={t('changeTags')}
          />
        </>
      )}
      <Group justify="flex-end">
        {!over && (
          <Button
            variant="default"
            disabled={!view?.cancellable}
            loading={cancel.isPending}
            onClick={() => cancel.mutate(job, { onError: (problem) => tell(problem) })}
          >
            {t('bulk.stop')}
          </Button>
        )}
        <Button onClick={onClose}>{t(over ? 'ui:close' : 'bulk.background')}</Button>
      </Group>
    </Stack>
  );
}
