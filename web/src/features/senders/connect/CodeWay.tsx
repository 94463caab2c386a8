import { Box, Button, Center, CopyButton, Loader, Stack, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNetworkOf } from '../../../lib/networks';
import { Failed } from '../../../ui/Failed';
import { useRequestCode } from '../calls/requestCode';
import type { Sender } from '../sender';
import { inHalves } from './code';
import { ScanForMe } from './ScanForMe';

/** A code of eight letters, typed on the phone instead of a scan. */
export function CodeWay({ sender, driver }: { sender: Sender; driver: string }) {
  const { t } = useTranslation('senders');
  const request = useRequestCode(sender.id);
  const network = useNetworkOf(driver);
  const asked = useRef(false);
  const { mutate } = request;
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutate(driver);
  }, [mutate, driver]);

  if (request.error) return <Failed problem={request.error} retry={() => mutate(driver)} />;
  const code = request.data?.pairingCode;
  if (!code)
    return (
      <Center h={220} role="status">
        <Stack align="center" gap="sm">
          <Loader aria-hidden />
          <Text size="sm" c="dimmed">
            {t('link.codeComing')}
          </Text>
        </Stack>
      </Center>
    );
  return (
    <Stack align="center" gap="md" py="md">
      <Text size="sm" ta="center" c="dimmed">
        {network ? t('link.codeSimulator') : t('link.codeAbout')}
      </Text>
      <Box
        px="lg"
        py="md"
        style={{ borderRadius: 12, background: 'var(--parley-subtle)', border: '1px solid var(--mantine-color-default-border)' }}
      >
        <Text ff="monospace" fw={700} style={{ fontSize: '1.9rem', letterSpacing: '0.12em' }}>
          {inHalves(code)}
        </Text>
      </Box>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Button variant="subtle" size="compact-sm" leftSection={<IconCopy size={14} aria-hidden />} onClick={copy}>
            {copied ? t('ui:copied') : t('ui:copy')}
          </Button>
        )}
      </CopyButton>
      {network && <ScanForMe sender={sender} network={network} qr={code} />}
    </Stack>
  );
}
