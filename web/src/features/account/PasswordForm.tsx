import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me';
import { tell } from '../../ui/problems';

interface Props {
  /** What will happen. */
  children: ReactNode;
  confirm: string;
  danger?: boolean;
  pending: boolean;
  send: (password: string, then: { onError: (problem: unknown) => void }) => void;
  onClose: () => void;
}

/** Asks for the password before something that weakens the account: whoever sits at an open browser need not be its owner. */
export function PasswordForm({ children, confirm, danger, pending, send, onClose }: Props) {
  const { t } = useTranslation('account');
  const me = useMe();
  const form = useForm({ initialValues: { password: '' } });
  return (
    <form onSubmit={form.onSubmit(({ password }) => send(password, { onError: (problem) => tell(problem, form) }))}>
      <Stack>
        {children}
        <input type="text" name="username" autoComplete="username" value={me.user?.email ?? ''} readOnly hidden />
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          required
          data-autofocus
          {...form.getInputProps('password')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" color={danger ? 'red' : undefined} loading={pending}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
