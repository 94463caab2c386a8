import { Anchor, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { Asked, Lines } from '../../../ui/Asked';
import { FormEnd } from '../../../ui/FormEnd';
import { Quality } from '../../../ui/Number/Quality';
import { useLimit } from '../../../ui/Number/useLimit';
import { done, tell } from '../../../ui/problems';
import { type Account, type Num, useAddNumber, useNumbers } from './calls';

/** The account's numbers as Meta has them; each can become a sender with one click. */
export function Numbers({ account }: { account: Account }) {
  const { t } = useTranslation('settings');
  const query = useNumbers(account.id);
  const [adding, setAdding] = useState<Num>();
  return (
    <>
      <Asked query={query} loading={<Lines count={2} height={28} />}>
        {(numbers) =>
          numbers.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('cloud.noNumbers')}
            </Text>
          ) : (
            <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {numbers.map((number) => (
                <Line key={number.phoneNumberId} number={number} onAdd={() => setAdding(number)} />
              ))}
            </Stack>
          )
        }
      </Asked>
      {adding && <AddNumberDialog account={account} number={adding} onClose={() => setAdding(undefined)} />}
    </>
  );
}

function Line({ number, onAdd }: { number: Num; onAdd: () => void }) {
  const { t } = useTranslation(['settings', 'ui/Number']);
  const format = useFormat();
  const limitOf = useLimit();
  const { senderId } = number;
  return (
    <Group component="li" justify="space-between" gap="sm">
      <div style={{ flex: '1 1 220px', minWidth: 0 }}>
        <Group gap="xs">
          <Text size="sm" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {format.phone(number.phoneNumber)}
          </Text>
          <Quality of={number.quality} />
        </Group>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {[
            number.verifiedName,
            number.nameStatus && t('ui/Number:nameStatus', { status: t(`ui/Number:name.${number.nameStatus}`, number.nameStatus) }),
            limitOf(number.messagingLimit),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      {senderId ? (
        <Anchor size="sm" renderRoot={(props) => <Link to="/senders/$id" params={{ id: senderId }} {...props} />}>
          {t('cloud.isSender')}
        </Anchor>
      ) : (
        <Button
          size="xs"
          variant="light"
          leftSection={<IconPlus size={14} aria-hidden />}
          aria-label={t('cloud.addNumberNamed', { number: format.phone(number.phoneNumber) })}
          onClick={onAdd}
        >
          {t('cloud.addNumber')}
        </Button>
      )}
    </Group>
  );
}

function AddNumberDialog({ account, number, onClose }: { account: Account; number: Num; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const navigate = useNavigate();
  const add = useAddNumber(account.id);
  const [name, setName] = useState(number.verifiedName ?? format.phone(number.phoneNumber));
  return (
    <Modal opened onClose={onClose} title={t('cloud.addNumber')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate(
            { name: name.trim(), number },
            {
              onSuccess: (sender) => {
                done(t('cloud.numberAdded', { name: sender.name }));
                void navigate({ to: '/senders/$id', params: { id: sender.id } });
              },
              onError: (problem) => tell(problem),
            },
          );
        }}
      >
        <Stack>
          <Text size="sm">{t('cloud.addNumberAbout', { number: format.phone(number.phoneNumber), account: account.name })}</Text>
          <TextInput
            label={t('cloud.senderName')}
            required
            maxLength={80}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <FormEnd submit={t('cloud.addNumber')} pending={add.isPending} disabled={!name.trim()} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
