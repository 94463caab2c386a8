import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconBrandGoogleFilled, IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../../lib/api/client';
import { googleSignIn } from '../../../lib/google';
import { useMe } from '../../../lib/me';
import { useWays } from '../../../lib/ways';
import { Notice } from '../../../ui/Notice';
import { done, tell } from '../../../ui/problems';
import { CodeInput, type Proof } from '../ConfirmForm';
import { PasskeyButton } from '../passkeys/PasskeyButton';
import { useChangePassword } from './changePassword';
import { NewPassword, rules, Whose } from './NewPassword';

/** The first password of somebody who came by Google. The second factor's code confirms it, or a passkey; who has neither must have come just now. */
export function SetPassword() {
  const { t } = useTranslation('account');
  const twoFactor = useMe().user?.twoFactor;
  const ways = useWays().data;
  const change = useChangePassword();
  const form = useForm({ initialValues: { newPassword: '', again: '', code: '' }, validate: rules(t) });
  const stale = change.error instanceof Problem && change.error.type === 'sign-in-again';
  const send = (proof: Proof) =>
    change.mutate(
      { newPassword: form.values.newPassword, ...proof },
      {
        onSuccess: () => done(t('password.set')),
        onError: (problem) => !(problem instanceof Problem && problem.type === 'sign-in-again') && tell(problem, form),
      },
    );
  return (
    <form onSubmit={form.onSubmit(({ code }) => send(twoFactor ? { code: code.trim() } : {}))}>
      <Stack maw={360}>
        <Whose />
        <NewPassword form={form} />
        {twoFactor && <CodeInput {...form.getInputProps('code')} />}
        {stale && (
          <Notice color="yellow" icon={IconClockExclamation} title={t('password.stale')}>
            <Stack gap="sm" align="flex-start">
              {t('password.staleAbout')}
              {ways?.google && (
                <Button
                  variant="default"
                  size="xs"
                  component="a"
                  href={googleSignIn('/account')}
                  leftSection={<IconBrandGoogleFilled size={14} aria-hidden />}
                >
                  {t('password.googleAgain')}
                </Button>
              )}
            </Stack>
          </Notice>
        )}
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
