import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { done, tell } from '../../../ui/problems';
import { useChangePassword } from './changePassword';
import { NewPassword, rules, Whose } from './NewPassword';

export function ChangePassword() {
  const { t } = useTranslation('account');
  const change = useChangePassword();
  const form = useForm({ initialValues: { currentPassword: '', newPassword: '', again: '' }, validate: rules(t) });
  const submit = form.onSubmit(({ currentPassword, newPassword }) =>
    change.mutate(
      { currentPassword, newPassword },
      {
        onSuccess: () => {
          form.reset();
          done(t('password.done'));
        },
        onError: (problem) => tell(problem, form),
      },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack maw={360}>
        <Whose />
        <PasswordInput label={t('password.current')} autoComplete="current-password" required {...form.getInputProps('currentPassword')} />
        <NewPassword form={form} />
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('password.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
