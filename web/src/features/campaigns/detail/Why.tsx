import { Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useReason } from '../../../ui/Reasons/Reason';
import { State } from '../../../ui/State';
import type { Figures } from '../calls/campaignStats';
import classes from './Why.module.css';

/** Why messages did not go, grouped; each line opens the people whom it is about. */
export function Why({ figures, onOpen }: { figures: Figures; onOpen: (reason: string, state: string) => void }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const words = useReason();
  if (figures.reasons.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {figures.sent > 0 ? t('why.none') : t('why.notYet')}
      </Text>
    );
  return (
    <Stack gap={2}>
      {figures.reasons.map((reason) => (
        <UnstyledButton
          key={`${reason.state} ${reason.slug}`}
          className={classes.line}
          onClick={() => onOpen(reason.slug, reason.state)}
          title={t('why.open')}
        >
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <Group gap="sm" wrap="nowrap" miw={0}>
              <State of={reason.state} size="sm" />
              <Text size="sm">{words(reason)}</Text>
            </Group>
            <Text size="sm" fw={600} className={classes.number}>
              {format.number(reason.amount)}
            </Text>
          </Group>
        </UnstyledButton>
      ))}
    </Stack>
  );
}
