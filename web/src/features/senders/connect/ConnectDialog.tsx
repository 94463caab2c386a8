import { Button, Center, Group, Loader, Modal, SegmentedControl, Select, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format';
import { linksPhone } from '../../../lib/pairing';
import { Asked } from '../../../ui/Asked';
import { useDriverName } from '../../../ui/Driver/driverName';
import { Notice } from '../../../ui/Notice';
import { useReason } from '../../../ui/Reasons/Reason';
import { useConnectSender } from '../calls/connectSender';
import { useSender } from '../calls/showSender';
import type { Sender, Session } from '../sender';
import { isOver } from '../sessions';
import { ToAccounts } from '../ToAccounts';
import { CodeWay } from './CodeWay';
import { QrWay } from './QrWay';

/** How long "connected" is shown before the dialog closes by itself. */
const SHOWN_MS = 1800;

interface Props {
  /** Stays while the dialog closes. */
  sender: Pick<Sender, 'id' | 'name'> | undefined;
  /** Which of its two drivers; the first one when left out. */
  driver?: string;
  opened: boolean;
  onClose: () => void;
}

/** Connects a sender through one of its drivers: shows its QR as long as one is needed, or a code, and closes by itself once it is connected. */
export function ConnectDialog({ sender, driver, opened, onClose }: Props) {
  const { t } = useTranslation('senders');
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('ui:close') }}
      opened={opened}
      onClose={onClose}
      title={t('link.title', { name: sender?.name })}
      size={420}
    >
      {sender && <Connecting key={`${sender.id} ${driver}`} id={sender.id} driver={driver} onClose={onClose} />}
    </Modal>
  );
}

function Connecting({ id, driver, onClose }: { id: string; driver: string | undefined; onClose: () => void }) {
  const { t } = useTranslation(['senders', 'ui/Driver']);
  const nameOf = useDriverName();
  const sender = useSender(id);
  const [chosen, choose] = useState(driver);
  return (
    <Asked query={sender}>
      {(data) => {
        const session = data.sessions.find((one) => one.driver === chosen) ?? data.sessions[0];
        if (!session) return null;
        return (
          <Stack>
            {data.sessions.length > 1 && (
              <Select
                label={t('link.through')}
                allowDeselect={false}
                data={data.sessions.map((one, place) => ({
                  value: one.driver,
                  label: t(place === 0 ? 'link.first' : 'link.fallback', { driver: nameOf(one.driver) }),
                }))}
                value={session.driver}
                onChange={(next) => next && choose(next)}
              />
            )}
            {/* Only what somebody chose is connected alone; else the fallback comes along where it needs no phone. */}
            <Ways key={session.driver} sender={data} session={session} alone={chosen} onClose={onClose} />
          </Stack>
        );
      }}
    </Asked>
  );
}

interface WaysProps {
  sender: Sender;
  session: Session;
  alone: string | undefined;
  onClose: () => void;
}

function Ways({ sender, session, alone, onClose }: WaysProps) {
  const { t } = useTranslation('senders');
  const nameOf = useDriverName();
  const connect = useConnectSender();
  const reasonOf = useReason('session');
  const [way, setWay] = useState<'qr' | 'code'>('qr');
  const { id } = sender;
  const { driver } = session;
  const connected = session.state === 'connected';

  // Opening the dialog is asking for the connection; what is up or on its way is not begun anew by asking.
  const asked = useRef(false);
  const { mutate } = connect;
  useEffect(() => {
    if (asked.current || connected) return;
    asked.current = true;
    mutate({ id, driver: alone });
  }, [id, alone, connected, mutate]);

  useEffect(() => {
    if (!connected) return;
    const timer = setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [connected, onClose]);

  if (connected)
    return (
      <Center py={48} role="status">
        <Stack align="center" gap="sm">
          <ThemeIcon size={64} radius="xl" color="teal" variant="light">
            <IconCheck size={36} aria-hidden />
          </ThemeIcon>
          <Text fw={600} size="lg" ta="center">
            {t('link.connected', { name: sender.name })}
          </Text>
          <Text size="sm" c="dimmed" ta="center">
            {sender.sessions.length > 1 ? t('link.connectedThrough', { driver: nameOf(driver) }) : t('link.connectedAbout')}
          </Text>
        </Stack>
      </Center>
    );

  const phone = linksPhone(sender, driver);
  if (!connect.isPending && isOver(session))
    return (
      <Stack align="center" py="md">
        <Notice color="yellow" w="100%">
          {reasonOf(session.reason) ?? t(phone ? 'link.over' : 'business.refused')}
        </Notice>
        <Group justify="center" gap="sm">
          {!phone && <ToAccounts />}
          <Button leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => mutate({ id, driver })}>
            {t(!phone || (session.state === 'disconnected' && session.hasLogin) ? 'link.retry' : 'link.again')}
          </Button>
        </Group>
      </Stack>
    );

  const can = sender.capabilities?.[driver];
  return (
    <Stack>
      {can?.pairsByQr && can.pairsByCode && (
        <SegmentedControl
          fullWidth
          value={way}
          onChange={(value) => setWay(value as 'qr' | 'code')}
          data={[
            { value: 'qr', label: t('link.byQr') },
            { value: 'code', label: t('link.byCode') },
          ]}
        />
      )}
      {!phone ? (
        <Plain session={session} />
      ) : way === 'code' || can?.pairsByQr === false ? (
        <CodeWay sender={sender} driver={driver} />
      ) : (
        <QrWay sender={sender} session={session} />
      )}
    </Stack>
  );
}

/** A driver that needs no pairing connects or says why not yet. */
function Plain({ session }: { session: Session }) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  const reason = useReason('session')(session.reason);
  return (
    <Center py={40} role="status">
      <Stack align="center" gap="sm">
        <Loader aria-hidden />
        <Text size="sm" c="dimmed" ta="center">
          {reason ?? t('link.connecting')}
        </Text>
        {session.nextTryAt && (
          <Text size="xs" c="dimmed" ta="center">
            {t('sessions.nextTry', { ago: format.ago(session.nextTryAt) })}
          </Text>
        )}
      </Stack>
    </Center>
  );
}
