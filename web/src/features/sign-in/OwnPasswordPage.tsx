import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, Problem, take } from '../../lib/api/client';
import { meQuery } from '../../lib/me';
import { sentence } from '../../ui/problems';
import { Frame } from './Frame';

/** The first sign-in with a password that somebody else made: choose one of your own. */
export default function OwnPasswordPage() {
  const { t } = useTranslation('sign-in');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '', again: '' },
    validate: {
      newPassword: (value) => (value.length < 8 ? t('own.short') : null),
      again: (value, values) => (value === values.newPassword ? null : t('own.differs')),
    },
  });
  const change = useMutation({
    mutationFn: ({ currentPassword, newPassword }: typeof form.values) =>
      take(api.POST('/api/auth/password', { body: { currentPassword, newPassword } })),
    onError: (problem) => {
      if (problem instanceof Problem)
        form.setErrors(Object.fromEntries(Object.entries(problem.errors).map(([field, words]) => [field, words.join(' ')])));
    },
    onSuccess: async () => {
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      await navigate({ to: '/', replace: true });
    },
  });
  const atField = change.error instanceof Problem && Object.keys(change.error.errors).length > 0;

  return (
    <Frame title={t('own.title')} about={t('own.about')}>
      <form onSubmit={form.onSubmit((values) => change.mutate(values))}>
        <Stack>
          {change.error && !atField && (
            <Alert color="red" variant="light" role="alert">
              {sentence(change.error)}
            </Alert>
          )}
          <PasswordInput
            label={t('own.current')}
            autoComplete="current-password"
            required
            autoFocus
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            label={t('own.new')}
            description={t('own.hint')}
            autoComplete="new-password"
            required
            {...form.getInputProps('newPassword')}
          />
          <PasswordInput label={t('own.again')} autoComplete="new-password" required {...form.getInputProps('again')} />
          <Button type="submit" loading={change.isPending} fullWidth>
            {t('own.submit')}
          </Button>
        </Stack>
      </form>
    </Frame>
  );
}
