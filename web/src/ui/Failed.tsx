import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { sentence } from './problems';

/** Something could not be read: why, and a button to try again. */
export function Failed({ problem, retry }: { problem: unknown; retry?: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} title={t('problem.title')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{sentence(problem)}</Text>
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {t('problem.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
