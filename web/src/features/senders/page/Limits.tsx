import { Button, Divider, Group, Stack, Text } from '@mantine/core';
import { IconEdit } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useDriverName } from '../../../ui/Driver/driverName';
import { Health } from '../Health';
import { Quotas } from '../Quotas';
import { quotaWindows } from '../quota';
import { pacingName, type Sender } from '../sender';
import { Section } from './Section';

/** How well it does, what it may still send, and how it goes about it. */
export function Limits({ sender, onEdit }: { sender: Sender; onEdit: () => void }) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  const nameOf = useDriverName();
  const facts: [string, string][] = [
    [t('form.pacing'), t(`pacing.${pacingName(sender.pacing)}`)],
    [t('facts.typing'), t(sender.typing ? 'yes' : 'no')],
    [t('facts.fallback'), sender.fallbackDriver ? nameOf(sender.fallbackDriver) : t('form.fallbackNone')],
    [t('facts.since'), format.date(sender.createdAt)],
  ];
  return (
    <Section
      title={t('limits')}
      beside={
        <Button size="compact-sm" variant="subtle" leftSection={<IconEdit size={14} aria-hidden />} onClick={onEdit}>
          {t('ui:edit')}
        </Button>
      }
    >
      <Stack gap="md">
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t('health.label')}
          </Text>
          <Health value={sender.health} />
        </Group>
        <Quotas windows={quotaWindows(sender)} roomy />
        {sender.warmUp && (
          <Text size="xs" c="dimmed">
            {t('warmUp', {
              since: format.date(`${sender.warmUp.since}T12:00:00Z`),
              today: format.number(sender.quotaToday),
              full: format.number(sender.quotaPerDay),
            })}
          </Text>
        )}
        <Divider />
        <Stack gap={6}>
          {facts.map(([name, value]) => (
            <Group key={name} justify="space-between" wrap="nowrap" gap="md" align="flex-start">
              <Text size="sm" c="dimmed">
                {name}
              </Text>
              <Text size="sm" ta="end">
                {value}
              </Text>
            </Group>
          ))}
        </Stack>
      </Stack>
    </Section>
  );
}
