import { Modal } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { toFirstFault } from '../../../ui/firstFault';
import { done, tell } from '../../../ui/problems';
import { AccountForm } from './AccountForm';
import { type AccountValues, changes, wanted } from './account';
import { type Account, useChangeAccount, useCheckAccount } from './calls';

export function EditAccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const change = useChangeAccount(account.id);
  const check = useCheckAccount();
  const { name, businessAccountId, apiVersion } = account;
  const form = useForm<AccountValues>({
    initialValues: { name, businessAccountId, accessToken: '', appSecret: '', apiVersion },
    validate: wanted(t, true),
  });
  const submit = form.onSubmit((values) => {
    const body = changes(account, values);
    change.mutate(
      { ...body, newVerifyToken: false },
      {
        onSuccess: (changed) => {
          done(t('cloud.saved', { name: changed.name }));
          if ('accessToken' in body) check.mutate(account.id);
          onClose();
        },
        onError: (problem) => tell(problem, form as never),
      },
    );
  }, toFirstFault);
  return (
    <Modal opened onClose={onClose} title={t('cloud.editTitle', { name })} closeButtonProps={{ 'aria-label': t('ui:close') }} size="lg">
      <AccountForm form={form} changing submit={t('ui:save')} pending={change.isPending} onSubmit={submit} onCancel={onClose} />
    </Modal>
  );
}
