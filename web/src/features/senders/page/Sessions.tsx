import { ActionIcon, Button, Divider, Group, Menu, Stack, Text } from '@mantine/core';
import { IconDots, IconDownload, IconLogout, IconPlugConnected, IconPlugConnectedX, IconQrcode, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { linksPhone } from '../../../lib/pairing';
import { useDriverName } from '../../../ui/Driver/driverName';
import { useReason } from '../../../ui/Reasons/Reason';
import { State } from '../../../ui/State';
import type { Sender, Session } from '../sender';
import { Section } from './Section';
import { SessionFileDialog } from './SessionFileDialog';

/** Drivers whose login is a file that can be carried to another install. */
const carried = new Set(['baileys', 'webjs']);

interface Props {
  sender: Sender;
  onConnect: (driver: string) => void;
  onDisconnect: (driver: string) => void;
  onLogout: (driver: string) => void;
}

/** Its connection through each of its drivers: how it stands, why, what comes next, and what can be done about it. */
export function Sessions({ sender, ...doing }: Props) {
  const { t } = useTranslation('senders');
  return (
    <Section title={t('sessions.title')}>
      <Stack gap="md">
        {sender.sessions.map((session, place) => (
          <Stack key={session.driver} gap="md">
            {place > 0 && <Divider />}
            <One
              sender={sender}
              session={session}
              role={sender.sessions.length > 1 ? (place === 0 ? 'primary' : 'fallback') : undefined}
              {...doing}
            />
          </Stack>
        ))}
      </Stack>
    </Section>
  );
}

interface OneProps extends Props {
  session: Session;
  role: 'primary' | 'fallback' | undefined;
}

function One({ sender, session, role, onConnect, onDisconnect, onLogout }: OneProps) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  const nameOf = useDriverName();
  const reasonOf = useReason('session');
  const [file, setFile] = useState<'export' | 'import'>();
  const { driver, state } = session;
  const waits = state === 'wait_qr' || state === 'wait_code';
  const up = state === 'connected' || state === 'booting' || waits || Boolean(session.nextTryAt);
  const name = nameOf(driver);
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Text size="sm" fw={600} style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <State of={state} size="sm" />
      </Group>
      {role && (
        <Text size="xs" c="dimmed">
          {t(`sessions.${role}`)}
        </Text>
      )}
      {session.connectedAt && (
        <Text size="xs" c="dimmed">
          {t('sessions.since', { ago: format.ago(session.connectedAt), at: format.dateTime(session.connectedAt) })}
        </Text>
      )}
      {session.reason && <Text size="sm">{reasonOf(session.reason)}</Text>}
      {session.nextTryAt && (
        <Text size="xs" c="dimmed" title={format.dateTime(session.nextTryAt)}>
          {t('sessions.nextTry', { ago: format.ago(session.nextTryAt) })}
        </Text>
      )}
      {state !== 'connected' && state !== 'banned' && linksPhone(sender, driver) && (
        <Text size="xs" c="dimmed">
          {t(session.hasLogin ? 'sessions.hasLogin' : 'sessions.noLogin')}
        </Text>
      )}
      <Group gap="xs" mt={4}>
        {state !== 'connected' && (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={waits ? <IconQrcode size={14} aria-hidden /> : <IconPlugConnected size={14} aria-hidden />}
            aria-label={t(waits ? 'sessions.showNamed' : 'sessions.connectNamed', { driver: name })}
            onClick={() => onConnect(driver)}
          >
            {t(waits ? 'sessions.show' : 'connect')}
          </Button>
        )}
        {up && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlugConnectedX size={14} aria-hidden />}
            aria-label={t('sessions.disconnectNamed', { driver: name })}
            onClick={() => onDisconnect(driver)}
          >
            {t('disconnect')}
          </Button>
        )}
        {session.hasLogin && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            leftSection={<IconLogout size={14} aria-hidden />}
            aria-label={t('sessions.logoutNamed', { driver: name })}
            onClick={() => onLogout(driver)}
          >
            {t('logoutDots')}
          </Button>
        )}
        {carried.has(driver) && (
          <Menu position="bottom-end" width={230}>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={26} aria-label={t('file.menu', { driver: name })}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconDownload size={16} aria-hidden />}
                disabled={!session.hasLogin}
                onClick={() => setFile('export')}
              >
                {t('file.exportDots')}
                {!session.hasLogin && <Because>{t('file.exportAbsent')}</Because>}
              </Menu.Item>
              <Menu.Item leftSection={<IconUpload size={16} aria-hidden />} disabled={up} onClick={() => setFile('import')}>
                {t('file.importDots')}
                {up && <Because>{t('file.importAbsent')}</Because>}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {file && <SessionFileDialog way={file} sender={sender} driver={driver} onClose={() => setFile(undefined)} />}
    </Stack>
  );
}

/** Why an entry cannot be chosen now: a finger sees no tooltip. */
function Because({ children }: { children: string }) {
  return (
    <Text size="xs" component="span" display="block" style={{ whiteSpace: 'normal' }}>
      {children}
    </Text>
  );
}
