import { Code, Group, Text, Timeline } from '@mantine/core';
import { IconArrowDownLeft, IconCheck, IconChecks, IconClock, IconPencil, IconRefresh, IconSend, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useIsFallback, useSenderName } from '../../../lib/senders';
import { useDriverName } from '../../../ui/Driver/driverName';
import { Fallback } from '../../../ui/Driver/Fallback';
import { useReason } from '../../../ui/Reasons/Reason';
import type { Message } from '../calls/deadLetters';
import { type Step, storyOf } from './story';

const pictures = {
  created: IconPencil,
  received: IconArrowDownLeft,
  due: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  ended: IconX,
} as const;

const outcomes = {
  accepted: { color: 'blue', picture: IconCheck },
  retry: { color: 'yellow', picture: IconRefresh },
  refused: { color: 'red', picture: IconX },
  unknown: { color: 'grape', picture: IconClock },
  in_flight: { color: 'blue', picture: IconSend },
} as const;

const colors: Partial<Record<Step['kind'], string>> = { delivered: 'cyan', read: 'teal', sent: 'blue' };

/** What happened to a message, step by step, each attempt with what the driver said. */
export function Story({ message }: { message: Message }) {
  const { t } = useTranslation('queue');
  const steps = storyOf(message);
  return (
    <Timeline bulletSize={26} lineWidth={2} active={steps.length} aria-label={t('story.title')}>
      {steps.map((step) => {
        const outcome = step.kind === 'attempt' ? outcomes[step.attempt.outcome as keyof typeof outcomes] : undefined;
        const Picture = step.kind === 'attempt' ? (outcome?.picture ?? IconSend) : pictures[step.kind];
        const color =
          outcome?.color ?? (step.kind === 'ended' ? (step.state === 'failed' ? 'red' : 'gray') : (colors[step.kind] ?? 'gray'));
        return (
          <Timeline.Item
            key={`${step.kind} ${step.at} ${step.kind === 'attempt' ? step.attempt.number : ''}`}
            color={color}
            bullet={<Picture size={14} aria-hidden />}
            title={<Title step={step} />}
          >
            <About step={step} />
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}

function Title({ step }: { step: Step }) {
  const { t } = useTranslation(['queue', 'ui']);
  const format = useFormat();
  const title =
    step.kind === 'attempt'
      ? t('story.attempt', { n: format.number(step.attempt.number), outcome: t(`outcome.${step.attempt.outcome}`, step.attempt.outcome) })
      : step.kind === 'ended'
        ? t(`ui:state.${step.state}`)
        : t(`story.${step.kind}`);
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }} title={format.ago(step.at)}>
        {format.exactly(step.at)}
      </Text>
    </Group>
  );
}

function About({ step }: { step: Step }) {
  const { t } = useTranslation('queue');
  const format = useFormat();
  const reasonOf = useReason();
  const senderOf = useSenderName();
  const isFallback = useIsFallback();
  const nameOf = useDriverName();
  if (step.kind === 'ended') return step.reason ? <Text size="sm">{reasonOf(step.reason)}</Text> : null;
  if (step.kind !== 'attempt') return null;
  const { senderId, method, durationMs, reason, rawError } = step.attempt;
  return (
    <>
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          {[senderOf(senderId), nameOf(method), durationMs != null && t('story.took', { n: format.number(durationMs) })]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {isFallback(senderId, method) && <Fallback />}
      </Group>
      {reason && <Text size="sm">{reasonOf(reason)}</Text>}
      {rawError && (
        <Code block mt={4} fz="xs" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {rawError}
        </Code>
      )}
    </>
  );
}
