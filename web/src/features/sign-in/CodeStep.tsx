import { Anchor, Button, Center, Group, PinInput, Stack, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../lib/api/client';
import { Frame } from './Frame';
import { Refused } from './Refused';

interface Props {
  /** Whose app it is, where that is known. */
  email?: string;
  problem: unknown;
  pending: boolean;
  send: (code: string) => void;
  /** Forgets the last answer. */
  reset: () => void;
  onBack: () => void;
}

/** The second step of whoever has a second factor: the six digits of the app, or one of the recovery codes. */
export function CodeStep({ email, problem: told, pending, send: give, reset, onBack }: Props) {
  const { t } = useTranslation('sign-in');
  const [recovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const first = useRef<HTMLInputElement>(null);
  const problem = isAsked(told) ? null : told;
  const send = (full: string) => full.trim() && !pending && give(full.trim());

  // A wrong code works no better the second time, so the next one starts in the first box.
  useEffect(() => {
    if (!problem) return;
    setCode('');
    first.current?.focus();
  }, [problem]);

  const other = () => {
    setRecovery(!recovery);
    setCode('');
    reset();
  };

  return (
    <Frame
      title={t(recovery ? 'recovery.title' : 'code.title')}
      about={t(recovery ? 'recovery.about' : email ? 'code.about' : 'code.aboutGoogle', { email })}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(code);
        }}
      >
        <Stack>
          <Refused problem={problem} />
          {recovery ? (
            <TextInput
              key="recovery"
              ref={first}
              label={t('recovery.label')}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              maxLength={20}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              required
              autoFocus
            />
          ) : (
            <Center>
              <PinInput
                key="code"
                ref={first}
                length={6}
                type="number"
                size="md"
                gap={6}
                placeholder=""
                value={code}
                onChange={setCode}
                onComplete={send}
                error={problem instanceof Problem && problem.type === 'wrong-code'}
                disabled={pending}
                getInputProps={(index) => ({ 'aria-label': t('code.digit', { number: index + 1 }) })}
                autoFocus
                role="group"
                aria-label={t('code.title')}
              />
            </Center>
          )}
          <Button type="submit" loading={pending} fullWidth disabled={recovery ? code.trim().length === 0 : code.length < 6}>
            {t('submit')}
          </Button>
        </Stack>
      </form>
      <Group justify="space-between" mt="md">
        <Anchor component="button" type="button" size="sm" onClick={onBack}>
          {t('back')}
        </Anchor>
        <Anchor component="button" type="button" size="sm" onClick={other}>
          {t(recovery ? 'recovery.not' : 'recovery.use')}
        </Anchor>
      </Group>
    </Frame>
  );
}

/** The server's word that the password is right and a code is wanted: no refusal, but the reason for this step. */
export function isAsked(problem: unknown): boolean {
  return problem instanceof Problem && problem.type === 'code-required';
}
