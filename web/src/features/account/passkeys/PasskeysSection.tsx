import { ActionIcon, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { IconKey, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../../lib/api/types';
import { useFormat } from '../../../lib/format';
import { passkeysWork } from '../../../lib/passkeys';
import { Asked, Lines } from '../../../ui/Asked';
import { Section } from '../../../ui/Section';
import { AddPasskeyDialog } from './AddPasskeyDialog';
import { usePasskeys } from './calls';
import { RemovePasskeyDialog } from './RemovePasskeyDialog';

export function PasskeysSection() {
  const { t } = useTranslation('account');
  const query = usePasskeys();
  const [adding, setAdding] = useState(false);
  const works = passkeysWork();
  return (
    <Section title={t('passkeys.title')} about={t('passkeys.about')}>
      <Stack align="stretch">
        <Asked query={query} loading={<Lines count={2} />}>
          {(passkeys) =>
            passkeys.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('passkeys.none')}
              </Text>
            ) : (
              <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
                {passkeys.map((passkey) => (
                  <Line key={passkey.id} passkey={passkey} />
                ))}
              </Stack>
            )
          }
        </Asked>
        <Group gap="sm">
          <Button variant="default" onClick={() => setAdding(true)} disabled={!works}>
            {t('passkeys.add')}
          </Button>
          {!works && (
            <Text size="sm" c="dimmed" flex={1} miw={200}>
              {t('passkeys.impossible')}
            </Text>
          )}
        </Group>
      </Stack>
      {adding && <AddPasskeyDialog onClose={() => setAdding(false)} />}
    </Section>
  );
}

function Line({ passkey }: { passkey: Schema<'ListPasskeysItem'> }) {
  const { t } = useTranslation('account');
  const format = useFormat();
  const [removing, setRemoving] = useState(false);
  return (
    <Group component="li" wrap="nowrap" gap="sm">
      <IconKey size={20} stroke={1.6} aria-hidden style={{ flexShrink: 0 }} />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {passkey.name}
        </Text>
        <Text size="xs" c="dimmed">
          {t('passkeys.since', { date: format.dateTime(passkey.createdAt) })}
        </Text>
      </div>
      <Tooltip label={t('passkeys.remove')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('passkeys.removeNamed', { name: passkey.name })}
          onClick={() => setRemoving(true)}
        >
          <IconTrash size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {removing && <RemovePasskeyDialog passkey={passkey} onClose={() => setRemoving(false)} />}
    </Group>
  );
}
