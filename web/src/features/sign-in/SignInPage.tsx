import { useForm } from '@mantine/form';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { CodeStep, isAsked } from './CodeStep';
import { type Credentials, PasswordStep } from './PasswordStep';
import { useGiveCode, usePasskeySignIn, useSignIn } from './signIn';

export default function SignInPage() {
  const { step } = useSearch({ from: '/sign-in' });
  return step === 'code' ? <AfterGoogle /> : <WithPassword />;
}

function WithPassword() {
  const form = useForm<Credentials>({ initialValues: { email: '', password: '' } });
  const signIn = useSignIn();
  const passkey = usePasskeySignIn();
  const [atCode, setAtCode] = useState(false);
  if (!atCode && isAsked(signIn.error)) setAtCode(true);

  if (!atCode) return <PasswordStep form={form} signIn={signIn} passkey={passkey} />;
  return (
    <CodeStep
      email={form.values.email}
      problem={signIn.error}
      pending={signIn.isPending}
      send={(code) => signIn.mutate({ ...form.values, code })}
      reset={signIn.reset}
      onBack={() => {
        signIn.reset();
        setAtCode(false);
      }}
    />
  );
}

/** Google vouched for somebody who has a second factor here as well. */
function AfterGoogle() {
  const { next } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const code = useGiveCode();
  return (
    <CodeStep
      problem={code.error}
      pending={code.isPending}
      send={(typed) => code.mutate(typed)}
      reset={code.reset}
      onBack={() => void navigate({ to: '/sign-in', search: { next, problem: undefined, step: undefined }, replace: true })}
    />
  );
}
