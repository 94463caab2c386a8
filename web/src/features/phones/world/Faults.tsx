import { Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { simulator } from '../../../lib/networks';
import { ask } from '../../../ui/ask';
import { done } from '../../../ui/problems';
import { State } from '../../../ui/State';
import { useCauseFault } from '../calls/causeFault';
import { useNetwork } from '../calls/network';
import { sessionOf, useOurSenders } from '../calls/ourSenders';

const kinds = ['disconnect', 'freeze', 'restrict', 'logout', 'ban'] as const;
type Kind = (typeof kinds)[number];

/** Something goes wrong with one sender's session, to see what Parley makes of it. */
export function Faults() {
  const { t } = useTranslation('phones');
  const senders = useOurSenders().data ?? [];
  const [id, setId] = useState<string | null>(null);
  const [seconds, setSeconds] = useState<number | string>('');
  const fault = useCauseFault();
  const network = useNetwork();
  const sender = senders.find((one) => one.id === id);
  const cause = (kind: Kind) =>
    sender &&
    fault.mutate(
      {
        senderId: network.name === simulator.name ? sender.id : sender.phoneNumber.slice(1),
        kind,
        forMs: kind !== 'logout' && seconds !== '' ? Number(seconds) * 1000 : undefined,
      },
      { onSuccess: () => done(t(`faults.done_${kind}`, { name: sender.name })) },
    );
  const sure = (kind: Kind) => {
    if (!sender) return;
    if (kind !== 'logout' && kind !== 'ban') return cause(kind);
    ask(
      {
        title: t(`faults.ask_${kind}`, { name: sender.name }),
        children: t(`faults.about_${kind}`),
        confirm: t(`faults.${kind}`),
      },
      () => cause(kind),
    );
  };
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('faults.about')}
      </Text>
      <Select
        label={t('faults.sender')}
        placeholder={t('faults.choose')}
        data={senders.map((one) => ({ value: one.id, label: one.name }))}
        value={id}
        onChange={setId}
        rightSection={undefined}
      />
      {sender && (
        <Group gap="xs">
          <Text size="sm">{t('faults.now')}</Text>
          <State of={sessionOf(sender, network)?.state ?? 'disconnected'} size="sm" />
        </Group>
      )}
      <NumberInput
        label={t('faults.for')}
        description={t('faults.forAbout')}
        placeholder={t('faults.forUsual')}
        suffix=" s"
        min={1}
        max={86_400}
        allowDecimal={false}
        value={seconds}
        onChange={setSeconds}
      />
      <Stack gap="sm">
        {kinds.map((kind) => (
          <Group key={kind} justify="space-between" wrap="nowrap" gap="md">
            <Text size="sm" c="dimmed" flex={1}>
              {t(`faults.about_${kind}`)}
            </Text>
            <Button
              w={130}
              style={{ flexShrink: 0 }}
              size="xs"
              variant="light"
              color={kind === 'logout' || kind === 'ban' ? 'red' : undefined}
              disabled={!sender}
              loading={fault.isPending && fault.variables?.kind === kind}
              onClick={() => sure(kind)}
            >
              {t(`faults.${kind}`)}
            </Button>
          </Group>
        ))}
      </Stack>
    </Stack>
  );
}
