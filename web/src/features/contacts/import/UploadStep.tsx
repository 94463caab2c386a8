import { Alert, Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { sentence } from '../../../ui/problems';
import { DropZone } from './DropZone';
import type { Target } from './getImport';
import { useUpload } from './uploadImport';

export function UploadStep({ target, onUploaded }: { target: Target; onUploaded: (id: string) => void }) {
  const { t } = useTranslation(['contacts', 'ui']);
  const { bytes, percent } = useFormat();
  const sending = useUpload(target);
  const file = sending.variables;
  const stopped = sending.error instanceof DOMException;

  if (sending.isPending && file)
    return (
      <Paper withBorder p="lg">
        <Stack gap="sm">
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm" fw={500} truncate title={file.name}>
              {file.name}
            </Text>
            <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {bytes(file.size)}
            </Text>
          </Group>
          <Progress value={sending.share * 100} animated={sending.share === 1} aria-label={t('imports.uploading')} />
          <Group justify="space-between">
            <Text size="sm" c="dimmed" aria-live="polite">
              {sending.share < 1 ? t('imports.uploadingAt', { percent: percent(sending.share) }) : t('imports.looking')}
            </Text>
            <Button variant="default" size="xs" onClick={sending.stop}>
              {t('ui:cancel')}
            </Button>
          </Group>
        </Stack>
      </Paper>
    );

  return (
    <Stack gap="md">
      {sending.error && !stopped && (
        <Alert
          color="red"
          variant="light"
          role="alert"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={t('imports.refused', { file: file?.name ?? '' })}
        >
          {sentence(sending.error)}
        </Alert>
      )}
      <DropZone
        title={t('imports.drop')}
        about={t(`imports.dropAbout.${target}`)}
        onFile={(chosen) => sending.mutate(chosen, { onSuccess: (view) => onUploaded(view.id) })}
      />
    </Stack>
  );
}
