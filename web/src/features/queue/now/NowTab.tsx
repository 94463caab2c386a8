import { SimpleGrid, Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Asked } from '../../../ui/Asked';
import { Figure } from '../../../ui/Figure';
import type { Stats } from '../calls/queueStats';
import { Lanes } from './Lanes';
import { Oldest } from './Oldest';
import { States } from './States';

interface Props {
  stats: UseQueryResult<Stats>;
  onLetters: () => void;
}

/** How the queue stands at this moment. */
export function NowTab({ stats, onLetters }: Props) {
  return (
    <Asked query={stats} loading={<Skeleton height={360} radius="md" aria-busy="true" />}>
      {(data) => (
        <Stack gap="lg">
          <Figures stats={data} />
          <Oldest stats={data} onLetters={onLetters} />
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing="lg">
            <Lanes stats={data} />
            <States stats={data} />
          </SimpleGrid>
        </Stack>
      )}
    </Asked>
  );
}

function Figures({ stats }: { stats: Stats }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const number = (n: number) => (stats.more ? t('atLeast', { n: format.number(n) }) : format.number(n));
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
      <Figure name={t('figure.waiting')} value={number(stats.waiting)} note={t('figure.waitingAbout')} />
      <Figure name={t('figure.sending')} value={format.number(stats.sending)} note={t('figure.sendingAbout')} />
      <Figure name={t('figure.held')} value={stats.held > 0 ? number(stats.held) : format.number(0)} note={t('figure.heldAbout')} />
      <Figure
        name={t('figure.rate')}
        value={format.rate(stats.perSecond.lastMinute)}
        note={t('figure.rateAbout', { n: format.rate(stats.perSecond.lastFiveMinutes) })}
      />
    </SimpleGrid>
  );
}
