import { PasswordInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/me';

export interface Chosen {
  newPassword: string;
  again: string;
}

/** What the form itself can say of a new password. */
export const rules = (t: TFunction<'account'>) => ({
  newPassword: (value: string) => (value.length < 8 ? t('password.short') : null),
  again: (value: string, values: Chosen) => (value === values.newPassword ? null : t('password.differs')),
});

/** A new password, typed twice. */
export function NewPassword<Values extends Chosen>({ form }: { form: UseFormReturnType<Values> }) {
  const { t } = useTranslation('account');
  return (
    <>
      <PasswordInput
        label={t('password.new')}
        description={t('password.hint')}
        autoComplete="new-password"
        required
        {...form.getInputProps('newPassword' as never)}
      />
      <PasswordInput label={t('password.again')} autoComplete="new-password" required {...form.getInputProps('again' as never)} />
    </>
  );
}

/** For password keepers, which want to know whose password changes. */
export function Whose() {
  return <input type="text" name="username" autoComplete="username" value={useMe().user?.email ?? ''} readOnly hidden />;
}
