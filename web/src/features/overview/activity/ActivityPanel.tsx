import { SegmentedControl, Stack, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import { Asked, Lines } from '../../../ui/Asked';
import { Bars } from '../../../ui/Bars';
import { type Range, useActivity } from '../calls';
import { Panel } from '../Panel';
import { colors, type Metric, metrics } from './figures';
import { MetricSwitch } from './MetricSwitch';
import { Reasons } from './Reasons';

// It stands below the first look.
const ByDriver = lazy(() => import('../../../ui/Driver/ByDriver').then((file) => ({ default: file.ByDriver })));

/** What was sent in the last day or month and what came of it. Span and figure stand in the address. */
export function ActivityPanel() {
  const { t } = useTranslation('overview');
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/' });
  const range: Range = search.range === 'month' ? 'month' : 'day';
  const metric: Metric = metrics.find((one) => one === search.show) ?? 'sent';
  const query = useActivity(range);
  const set = (change: { range?: string; show?: string }) =>
    void navigate({ to: '/', search: { ...search, ...change }, replace: true, resetScroll: false });
  return (
    <Panel
      id="activity"
      title={t('activity.title')}
      beside={
        <SegmentedControl
          size="xs"
          aria-label={t('activity.range')}
          value={range}
          onChange={(value) => set({ range: value === 'month' ? 'month' : undefined })}
          data={[
            { value: 'day', label: t('activity.day') },
            { value: 'month', label: t('activity.month') },
          ]}
        />
      }
    >
      <Asked query={query} loading={<Lines count={6} height={36} />}>
        {(activity) => (
          <Stack gap="md">
            <MetricSwitch total={activity.total} shown={metric} onShow={(show) => set({ show: show === 'sent' ? undefined : show })} />
            <Chart activity={activity} metric={metric} />
            {metric === 'failed' && (
              <Suspense fallback={<Lines count={3} height={28} />}>
                <Reasons reasons={activity.reasons} />
              </Suspense>
            )}
            {Object.keys(activity.byDriver).length > 1 && (
              <div>
                <Title order={3} size="h6" mb={4}>
                  {t('activity.byDriver')}
                </Title>
                <Suspense fallback={<Lines count={2} height={28} />}>
                  <ByDriver of={activity.byDriver} />
                </Suspense>
              </div>
            )}
          </Stack>
        )}
      </Asked>
    </Panel>
  );
}

function Chart({ activity, metric }: { activity: Schema<'ShowActivityResponse'>; metric: Metric }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  return (
    <Bars
      label={t('activity.chart', { metric: t(`metric.${metric}`), count: activity.buckets.length })}
      series={[{ key: metric, name: t(`metric.${metric}`), color: colors[metric] }]}
      points={activity.buckets.map((bucket) => ({ at: bucket.at, values: { [metric]: bucket.figures[metric] } }))}
      name={(at) => (activity.by === 'hour' ? format.time(at) : format.date(at))}
      value={format.number}
      height={180}
    />
  );
}
