import { Box, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Bar } from './Bar';
import type { QuotaWindow } from './quota';

/** The quotas by minute, hour and day: what is used, as bars; what is left, in words where there is room. */
export function Quotas({ windows, roomy }: { windows: readonly QuotaWindow[]; roomy?: boolean }) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  return (
    <Stack gap={roomy ? 14 : 8}>
      {windows.map(({ key, used, limit, endsAt }) => {
        const share = Math.min(1, used / limit);
        const color = share >= 1 ? 'red' : share >= 0.85 ? 'yellow' : 'parley';
        return (
          <Box key={key}>
            <Group justify="space-between" gap="xs" mb={3} wrap="nowrap">
              <Text size="xs" c="dimmed">
                {t(`quota.${key}`)}
              </Text>
              <Text size="xs" style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
                {t('quota.used', { used: format.short(used), limit: format.short(limit) })}
                {roomy && (
                  <Text span size="xs" c="dimmed" title={endsAt && format.dateTime(endsAt)}>
                    {' · '}
                    {t('quota.left', { left: format.number(Math.max(0, limit - used)) })}
                  </Text>
                )}
              </Text>
            </Group>
            <Bar label={t(`quota.${key}`)} share={share} color={color} size={roomy ? 6 : 4} />
          </Box>
        );
      })}
    </Stack>
  );
}
