import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { ask } from '../../../ui/ask';
import { tell } from '../../../ui/problems';
import { useCancelJob, useJob } from '../job';
import { Figures } from './Figures';
import type { Import } from './getImport';

/** An import at work. Reading and writing are told apart: until the writing begins nothing has changed. */
export function RunningStep({ view }: { view: Import }) {
  const { t } = useTranslation('contacts');
  const { number, bytes, percent } = useFormat();
  const cancel = useCancelJob();
  const job = useJob(view.jobId ?? undefined).data;
  const { progress } = view;
  const share = progress?.total ? Math.min(1, progress.done / progress.total) : 0;
  const amount = progress?.stage === 'checking' ? bytes : number;

  const stop = () =>
    ask(
      {
        title: t('run.stopTitle'),
        children: t('run.stopText'),
        confirm: t('run.stop'),
      },
      () => view.jobId && cancel.mutate(view.jobId, { onError: (problem) => tell(problem) }),
    );

  return (
    <Stack gap="lg">
      <Paper withBorder p="lg">
        <Stack gap="sm">
          <Group justify="space-between">
            <Text fw={600} aria-live="polite">
              {t(`run.${progress?.stage ?? 'waiting'}`, t('run.working'))}
            </Text>
            {progress?.total && (
              <Text size="sm" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
                {t('run.of', { done: amount(progress.done), total: amount(progress.total) })} · {percent(share)}
              </Text>
            )}
          </Group>
          <Progress value={progress?.total ? share * 100 : 100} animated striped={!progress?.total} size="lg" aria-label={view.fileName} />
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {t('run.leave')}
            </Text>
            <Button variant="default" size="xs" onClick={stop} disabled={job?.cancellable === false} loading={cancel.isPending}>
              {t('run.stop')}
            </Button>
          </Group>
        </Stack>
      </Paper>
      {progress?.stage === 'writing' && <Figures view={view} />}
    </Stack>
  );
}
