import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { tell } from '../../../ui/problems';
import { OnceDialog, useHandedOver } from '../OnceDialog';
import { useResetPassword } from './calls';
import type { Person } from './TeamTab';

export function ResetDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const reset = useResetPassword();
  const handedOver = useHandedOver();
  const name = person.name ?? person.email;
  return (
    <OnceDialog title={t('team.resetTitle', { name })} once={handedOver(person.email, reset.data)} onClose={onClose}>
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
    </OnceDialog>
  );
}
