import { Button, Paper, SimpleGrid, Stack } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Asked } from '../../ui/Asked';
import { ask } from '../../ui/ask';
import { Back } from '../../ui/Back';
import { Figure } from '../../ui/Figure';
import { FlowBar, FlowKey } from '../../ui/Flow/FlowBar';
import { flowOf } from '../../ui/Flow/figures';
import { Page } from '../../ui/Page';
import { done, tell } from '../../ui/problems';
import { State } from '../../ui/State';
import type { BulkSend } from './calls/listBulk';
import { useBulkSend } from './calls/showBulk';
import { useStopBulk } from './calls/stopBulk';
import { Results } from './Results';

/** One bulk send: how far it is, and what became of each recipient. */
export default function BulkSendPage() {
  const { t } = useTranslation(['bulk', 'ui', 'ui/Flow', 'ui/Reasons']);
  const format = useFormat();
  const { id } = useParams({ strict: false }) as { id: string };
  const bulk = useBulkSend(id);
  const data = bulk.data;
  return (
    <Page
      title={data ? t('oneTitle', { when: format.dateTime(data.createdAt) }) : t('one')}
      about={
        data &&
        [t('by', { who: data.createdBy }), data.finishedAt && t('ended', { when: format.dateTime(data.finishedAt) })]
          .filter(Boolean)
          .join(' · ')
      }
      beside={data && <State of={data.state} />}
      before={<Back to="/bulk">{t('title')}</Back>}
      actions={data?.state === 'running' && <Stop bulk={data} />}
    >
      <Asked query={bulk}>{(send) => <Content bulk={send} />}</Asked>
    </Page>
  );
}

function Content({ bulk }: { bulk: BulkSend }) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const { figures, given, rejected } = bulk;
  const { done: over, share, parts } = flowOf(figures);
  const of = (n: number) => (figures.sent > 0 ? t('ofSent', { share: format.percent(n / figures.sent) }) : undefined);
  const reached = parts.read + parts.delivered;
  return (
    <Stack gap="lg">
      <Paper withBorder p="md">
        <Stack gap="sm">
          <FlowBar figures={figures} height={10} />
          <FlowKey figures={figures} />
        </Stack>
      </Paper>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="md">
        <Figure
          name={t('figure.recipients')}
          value={format.number(given)}
          note={
            rejected > 0
              ? t('figure.rejected', { count: rejected, n: format.number(rejected) })
              : t('figure.done', { share: format.percent(share), n: format.number(over) })
          }
        />
        <Figure
          name={t('figure.sent')}
          value={format.number(figures.sent)}
          note={figures.pending > 0 ? t('figure.waiting', { count: figures.pending, n: format.number(figures.pending) }) : undefined}
        />
        <Figure name={t('figure.delivered')} value={format.number(reached)} note={of(reached)} />
        <Figure name={t('figure.read')} value={format.number(parts.read)} note={of(parts.read)} />
        <Figure
          name={t('figure.failed')}
          value={format.number(figures.failed)}
          color={figures.failed > 0 ? 'red' : undefined}
          note={parts.other > 0 ? t('figure.other', { count: parts.other, n: format.number(parts.other) }) : undefined}
        />
      </SimpleGrid>
      <Results bulk={bulk} />
    </Stack>
  );
}

function Stop({ bulk }: { bulk: BulkSend }) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const stop = useStopBulk(bulk.id);
  return (
    <Button
      variant="light"
      color="red"
      leftSection={<IconPlayerStop size={16} aria-hidden />}
      loading={stop.isPending}
      onClick={() =>
        ask(
          {
            title: t('stop.title'),
            children: t('stop.about', { count: bulk.figures.pending, n: format.number(bulk.figures.pending) }),
            confirm: t('stop.confirm'),
          },
          () => stop.mutate(undefined, { onSuccess: () => done(t('stop.done')), onError: (problem) => tell(problem) }),
        )
      }
    >
      {t('stop.button')}
    </Button>
  );
}
