import { Alert, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { PasskeyFailure } from '../../../lib/passkeys';
import { FormEnd } from '../../../ui/FormEnd';
import { done, sentence } from '../../../ui/problems';
import { useAddPasskey } from './calls';
import { deviceName } from './deviceName';

export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account');
  const add = useAddPasskey();
  const { browser, system } = deviceName(navigator.userAgent);
  const form = useForm({ initialValues: { name: browser && system ? t('passkeys.named', { browser, system }) : browser || system } });
  const submit = form.onSubmit(({ name }) =>
    add.mutate(name.trim(), {
      onSuccess: () => {
        done(t('passkeys.added'));
        onClose();
      },
    }),
  );
  return (
    <Modal opened onClose={onClose} title={t('passkeys.add')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{t('passkeys.how')}</Text>
          {add.error && (
            <Alert
              color={add.error instanceof PasskeyFailure && add.error.why === 'cancelled' ? 'gray' : 'red'}
              variant="light"
              role="alert"
            >
              {add.error instanceof PasskeyFailure ? t(`passkeys.why.${add.error.why}`) : sentence(add.error)}
            </Alert>
          )}
          <TextInput
            label={t('passkeys.name')}
            description={t('passkeys.nameHint')}
            required
            maxLength={80}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <FormEnd submit={t('passkeys.make')} pending={add.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
