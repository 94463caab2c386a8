import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Secret } from '../../ui/Secret';

interface Props {
  /** What it is and whom to give it. */
  about: string;
  label: string;
  value: string;
  expiresAt?: string | null;
  onClose: () => void;
}

/** A secret that is shown this once. */
export function Once({ about, label, value, expiresAt, onClose }: Props) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return (
    <Stack>
      <Text size="sm">{about}</Text>
      <Secret value={value} label={label} />
      {expiresAt && (
        <Text size="sm" c="dimmed">
          {t('once.until', { date: format.dateTime(expiresAt) })}
        </Text>
      )}
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('once.done')}</Button>
      </Group>
    </Stack>
  );
}
