import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { done } from '../../../ui/problems';
import { ConfirmForm } from '../ConfirmForm';
import { useRemovePasskey } from './calls';

/** Takes a way in away, so it asks who one is. */
export function RemovePasskeyDialog({ passkey, onClose }: { passkey: Schema<'ListPasskeysItem'>; onClose: () => void }) {
  const { t } = useTranslation('account');
  const remove = useRemovePasskey();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('passkeys.removeTitle', { name: passkey.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <ConfirmForm
        confirm={t('passkeys.remove')}
        danger
        orFresh
        pending={remove.isPending}
        onClose={onClose}
        send={(proof, then) =>
          remove.mutate(
            { id: passkey.id, proof },
            {
              ...then,
              onSuccess: () => {
                done(t('passkeys.removed'));
                onClose();
              },
            },
          )
        }
      >
        <Text size="sm">{t('passkeys.removeAbout')}</Text>
      </ConfirmForm>
    </Modal>
  );
}
