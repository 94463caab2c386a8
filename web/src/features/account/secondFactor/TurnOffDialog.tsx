import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/me';
import { done } from '../../../ui/problems';
import { ConfirmForm } from '../ConfirmForm';
import { useDisable } from './calls';

export function TurnOffDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account');
  const hasPassword = useMe().user?.hasPassword;
  const disable = useDisable();
  return (
    <Modal opened onClose={onClose} title={t('off.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <ConfirmForm
        confirm={t('factor.turnOff')}
        danger
        pending={disable.isPending}
        onClose={onClose}
        send={(proof, then) =>
          disable.mutate(proof, {
            ...then,
            onSuccess: () => {
              done(t('off.done'));
              onClose();
            },
          })
        }
      >
        <Text size="sm">{t(hasPassword ? 'off.about' : 'off.aboutGoogle')}</Text>
      </ConfirmForm>
    </Modal>
  );
}
