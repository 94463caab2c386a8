import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDeviceMobile, IconScan } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Network } from '../../../lib/networks';
import { useScan } from '../calls/scanQr';
import type { Sender } from '../sender';

interface Props {
  sender: Sender;
  /** The pretended network that it is on. */
  network: Network;
  qr: string | undefined;
}

/** On a pretended network no phone is needed: the number's virtual phone scans, here at once or on its own page. */
export function ScanForMe({ sender, network, qr }: Props) {
  const { t } = useTranslation('senders');
  const scan = useScan(network);
  return (
    <Stack gap="xs" align="center">
      <Text size="sm" c="dimmed" ta="center">
        {t('link.simulator')}
      </Text>
      <Group justify="center" gap="xs">
        <Button
          leftSection={<IconScan size={16} aria-hidden />}
          disabled={!qr}
          loading={scan.isPending || scan.isSuccess}
          onClick={() => qr && scan.mutate({ number: sender.phoneNumber, qr })}
        >
          {t('link.scan')}
        </Button>
        <Button
          variant="subtle"
          leftSection={<IconDeviceMobile size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/phones" search={{ number: sender.phoneNumber, network: network.name }} {...props} />}
        >
          {t('link.openPhone')}
        </Button>
      </Group>
    </Stack>
  );
}
