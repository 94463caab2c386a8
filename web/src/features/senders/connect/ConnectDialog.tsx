import { Center, Loader, Modal, SegmentedControl, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Asked } from '../../../ui/Asked';
import { useReason } from '../../../ui/Reasons/Reason';
import { useConnectSender } from '../calls/connectSender';
import { useSender } from '../calls/showSender';
import type { Sender } from '../sender';
import { CodeWay } from './CodeWay';
import { QrWay } from './QrWay';

/** How long "connected" is shown before the dialog closes by itself. */
const SHOWN_MS = 1800;

interface Props {
  /** Stays while the dialog closes. */
  sender: Pick<Sender, 'id' | 'name'> | undefined;
  opened: boolean;
  onClose: () => void;
}

/** Connects a sender: shows its QR as long as one is needed, or a code, and closes by itself once it is connected. */
export function ConnectDialog({ sender, opened, onClose }: Props) {
  const { t } = useTranslation('senders');
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('ui:close') }}
      opened={opened}
      onClose={onClose}
      title={t('link.title', { name: sender?.name })}
      size={420}
    >
      {sender && <Connecting key={sender.id} id={sender.id} onClose={onClose} />}
    </Modal>
  );
}

function Connecting({ id, onClose }: { id: string; onClose: () => void }) {
  const sender = useSender(id);
  return <Asked query={sender}>{(data) => <Ways sender={data} onClose={onClose} />}</Asked>;
}

function Ways({ sender, onClose }: { sender: Sender; onClose: () => void }) {
  const { t } = useTranslation('senders');
  const connect = useConnectSender();
  const reasonOf = useReason('session');
  const [way, setWay] = useState<'qr' | 'code'>('qr');
  const { id, driver } = sender;
  const session = sender.sessions.find((one) => one.driver === driver);
  const connected = session?.state === 'connected';

  // Opening the dialog is asking for the connection; what is up or on its way is not begun anew by asking.
  const asked = useRef(false);
  const { mutate } = connect;
  useEffect(() => {
    if (asked.current || connected) return;
    asked.current = true;
    mutate({ id });
  }, [id, connected, mutate]);

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
          <Text size="sm" c="dimmed">
            {t('link.connectedAbout')}
          </Text>
        </Stack>
      </Center>
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
      {can && !can.pairsByQr && !can.pairsByCode ? (
        <Plain reason={reasonOf(session?.reason)} />
      ) : way === 'code' || can?.pairsByQr === false ? (
        <CodeWay sender={sender} />
      ) : (
        <QrWay sender={sender} />
      )}
    </Stack>
  );
}

/** A driver that needs no pairing connects or says why not. */
function Plain({ reason }: { reason: string | null | undefined }) {
  const { t } = useTranslation('senders');
  return (
    <Center py={40} role="status">
      <Stack align="center" gap="sm">
        <Loader aria-hidden />
        <Text size="sm" c="dimmed" ta="center">
          {reason ?? t('link.connecting')}
        </Text>
      </Stack>
    </Center>
  );
}
