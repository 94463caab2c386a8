import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useReason } from '../../../ui/Reasons/Reason';
import { State } from '../../../ui/State';
import { useConnectSender } from '../calls/connectSender';
import type { Sender } from '../sender';
import { Section } from './Section';

/** Its connection through each of its drivers. */
export function Sessions({ sender, onLogout }: { sender: Sender; onLogout: (driver: string) => void }) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  const reasonOf = useReason('session');
  const connect = useConnectSender();
  return (
    <Section title={t('sessions.title')}>
      <Stack gap="lg">
        {sender.sessions.map((session, place) => (
          <Stack key={session.driver} gap={4}>
            <Group justify="space-between" gap="xs">
              <Text size="sm" fw={600}>
                {t(`driver.${session.driver}`, session.driver)}
              </Text>
              <State of={session.state} size="sm" />
            </Group>
            {sender.sessions.length > 1 && (
              <Text size="xs" c="dimmed">
                {t(place === 0 ? 'sessions.primary' : 'sessions.fallback')}
              </Text>
            )}
            {session.connectedAt && (
              <Text size="xs" c="dimmed">
                {t('sessions.since', { ago: format.ago(session.connectedAt), at: format.dateTime(session.connectedAt) })}
              </Text>
            )}
            {session.reason && <Text size="xs">{reasonOf(session.reason)}</Text>}
            {session.nextTryAt && (
              <Text size="xs" c="dimmed">
                {t('sessions.nextTry', { ago: format.ago(session.nextTryAt) })}
              </Text>
            )}
            {session.state !== 'connected' && (
              <Text size="xs" c="dimmed">
                {t(session.hasLogin ? 'sessions.hasLogin' : 'sessions.noLogin')}
              </Text>
            )}
            {sender.sessions.length > 1 && (
              <Group gap="xs" mt={4}>
                {session.state !== 'connected' && (
                  <Button
                    size="compact-xs"
                    variant="light"
                    loading={connect.isPending && connect.variables?.driver === session.driver}
                    onClick={() => connect.mutate({ id: sender.id, driver: session.driver })}
                  >
                    {t('connect')}
                  </Button>
                )}
                {session.hasLogin && (
                  <Button size="compact-xs" variant="subtle" color="red" onClick={() => onLogout(session.driver)}>
                    {t('logoutDots')}
                  </Button>
                )}
              </Group>
            )}
          </Stack>
        ))}
      </Stack>
    </Section>
  );
}
