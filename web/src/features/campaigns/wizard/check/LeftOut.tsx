import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../../lib/format';
import { useReason } from '../../../../ui/Reasons/Reason';
import type { Check } from '../../calls/checkCampaign';

/** Who will not get it, by reason, and the first numbers that cannot be. */
export function LeftOut({ check }: { check: Check }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const words = useReason();
  return (
    <Stack gap={6}>
      {check.willNotGet.map((left) => (
        <Group key={left.reason} justify="space-between" wrap="nowrap" gap="md">
          <Text size="sm">{words({ slug: left.reason, sentence: left.sentence })}</Text>
          <Text size="sm" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {format.number(left.amount)}
          </Text>
        </Group>
      ))}
      {check.rejects.length > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('check.rejects', {
            lines: check.rejects
              .slice(0, 8)
              .map((reject) => format.number(reject.index + 1))
              .join(', '),
          })}
        </Text>
      )}
    </Stack>
  );
}
