import { Alert, Box, Button, Center, Loader, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed } from '../../../ui/Failed';
import { useReason } from '../../../ui/Reasons/Reason';
import { Bar } from '../Bar';
import { useConnectSender } from '../calls/connectSender';
import { useQr } from '../calls/showQr';
import type { Sender } from '../sender';
import classes from './QrWay.module.css';
import { ScanForMe } from './ScanForMe';

const SIZE = 264;

/** The QR, which appears, refreshes and disappears by itself. */
export function QrWay({ sender }: { sender: Sender }) {
  const { t } = useTranslation('senders');
  const reasonOf = useReason('session');
  const connect = useConnectSender();
  const session = sender.sessions.find((one) => one.driver === sender.driver);
  const qr = useQr(sender.id, sender.driver, session?.state === 'wait_qr');
  // Given up: nobody scanned in time, logged out, banned. Only a person can begin anew.
  const over = session && !sender.wanted ? false : session?.state === 'disconnected' && !session.nextTryAt && session.reason != null;
  const [left, life] = useSecondsLeft(qr.data?.expiresAt);

  if (qr.error) return <Failed problem={qr.error} retry={() => void qr.refetch()} />;
  if (!qr.data && (over || session?.state === 'banned' || session?.state === 'logged_out'))
    return (
      <Stack align="center" py="md">
        <Alert color="yellow" variant="light" w="100%">
          {reasonOf(session?.reason) ?? t('link.over')}
        </Alert>
        <Button
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={connect.isPending}
          onClick={() => connect.mutate({ id: sender.id, driver: sender.driver })}
        >
          {t('link.again')}
        </Button>
      </Stack>
    );
  return (
    <Stack align="center" gap="md">
      {qr.data ? (
        <Box className={classes.paper}>
          {/* Its text stands in the address only so that a new QR is a new picture. */}
          <img
            key={qr.data.qr}
            className={classes.qr}
            width={SIZE}
            height={SIZE}
            src={`/api/senders/${sender.id}/qr?driver=${sender.driver}&for=${encodeURIComponent(qr.data.qr.slice(-12))}`}
            alt={t('link.qrOf', { name: sender.name })}
          />
        </Box>
      ) : (
        <Center h={SIZE + 24} role="status">
          <Stack align="center" gap="sm">
            <Loader aria-hidden />
            <Text size="sm" c="dimmed">
              {t(session?.hasLogin ? 'link.connecting' : 'link.coming')}
            </Text>
          </Stack>
        </Center>
      )}
      <Box w={SIZE + 24}>
        <Bar
          label={t('link.timeLeft')}
          share={left === undefined ? 0 : Math.min(1, left / life)}
          size={3}
          color={left !== undefined && left <= 5 ? 'yellow' : 'parley'}
        />
        <Text size="xs" c="dimmed" ta="center" mt={6} mih={18} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {left !== undefined && t('link.refreshes', { count: left })}
        </Text>
      </Box>
      {sender.driver === 'simulator' ? (
        <ScanForMe sender={sender} qr={qr.data?.qr} />
      ) : (
        <Text size="sm" component="ol" className={classes.steps}>
          <li>{t('link.step1')}</li>
          <li>{t('link.step2')}</li>
          <li>{t('link.step3')}</li>
        </Text>
      )}
    </Stack>
  );
}

/** How long it is still shown, and how long it was when it was first seen; in seconds. */
function useSecondsLeft(until: string | null | undefined): [number | undefined, number] {
  const [now, setNow] = useState(Date.now);
  const [first, setFirst] = useState({ until, seconds: 1 });
  useEffect(() => {
    if (!until) return;
    setNow(Date.now());
    setFirst({ until, seconds: Math.max(1, (new Date(until).getTime() - Date.now()) / 1000) });
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [until]);
  if (!until) return [undefined, 1];
  const left = Math.max(0, Math.round((new Date(until).getTime() - now) / 1000));
  return [left, Math.max(left, first.seconds)];
}
