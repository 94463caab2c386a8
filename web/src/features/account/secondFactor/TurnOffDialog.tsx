import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { done } from '../../../ui/problems';
import { PasswordForm } from '../PasswordForm';
import { useDisable } from './calls';

export function TurnOffDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account');
  const disable = useDisable();
  return (
    <Modal opened onClose={onClose} title={t('off.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <PasswordForm
        confirm={t('factor.turnOff')}
        danger
        pending={disable.isPending}
        onClose={onClose}
        send={(password, then) =>
          disable.mutate(password, {
            ...then,
            onSuccess: () => {
              done(t('off.done'));
              onClose();
            },
          })
        }
      >
        <Text size="sm">{t('off.about')}</Text>
      </PasswordForm>
    </Modal>
  );
}
