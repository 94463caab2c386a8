import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PasskeyFailure } from '../../lib/passkeys';
import { refusal } from './refusal';

/** Says why somebody is not in. A closed window of the browser is no failure, so it is not red. */
export function Refused({ problem }: { problem: unknown }) {
  const { t } = useTranslation('sign-in');
  if (!problem) return null;
  const mild = problem instanceof PasskeyFailure && problem.why === 'cancelled';
  return (
    <Alert color={mild ? 'gray' : 'red'} variant="light" role="alert">
      {refusal(problem, t)}
    </Alert>
  );
}
