import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { tell } from '../../../ui/problems';
import { heldOpen, Once } from '../Once';
import { useResetPassword } from './calls';
import type { Person } from './TeamTab';

export function ResetDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const reset = useResetPassword();
  const name = person.name ?? person.email;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('team.resetTitle', { name })}
      closeButtonProps={{ 'aria-label': t('close') }}
      {...heldOpen(Boolean(reset.data))}
    >
      {reset.data ? (
        <Once
          about={t('team.handOver', { email: person.email })}
          label={t('team.oneTime')}
          value={reset.data.oneTimePassword}
          expiresAt={reset.data.passwordExpiresAt}
          onClose={onClose}
        />
      ) : (
        <Stack>
          <Text size="sm">{t('team.resetAbout', { name })}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button
              color="red"
              loading={reset.isPending}
              onClick={() => reset.mutate(person.id, { onError: (problem) => tell(problem) })}
              data-autofocus
            >
              {t('team.reset')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
