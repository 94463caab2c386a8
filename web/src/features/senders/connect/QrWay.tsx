import { Box, Center, Loader, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNetworkOf } from '../../../lib/networks';
import { Failed } from '../../../ui/Failed';
import { Bar } from '../Bar';
import { useQr } from '../calls/showQr';
import type { Sender, Session } from '../sender';
import classes from './QrWay.module.css';
import { ScanForMe } from './ScanForMe';

const SIZE = 264;

/** The QR, which appears, refreshes and disappears by itself. */
export function QrWay({ sender, session }: { sender: Sender; session: Session }) {
  const { t } = useTranslation('senders');
  const { driver } = session;
  const network = useNetworkOf(driver);
  const qr = useQr(sender.id, driver, session.state === 'wait_qr');
  const [left, life] = useSecondsLeft(qr.data?.expiresAt);

  if (qr.error) return <Failed problem={qr.error} retry={() => void qr.refetch()} />;
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
            src={`/api/senders/${sender.id}/qr?driver=${driver}&for=${encodeURIComponent(qr.data.qr.slice(-12))}`}
            alt={t('link.qrOf', { name: sender.name })}
          />
        </Box>
      ) : (
        <Center h={SIZE + 24} role="status">
          <Stack align="center" gap="sm">
            <Loader aria-hidden />
            <Text size="sm" c="dimmed">
              {t(session.hasLogin ? 'link.connecting' : 'link.coming')}
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
      {network ? (
        <ScanForMe sender={sender} network={network} qr={qr.data?.qr} />
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
