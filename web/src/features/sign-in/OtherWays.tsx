import { Button, Divider, Stack } from '@mantine/core';
import { IconBrandGoogleFilled, IconKey } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { googleSignIn } from '../../lib/google';
import { passkeysWork } from '../../lib/passkeys';
import { useWays } from '../../lib/ways';
import { ownPlace } from './ownPlace';

/** Everything but the password. What this install or this browser cannot do is not shown. */
export function OtherWays({ onPasskey, waiting }: { onPasskey: () => void; waiting: boolean }) {
  const { t } = useTranslation('sign-in');
  const { next } = useSearch({ from: '/sign-in' });
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
        <Button
          variant="default"
          fullWidth
          component="a"
          href={googleSignIn(ownPlace(next))}
          leftSection={<IconBrandGoogleFilled size={16} aria-hidden />}
        >
          {t('google')}
        </Button>
      )}
    </Stack>
  );
}
