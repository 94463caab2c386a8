import { Anchor, Group, Select, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Asked, Lines } from '../../../ui/Asked';
import { Quality } from '../../../ui/Number/Quality';
import { useLimit } from '../../../ui/Number/useLimit';
import { done, tell } from '../../../ui/problems';
import { State } from '../../../ui/State';
import { useBusinessAccounts, useBusinessNumber, useChooseAccount } from '../calls/businessNumber';
import type { Sender } from '../sender';
import { Section } from './Section';

/** For the official API: which business account it belongs to, and what WhatsApp says of the number. */
export function BusinessNumber({ sender }: { sender: Sender }) {
  return sender.driver === 'cloud' || sender.fallbackDriver === 'cloud' ? <Shown sender={sender} /> : null;
}

function Shown({ sender }: { sender: Sender }) {
  const { t } = useTranslation(['senders', 'ui/Number']);
  const number = useBusinessNumber(sender.id);
  return (
    <Section
      title={t('business.title')}
      beside={
        <Anchor size="sm" renderRoot={(props) => <Link to="/settings" search={{ tab: 'cloud' }} {...props} />}>
          {t('business.settings')}
        </Anchor>
      }
    >
      <Asked query={number} loading={<Lines count={3} />}>
        {(of) => (
          <Stack gap="md">
            <Account sender={sender} chosen={of?.accountId ?? null} />
            <Facts sender={sender} />
          </Stack>
        )}
      </Asked>
    </Section>
  );
}

function Account({ sender, chosen }: { sender: Sender; chosen: string | null }) {
  const { t } = useTranslation('senders');
  const accounts = useBusinessAccounts();
  const choose = useChooseAccount(sender.id);
  if (accounts.data?.length === 0)
    return (
      <Text size="sm">
        {t('business.noAccount')}{' '}
        <Anchor size="sm" renderRoot={(props) => <Link to="/settings" search={{ tab: 'cloud' }} {...props} />}>
          {t('business.addAccount')}
        </Anchor>
      </Text>
    );
  return (
    <Select
      label={t('business.account')}
      description={chosen ? undefined : t('business.choose')}
      allowDeselect={false}
      disabled={choose.isPending || !accounts.data}
      data={(accounts.data ?? []).map((account) => ({ value: account.id, label: account.name }))}
      value={choose.isPending ? (choose.variables ?? null) : chosen}
      onChange={(id) =>
        id &&
        id !== chosen &&
        choose.mutate(id, { onSuccess: () => done(t('done.saved', { name: sender.name })), onError: (problem) => tell(problem) })
      }
    />
  );
}

function Facts({ sender }: { sender: Sender }) {
  const { t } = useTranslation(['senders', 'ui/Number']);
  const format = useFormat();
  const limitOf = useLimit();
  const facts = sender.sessions.find((session) => session.driver === 'cloud')?.facts;
  if (!facts)
    return (
      <Text size="sm" c="dimmed">
        {t('business.noFacts')}
      </Text>
    );
  const { quality, status, nameStatus, throughput } = facts;
  const lines: [string, React.ReactNode][] = [
    ['verifiedName', facts.verifiedName],
    ['nameStatus', nameStatus && t(`ui/Number:name.${nameStatus}`, nameStatus)],
    ['status', status && <State of={status} size="sm" />],
    ['quality', quality && (quality === 'unknown' ? t('ui/Number:quality.unknown') : <Quality of={quality} />)],
    ['messagingLimit', limitOf(facts.messagingLimit)],
    ['throughput', throughput && t(`ui/Number:throughput.${throughput}`, throughput)],
  ];
  return (
    <Stack gap={6}>
      {lines
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <Group key={name} justify="space-between" wrap="nowrap" gap="md" align="flex-start">
            <Text size="sm" c="dimmed">
              {t(`business.${name}`)}
            </Text>
            <Text size="sm" ta="end" component="div" style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
              {value}
            </Text>
          </Group>
        ))}
      <Text size="xs" c="dimmed" title={format.dateTime(facts.checkedAt)}>
        {t('business.checked', { ago: format.ago(facts.checkedAt) })}
      </Text>
    </Stack>
  );
}
