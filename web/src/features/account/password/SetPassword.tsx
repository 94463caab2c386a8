import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/me';
import { done, tell } from '../../../ui/problems';
import { CodeInput, type Proof } from '../ConfirmForm';
import { PasskeyButton } from '../passkeys/PasskeyButton';
import { isStale, SignInAgain } from '../SignInAgain';
import { useChangePassword } from './changePassword';
import { NewPassword, rules, Whose } from './NewPassword';

/** The first password of somebody who came by Google. The second factor's code confirms it, or a passkey; who has neither must have come just now. */
export function SetPassword() {
  const { t } = useTranslation('account');
  const twoFactor = useMe().user?.twoFactor;
  const change = useChangePassword();
  const form = useForm({ initialValues: { newPassword: '', again: '', code: '' }, validate: rules(t) });
  const stale = isStale(change.error);
  const send = (proof: Proof) =>
    change.mutate(
      { newPassword: form.values.newPassword, ...proof },
      {
        onSuccess: () => done(t('password.set')),
        onError: (problem) => !isStale(problem) && tell(problem, form),
      },
    );
  return (
    <form onSubmit={form.onSubmit(({ code }) => send(twoFactor ? { code: code.trim() } : {}))}>
      <Stack maw={360}>
        <Whose />
        <NewPassword form={form} />
        {twoFactor && <CodeInput {...form.getInputProps('code')} />}
        {stale && <SignInAgain />}
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('password.setSubmit')}
          </Button>
        </Group>
        {(twoFactor || stale) && (
          <PasskeyButton
            pending={change.isPending}
            onProof={(credential) =>
              !form.validateField('newPassword').hasError && !form.validateField('again').hasError && send({ credential })
            }
          />
        )}
      </Stack>
    </form>
  );
}
