import { Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConfirmForm } from '../ConfirmForm';
import { useRenewCodes } from './calls';
import { RecoveryCodes } from './RecoveryCodes';

export function RenewDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account');
  const renew = useRenewCodes();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(renew.data ? 'codes.title' : 'factor.renew')}
      closeOnClickOutside={!renew.data}
      closeOnEscape={!renew.data}
      withCloseButton={!renew.data}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {renew.data ? (
        <RecoveryCodes codes={renew.data.recoveryCodes} onClose={onClose} />
      ) : (
        <ConfirmForm
          confirm={t('factor.renew')}
          pending={renew.isPending}
          onClose={onClose}
          send={(proof, then) => renew.mutate(proof, then)}
        >
          <Text size="sm">{t('renew.about')}</Text>
        </ConfirmForm>
      )}
    </Modal>
  );
}
