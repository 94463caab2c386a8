import { PasswordInput, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { FormEventHandler } from 'react';
import { useTranslation } from 'react-i18next';
import { FormEnd } from '../../../ui/FormEnd';
import type { AccountValues } from './account';

interface Props {
  form: UseFormReturnType<AccountValues>;
  /** Its id stays, and secrets that are left empty do. */
  changing?: boolean;
  submit: string;
  pending: boolean;
  onSubmit: FormEventHandler<HTMLFormElement>;
  onCancel: () => void;
}

/** What Parley has to know of a business account. */
export function AccountForm({ form, changing, submit, pending, onSubmit, onCancel }: Props) {
  const { t } = useTranslation('settings');
  const secret = { autoComplete: 'off', required: !changing, placeholder: changing ? t('cloud.kept') : undefined };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <TextInput
          label={t('cloud.name')}
          description={t('cloud.nameHint')}
          required
          maxLength={80}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('cloud.id')}
          description={t('cloud.idHint')}
          required={!changing}
          readOnly={changing}
          variant={changing ? 'filled' : undefined}
          inputMode="numeric"
          maxLength={32}
          {...form.getInputProps('businessAccountId')}
        />
        <PasswordInput label={t('cloud.token')} description={t('cloud.tokenHint')} {...secret} {...form.getInputProps('accessToken')} />
        <PasswordInput label={t('cloud.secret')} description={t('cloud.secretHint')} {...secret} {...form.getInputProps('appSecret')} />
        <TextInput
          label={t('cloud.version')}
          description={t('cloud.versionHint')}
          placeholder="v23.0"
          maxLength={8}
          maw={200}
          {...form.getInputProps('apiVersion')}
        />
        <FormEnd submit={submit} pending={pending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
