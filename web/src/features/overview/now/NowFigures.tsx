import { Paper, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Failed } from '../../../ui/Failed';
import { Figure } from '../../../ui/Figure';
import { useQueueStats } from '../calls';
import { Lanes } from './Lanes';

/** What happens at this moment, live. */
export function NowFigures() {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const query = useQueueStats();
  const stats = query.data;
  if (!stats && query.error) return <Failed problem={query.error} retry={() => void query.refetch()} />;
  const waiting = stats && `${format.short(stats.waiting)}${stats.more ? '+' : ''}`;
  return (
    <section aria-label={t('now.title')}>
      <SimpleGrid cols={{ base: 2, lg: 4 }} spacing="md">
        <Figure
          name={t('now.rate')}
          value={stats && t('now.perSecond', { rate: format.rate(stats.perSecond.lastMinute) })}
          note={stats && t('now.five', { rate: format.rate(stats.perSecond.lastFiveMinutes) })}
        />
        <Figure name={t('now.sending')} value={stats && format.short(stats.sending)} note={t('now.sendingAbout')} />
        <Figure
          name={t('now.waiting')}
          value={waiting}
          note={stats && (stats.held > 0 ? t('now.held', { amount: format.short(stats.held) }) : t('now.noneHeld'))}
        />
        <Paper withBorder p="md" style={{ minWidth: 0 }}>
          <Text size="xs" c="dimmed" fw={500} mb={6}>
            {t('now.lanes')}
          </Text>
          {stats && <Lanes lanes={stats.lanes} />}
        </Paper>
      </SimpleGrid>
    </section>
  );
}
