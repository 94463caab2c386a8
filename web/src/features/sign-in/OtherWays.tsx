import { Button, Divider, Stack } from '@mantine/core';
import { IconBrandGoogleFilled, IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { passkeysWork } from '../../lib/passkeys';
import { useWays } from './ways';

/** Everything but the password. What this install or this browser cannot do is not shown. */
export function OtherWays({ onPasskey, waiting }: { onPasskey: () => void; waiting: boolean }) {
  const { t } = useTranslation('sign-in');
  const ways = useWays().data;
  const passkey = ways?.passkey && passkeysWork();
  if (!passkey && !ways?.google) return null;
  return (
    <Stack gap="sm" mt="lg">
      <Divider label={t('or')} />
      {passkey && (
        <Button
          variant="default"
          fullWidth
          leftSection={<IconKey size={18} stroke={1.6} aria-hidden />}
          onClick={onPasskey}
          loading={waiting}
        >
          {t('passkey.submit')}
        </Button>
      )}
      {ways?.google && (
        <Button variant="default" fullWidth component="a" href="/login" leftSection={<IconBrandGoogleFilled size={16} aria-hidden />}>
          {t('google')}
        </Button>
      )}
    </Stack>
  );
}
