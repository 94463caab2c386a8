import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me';
import { done, tell } from '../../ui/problems';
import { Section } from '../../ui/Section';
import { useChangePassword } from './changePassword';

export function PasswordSection() {
  const { t } = useTranslation('account');
  const me = useMe();
  const change = useChangePassword();
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '', again: '' },
    validate: {
      newPassword: (value) => (value.length < 8 ? t('password.short') : null),
      again: (value, values) => (value === values.newPassword ? null : t('password.differs')),
    },
  });
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
    <Section title={t('password.title')} about={t('password.about')}>
      <form onSubmit={submit}>
        <Stack maw={360}>
          {/* For password keepers, which want to know whose password changes. */}
          <input type="text" name="username" autoComplete="username" value={me.user?.email ?? ''} readOnly hidden />
          <PasswordInput
            label={t('password.current')}
            autoComplete="current-password"
            required
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            label={t('password.new')}
            description={t('password.hint')}
            autoComplete="new-password"
            required
            {...form.getInputProps('newPassword')}
          />
          <PasswordInput label={t('password.again')} autoComplete="new-password" required {...form.getInputProps('again')} />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {t('password.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
