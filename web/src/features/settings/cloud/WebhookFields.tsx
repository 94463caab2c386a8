import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Secret } from '../../../ui/Secret';
import { webhookFields } from './account';

/** What Meta's app is subscribed to, to be copied. */
export function WebhookFields() {
  const { t } = useTranslation('settings');
  return (
    <>
      <Secret value={webhookFields.join('\n')} label={t('cloud.fields')} />
      <Text size="xs" c="dimmed" mt={4}>
        {t('cloud.fieldsAbout')}
      </Text>
    </>
  );
}
