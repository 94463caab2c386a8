import { Group, SegmentedControl, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import { Asked } from '../../../ui/Asked';
import { Bars } from '../../../ui/Bars';
import { ByDriver } from '../../../ui/Driver/ByDriver';
import { useSenderStats } from '../calls/showStats';
import { points } from '../points';
import type { Sender } from '../sender';
import { Section } from './Section';

const spans = { day: 24, week: 7 * 24, month: 30 * 24 } as const;
type Span = keyof typeof spans;

/** What was sent through it, and how long it was connected. */
export function Statistics({ sender }: { sender: Sender }) {
  const { t } = useTranslation('senders');
  const search = useSearch({ from: '/inside/senders/$id' });
  const navigate = useNavigate();
  const span: Span = search.span && search.span in spans ? (search.span as Span) : 'day';
  const stats = useSenderStats(sender.id, spans[span]);
  return (
    <Section
      title={t('stats.title')}
      beside={
        <SegmentedControl
          size="xs"
          aria-label={t('stats.span')}
          value={span}
          onChange={(next) =>
            void navigate({ to: '/senders/$id', params: { id: sender.id }, search: { span: next }, replace: true, resetScroll: false })
          }
          data={(Object.keys(spans) as Span[]).map((value) => ({ value, label: t(`stats.${value}`) }))}
        />
      }
    >
      <Asked query={stats} loading={<Skeleton height={260} />}>
        {(data) => <Figures stats={data} by={span === 'day' ? 'hour' : 'day'} since={sender.createdAt} />}
      </Asked>
    </Section>
  );
}

function Figures({ stats, by, since }: { stats: Schema<'ShowSenderStatsResponse'>; by: 'hour' | 'day'; since: string }) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  const { total } = stats;
  // A sender that is newer than the span was not away before it was there.
  const seconds = (new Date(stats.to).getTime() - Math.max(new Date(stats.from).getTime(), new Date(since).getTime())) / 1000;
  const uptime = seconds > 0 ? Math.min(1, total.uptimeSeconds / seconds) : 0;
  const share = (part: number) => (total.sent ? format.percent(Math.min(1, part / total.sent)) : '');
  const figures: [string, string, string][] = [
    ['sent', format.short(total.sent), ''],
    ['delivered', format.short(total.delivered), share(total.delivered)],
    ['read', format.short(total.read), share(total.read)],
    ['failed', format.short(total.failed), ''],
    ['uptime', format.percent(uptime), format.duration(total.uptimeSeconds)],
  ];
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 3, sm: 5 }} spacing="md">
        {figures.map(([key, value, note]) => (
          <div key={key}>
            <Text size="xs" c="dimmed">
              {t(`stats.${key}`)}
            </Text>
            <Group gap={6} align="baseline">
              <Text
                fw={650}
                size="xl"
                style={{ fontVariantNumeric: 'tabular-nums' }}
                c={key === 'failed' && total.failed ? 'red' : undefined}
              >
                {value}
              </Text>
              <Text size="xs" c="dimmed">
                {note}
              </Text>
            </Group>
          </div>
        ))}
      </SimpleGrid>
      {total.sent + total.failed === 0 ? (
        <Text size="sm" c="dimmed">
          {t('stats.nothing')}
        </Text>
      ) : (
        <Bars
          label={t(by === 'hour' ? 'stats.byHour' : 'stats.byDay')}
          series={[
            { key: 'sent', name: t('stats.sent'), color: 'var(--mantine-primary-color-filled)' },
            { key: 'failed', name: t('stats.failed'), color: 'var(--mantine-color-red-6)' },
          ]}
          points={points(by === 'hour' ? stats.byHour : stats.byDay, stats.from, stats.to, by)}
          name={(at) => (by === 'hour' ? format.time(at) : format.date(at))}
          value={format.number}
        />
      )}
      {Object.keys(stats.byDriver).length > 1 && (
        <ByDriver of={stats.byDriver} more={{ name: t('stats.uptime'), value: (one) => format.duration(one.uptimeSeconds) }} />
      )}
    </Stack>
  );
}
