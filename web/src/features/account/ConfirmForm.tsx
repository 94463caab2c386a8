import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../lib/api/types';
import { useMe } from '../../lib/me';
import { tell } from '../../ui/problems';
import { PasskeyButton } from './passkeys/PasskeyButton';
import { isStale, SignInAgain } from './SignInAgain';

/** What shows that it is the account's owner: one of them. */
export type Proof = Schema<'DisableTwoFactorRequest'>;

interface Props {
  /** What will happen. */
  children: ReactNode;
  confirm: string;
  danger?: boolean;
  /** Who has neither password nor second factor may have signed in just now instead. */
  orFresh?: boolean;
  pending: boolean;
  send: (proof: Proof, then: { onError: (problem: unknown) => void }) => void;
  onClose: () => void;
}

/** Asks who one is before something that weakens the account: whoever sits at an open browser need not be its owner.
 * Who came by Google has no password, and gives a code. */
export function ConfirmForm({ children, confirm, danger, orFresh, pending, send, onClose }: Props) {
  const { t } = useTranslation('account');
  const { email, hasPassword, twoFactor } = useMe().user ?? { email: '', hasPassword: true, twoFactor: false };
  const [stale, setStale] = useState(false);
  const bare = orFresh && !hasPassword && !twoFactor;
  const form = useForm({ initialValues: { password: '', code: '' } });
  const refused = {
    onError: (problem: unknown) => {
      setStale(isStale(problem));
      if (!isStale(problem)) tell(problem, form as never);
    },
  };
  return (
    <form onSubmit={form.onSubmit(({ password, code }) => send(hasPassword ? { password } : bare ? {} : { code: code.trim() }, refused))}>
      <Stack>
        {children}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        {hasPassword ? (
          <PasswordInput
            label={t('password.current')}
            autoComplete="current-password"
            required
            data-autofocus
            {...form.getInputProps('password')}
          />
        ) : bare ? (
          stale && <SignInAgain />
        ) : (
          <CodeInput data-autofocus {...form.getInputProps('code')} />
        )}
        <PasskeyButton pending={pending} onProof={(credential) => send({ credential }, refused)} />
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

/** A code of the second factor, or a recovery code, in place of the password. */
export function CodeInput(props: Record<string, unknown>) {
  const { t } = useTranslation('account');
  return (
    <TextInput
      label={t('confirm.code')}
      description={t('confirm.codeHint')}
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={20}
      required
      {...props}
    />
  );
}
