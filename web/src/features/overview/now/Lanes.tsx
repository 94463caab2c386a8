import { Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';

/** What waits, by lane: the first goes first. A lane in which nothing waits is not there. */
export function Lanes({ lanes }: { lanes: readonly Schema<'ShowQueueStatsOfLane'>[] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const shown = lanes.filter((lane) => lane.waiting + lane.sending > 0);
  const most = Math.max(1, ...shown.map((lane) => lane.waiting + lane.sending));
  if (shown.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('now.empty')}
      </Text>
    );
  return (
    <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {shown.map((lane) => (
        <li key={lane.lane}>
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text size="xs" truncate title={t(`lane.${lane.lane}`, { defaultValue: lane.name })}>
              {t(`lane.${lane.lane}`, { defaultValue: lane.name })}
            </Text>
            <Text size="xs" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
              {format.short(lane.waiting + lane.sending)}
            </Text>
          </Group>
          <Progress value={((lane.waiting + lane.sending) / most) * 100} size={4} color="parley" aria-hidden />
        </li>
      ))}
    </Stack>
  );
}
