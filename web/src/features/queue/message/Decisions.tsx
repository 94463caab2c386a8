import { Button } from '@mantine/core';
import { IconCheck, IconRefresh, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../../ui/ask';
import { done, tell } from '../../../ui/problems';
import type { Message } from '../calls/deadLetters';
import { useDecide } from '../calls/message';
import { type Decision, decisionsOf } from './story';

const pictures = { retry: IconRefresh, cancel: IconX, 'mark-sent': IconCheck } as const;

/** What a person can decide about a message as it stands. */
export function Decisions({ message }: { message: Message }) {
  const { t } = useTranslation('queue');
  const decide = useDecide(message.id);
  const run = (decision: Decision) =>
    decide.mutate(decision, { onSuccess: () => done(t(`decision.${decision}.done`)), onError: (problem) => tell(problem) });
  const press = (decision: Decision) => {
    const unsure = decision === 'retry' && message.state === 'unknown';
    if (decision === 'retry' && !unsure) return run(decision);
    const name = unsure ? 'retryUnknown' : `decision.${decision}`;
    ask({ title: t(`${name}.title`), children: t(`${name}.about`), confirm: t(`${name}.confirm`), danger: decision !== 'mark-sent' }, () =>
      run(decision),
    );
  };
  const decisions = decisionsOf(message);
  return decisions.map((decision, index) => {
    const Picture = pictures[decision];
    const main = index === decisions.length - 1 && decision !== 'cancel';
    return (
      <Button
        key={decision}
        variant={main ? 'filled' : 'default'}
        leftSection={<Picture size={16} aria-hidden />}
        loading={decide.isPending && decide.variables === decision}
        onClick={() => press(decision)}
      >
        {t(`decision.${decision}.button`)}
      </Button>
    );
  });
}
