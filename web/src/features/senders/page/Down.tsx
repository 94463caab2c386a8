import { Button, Group, List, Stack, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { useDriverName } from '../../../ui/Driver/driverName';
import { Notice } from '../../../ui/Notice';
import { useReason } from '../../../ui/Reasons/Reason';
import type { Sender, Session } from '../sender';
import { downSessions } from '../sessions';

/** When nothing connects it: what is wrong with each of its drivers, and what comes next. One that nobody wants connected needs no words. */
export function Down({ sender, onConnect }: { sender: Sender; onConnect: (driver: string) => void }) {
  const { t } = useTranslation('senders');
  const down = downSessions(sender);
  if (down.length === 0) return null;
  return (
    <Notice
      color={down.every((session) => session.state === 'booting') ? 'blue' : 'orange'}
      icon={IconPlugConnectedX}
      title={t(down.length > 1 ? 'down.both' : 'down.one')}
    >
      <List listStyleType="none" spacing="xs" styles={{ itemWrapper: { display: 'block' }, itemLabel: { display: 'block' } }}>
        {down.map((session) => (
          <List.Item key={session.driver}>
            <One session={session} named={down.length > 1} onConnect={() => onConnect(session.driver)} />
          </List.Item>
        ))}
      </List>
    </Notice>
  );
}

function One({ session, named, onConnect }: { session: Session; named: boolean; onConnect: () => void }) {
  const { t } = useTranslation(['senders', 'ui']);
  const format = useFormat();
  const nameOf = useDriverName();
  const reasonOf = useReason('session');
  const { state, nextTryAt } = session;
  const waits = state === 'wait_qr' || state === 'wait_code';
  const what = waits ? t(`down.${state}`) : state === 'booting' ? t('down.booting') : (reasonOf(session.reason) ?? t(`down.${state}`));
  return (
    <Group justify="space-between" gap="xs">
      <Stack gap={0} flex="1 1 220px" style={{ minWidth: 0 }}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {named && (
            <Text span fw={600} size="sm">
              {nameOf(session.driver)}:{' '}
            </Text>
          )}
          {what}
        </Text>
        {nextTryAt && (
          <Text size="xs" c="dimmed" title={format.dateTime(nextTryAt)}>
            {t('sessions.nextTry', { ago: format.ago(nextTryAt) })}
          </Text>
        )}
      </Stack>
      {state !== 'booting' && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={onConnect}
          aria-label={t(waits ? 'sessions.showNamed' : nextTryAt ? 'down.nowNamed' : 'sessions.connectNamed', {
            driver: nameOf(session.driver),
          })}
        >
          {t(waits ? 'sessions.show' : nextTryAt ? 'down.now' : 'connect')}
        </Button>
      )}
    </Group>
  );
}
