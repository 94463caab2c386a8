import { useForm } from '@mantine/form';
import { useState } from 'react';
import { CodeStep, isAsked } from './CodeStep';
import { type Credentials, PasswordStep } from './PasswordStep';
import { usePasskeySignIn, useSignIn } from './signIn';

export default function SignInPage() {
  const form = useForm<Credentials>({ initialValues: { email: '', password: '' } });
  const signIn = useSignIn();
  const passkey = usePasskeySignIn();
  const [atCode, setAtCode] = useState(false);
  if (!atCode && isAsked(signIn.error)) setAtCode(true);

  if (!atCode) return <PasswordStep form={form} signIn={signIn} passkey={passkey} />;
  return (
    <CodeStep
      credentials={form.values}
      signIn={signIn}
      onBack={() => {
        signIn.reset();
        setAtCode(false);
      }}
    />
  );
}
