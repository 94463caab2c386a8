import { Alert, Modal, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PasskeyFailure } from '../../../lib/passkeys';
import { done } from '../../../ui/problems';
import { ConfirmForm } from '../ConfirmForm';
import { useAddPasskey } from './calls';
import { deviceName } from './deviceName';

/** A passkey is a way in that stays, so whoever adds one shows first who they are. */
export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account');
  const add = useAddPasskey();
  const { browser, system } = deviceName(navigator.userAgent);
  const [name, setName] = useState(browser && system ? t('passkeys.named', { browser, system }) : browser || system);
  const failed = add.error instanceof PasskeyFailure ? add.error.why : undefined;
  return (
    <Modal opened onClose={onClose} title={t('passkeys.add')} closeButtonProps={{ 'aria-label': t('close') }}>
      <ConfirmForm
        confirm={t('passkeys.make')}
        orFresh
        pending={add.isPending}
        onClose={onClose}
        send={(proof, { onError }) =>
          add.mutate(
            { name: name.trim() || t('passkeys.one'), proof },
            {
              onError: (problem) => !(problem instanceof PasskeyFailure) && onError(problem),
              onSuccess: () => {
                done(t('passkeys.added'));
                onClose();
              },
            },
          )
        }
      >
        <Text size="sm">{t('passkeys.how')}</Text>
        {failed && (
          <Alert color={failed === 'cancelled' ? 'gray' : 'red'} variant="light" role="alert">
            {t(`passkeys.why.${failed}`)}
          </Alert>
        )}
        <TextInput
          label={t('passkeys.name')}
          description={t('passkeys.nameHint')}
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </ConfirmForm>
    </Modal>
  );
}
