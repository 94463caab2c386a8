import { Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Secret } from '../../../ui/Secret';
import { subscribeCommand } from './account';
import type { Account } from './calls';
import { WebhookFields } from './WebhookFields';

/** What is copied into Meta's app, and whether Meta has called. */
export function Webhook({ account }: { account: Account }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { lastWebhookAt } = account;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('cloud.webhookAbout')}
      </Text>
      {(['webhookUrl', 'verifyToken'] as const).map((field) => (
        <div key={field}>
          <Text size="sm" fw={500} mb={4}>
            {t(`cloud.${field}`)}
          </Text>
          <Secret value={account[field]} label={t(`cloud.${field}`)} />
        </div>
      ))}
      {!account.webhookUrl.startsWith('https://') && (
        <Text size="xs" c="dimmed">
          {t('cloud.https')}
        </Text>
      )}
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t('cloud.fields')}
        </Text>
        <WebhookFields />
      </div>
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t('cloud.subscribe')}
        </Text>
        <Secret value={subscribeCommand(account)} label={t('cloud.subscribe')} />
        <Text size="xs" c="dimmed" mt={4}>
          {t('cloud.subscribeAbout')}
        </Text>
      </div>
      <Group gap={6} wrap="nowrap">
        {lastWebhookAt ? (
          <IconCircleCheck size={16} aria-hidden color="var(--mantine-color-teal-6)" />
        ) : (
          <IconClock size={16} aria-hidden color="var(--mantine-color-dimmed)" />
        )}
        <Text size="sm" title={lastWebhookAt ? format.dateTime(lastWebhookAt) : undefined}>
          {lastWebhookAt ? t('cloud.called', { ago: format.ago(lastWebhookAt) }) : t('cloud.notCalled')}
        </Text>
      </Group>
    </Stack>
  );
}
