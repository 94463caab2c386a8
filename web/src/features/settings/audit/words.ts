import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

// A dot parts the keys of texts, and some actions have one.
const KEYS: Readonly<Record<string, string>> = {
  'sign-in.failed': 'sign-in-failed',
  'sign-in.locked': 'sign-in-locked',
  'refresh-token.reused': 'refresh-token-reused',
  'password.given': 'password-given',
};

/** What was done, in the reader's language: by action, for all actions that it has words for. */
export function useActionWords(): Readonly<Record<string, string>> {
  const { t, i18n } = useTranslation('settings');
  // biome-ignore lint/correctness/useExhaustiveDependencies: t changes with the language
  return useMemo(() => {
    const words = { ...(t('audit.did', { returnObjects: true }) as Record<string, string>) };
    for (const [action, key] of Object.entries(KEYS)) words[action] = words[key] ?? action;
    for (const key of Object.values(KEYS)) delete words[key];
    return words;
  }, [i18n.language]);
}
