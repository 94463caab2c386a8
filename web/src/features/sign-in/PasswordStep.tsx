import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Frame } from './Frame';
import { OtherWays } from './OtherWays';
import { Refused } from './Refused';
import type { usePasskeySignIn, useSignIn } from './signIn';

export interface Credentials {
  email: string;
  password: string;
}

interface Props {
  form: UseFormReturnType<Credentials>;
  signIn: ReturnType<typeof useSignIn>;
  passkey: ReturnType<typeof usePasskeySignIn>;
}

export function PasswordStep({ form, signIn, passkey }: Props) {
  const { t } = useTranslation('sign-in');
  const { problem } = useSearch({ from: '/sign-in' });
  const tried = signIn.error ?? passkey.error;
  return (
    <Frame title={t('title')} about={t('about')}>
      <form
        onSubmit={form.onSubmit((values) => {
          passkey.reset();
          signIn.mutate(values);
        })}
      >
        <Stack>
          {problem && !tried && (
            <Alert color="yellow" variant="light">
              {t(`problem.${problem}`)}
            </Alert>
          )}
          <Refused problem={tried} />
          <TextInput label={t('email')} type="email" autoComplete="username" required autoFocus {...form.getInputProps('email')} />
          <PasswordInput label={t('password')} autoComplete="current-password" required {...form.getInputProps('password')} />
          <Button type="submit" loading={signIn.isPending} fullWidth>
            {t('submit')}
          </Button>
        </Stack>
      </form>
      <OtherWays
        waiting={passkey.isPending}
        onPasskey={() => {
          signIn.reset();
          passkey.mutate();
        }}
      />
    </Frame>
  );
}
