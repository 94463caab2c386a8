import { Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import { useReason } from '../../../ui/Reasons/Reason';

const SHOWN = 5;

/** Why messages failed or were held back, the commonest first. */
export function Reasons({ reasons }: { reasons: readonly Schema<'ShowActivityOfReason'>[] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const words = useReason();
  if (reasons.length === 0) return null;
  const most = Math.max(...reasons.map((reason) => reason.amount));
  return (
    <div>
      <Title order={3} size="h6" mb="xs">
        {t('activity.why')}
      </Title>
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {reasons.slice(0, SHOWN).map((reason) => (
          <li key={reason.reason}>
            <Group justify="space-between" wrap="nowrap" gap="sm" mb={4}>
              <Text size="sm">{words({ slug: reason.reason, sentence: reason.words })}</Text>
              <Text size="sm" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
                {format.number(reason.amount)}
              </Text>
            </Group>
            <Progress value={(reason.amount / most) * 100} size={4} color="red" aria-hidden />
          </li>
        ))}
      </Stack>
    </div>
  );
}
