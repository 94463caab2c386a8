import { Group, Text, Tooltip } from '@mantine/core';
import { IconHeartbeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Bar } from './Bar';
import { healthColor } from './sender';

/** How well a sender does, 0 to 100. */
export function Health({ value }: { value: number }) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  return (
    <Tooltip label={t('health.about')} multiline w={260}>
      <Group gap={8} wrap="nowrap">
        <IconHeartbeat size={16} aria-hidden color="var(--mantine-color-dimmed)" />
        <Bar label={t('health.label')} share={value / 100} color={healthColor(value)} size={6} width={52} />
        <Text size="sm" fw={600} c={value < 50 ? 'red' : undefined} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {format.number(value)}
        </Text>
      </Group>
    </Tooltip>
  );
}
