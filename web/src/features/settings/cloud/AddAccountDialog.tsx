import { Modal } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { toFirstFault } from '../../../ui/firstFault';
import { done, tell } from '../../../ui/problems';
import { AccountForm } from './AccountForm';
import { type AccountValues, wanted } from './account';
import { useAddAccount, useCheckAccount } from './calls';

/** An account of Meta's; whether the token is good is asked right after. */
export function AddAccountDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('settings');
  const add = useAddAccount();
  const check = useCheckAccount();
  const form = useForm<AccountValues>({
    initialValues: { name: '', businessAccountId: '', accessToken: '', appSecret: '', apiVersion: '' },
    validate: wanted(t),
  });
  const submit = form.onSubmit(
    (values) =>
      add.mutate(
        {
          name: values.name.trim(),
          businessAccountId: values.businessAccountId.trim(),
          accessToken: values.accessToken.trim(),
          appSecret: values.appSecret.trim(),
          apiVersion: values.apiVersion.trim() || null,
        },
        {
          onSuccess: (account) => {
            done(t('cloud.added', { name: account.name }));
            check.mutate(account.id);
            onClose();
          },
          onError: (problem) => tell(problem, form as never),
        },
      ),
    toFirstFault,
  );
  return (
    <Modal opened onClose={onClose} title={t('cloud.add')} closeButtonProps={{ 'aria-label': t('ui:close') }} size="lg">
      <AccountForm form={form} submit={t('cloud.addSubmit')} pending={add.isPending} onSubmit={submit} onCancel={onClose} />
    </Modal>
  );
}
