import type { TFunction } from 'i18next';
import { Problem } from '../../lib/api/client';
import { PasskeyFailure } from '../../lib/passkeys';
import { sentence } from '../../ui/problems';

/** Why somebody was not let in, in the reader's language for what happens every day and in the server's words for the rest. */
export function refusal(problem: unknown, t: TFunction<'sign-in'>): string {
  if (problem instanceof PasskeyFailure) return t(`passkey.${problem.why === 'cancelled' ? 'cancelled' : 'refused'}`);
  if (problem instanceof Problem) return t(`refused.${problem.type}`, { defaultValue: sentence(problem) });
  return sentence(problem);
}
