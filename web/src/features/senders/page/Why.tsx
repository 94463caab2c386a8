import { Button, Group, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconClock, IconHandStop, IconInbox } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import { withoutAccount } from '../../../lib/pairing';
import { Asked, Lines } from '../../../ui/Asked';
import { useReason } from '../../../ui/Reasons/Reason';
import { useWhy as useWhyWords } from '../../../ui/Why/Why';
import { useResumeSender } from '../calls/resumeSender';
import { useWhy } from '../calls/showWhy';
import type { Sender } from '../sender';
import { ToAccounts } from '../ToAccounts';
import { Section } from './Section';

type Hindrance = Schema<'Hindrance'>;

/** What connecting it takes away. */
const connects = new Set(['not-connected', 'disconnected', 'waiting-for-login', 'waiting-for-code', 'banned']);

/** Why is nothing being sent? In words, with the time each obstacle ends and the button that takes it away. */
export function Why({ sender, onConnect }: { sender: Sender; onConnect: () => void }) {
  const { t } = useTranslation('senders');
  const why = useWhy(sender.id);
  return (
    <Section title={t('why.title')}>
      <Asked query={why} loading={<Lines count={2} />}>
        {(answer) => (
          <Stack gap="sm">
            {answer.canSend && <Line icon={IconCheck} color="teal" text={t('why.canSend')} />}
            <List listStyleType="none" spacing="sm" styles={{ itemWrapper: { display: 'block' }, itemLabel: { display: 'block' } }}>
              {answer.reasons.map((reason) => (
                <List.Item key={reason.slug}>
                  <Reason reason={reason} sender={sender} onConnect={onConnect} />
                </List.Item>
              ))}
            </List>
          </Stack>
        )}
      </Asked>
    </Section>
  );
}

function Reason({ reason, sender, onConnect }: { reason: Hindrance; sender: Sender; onConnect: () => void }) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  const whyOf = useWhyWords();
  const reasonOf = useReason('session');
  const resume = useResumeSender();
  // There is nothing to scan where an account stands in the phone's place.
  const account = reason.slug === 'waiting-for-login' ? withoutAccount(sender) : undefined;
  const idle = reason.slug === 'nothing-waiting' || reason.slug === 'not-due';
  return (
    <Line
      icon={idle ? IconInbox : reason.until ? IconClock : IconHandStop}
      color={idle ? 'gray' : reason.until ? 'yellow' : 'red'}
      text={account ? (reasonOf(account.reason) ?? t('business.refused')) : whyOf(reason)}
      note={
        reason.until ? t(idle ? 'why.due' : 'why.until', { ago: format.ago(reason.until), at: format.dateTime(reason.until) }) : undefined
      }
    >
      {(reason.slug === 'paused' || reason.slug === 'resting') && (
        <Button size="compact-sm" variant="light" loading={resume.isPending} onClick={() => resume.mutate(sender.id)}>
          {t('resume')}
        </Button>
      )}
      {account && <ToAccounts size="compact-sm" />}
      {!account && connects.has(reason.slug) && (
        <Button size="compact-sm" variant="light" onClick={onConnect}>
          {t('connect')}
        </Button>
      )}
    </Line>
  );
}

interface LineProps {
  icon: typeof IconCheck;
  color: string;
  text: string;
  note?: string;
  children?: React.ReactNode;
}

function Line({ icon: Picture, color, text, note, children }: LineProps) {
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <ThemeIcon variant="light" color={color} size={28} radius="xl" style={{ flexShrink: 0 }}>
        <Picture size={16} aria-hidden />
      </ThemeIcon>
      <Stack gap={0} flex={1} style={{ minWidth: 0 }} pt={3}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {text}
        </Text>
        {note && (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </Stack>
      {children}
    </Group>
  );
}
