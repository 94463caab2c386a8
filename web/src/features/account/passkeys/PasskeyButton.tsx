import { Button, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PasskeyFailure, passkeysWork } from '../../../lib/passkeys';
import { sentence } from '../../../ui/problems';
import { usePasskeys, useShowPasskey } from './calls';

interface Props {
  pending: boolean;
  onProof: (credential: Record<string, unknown>) => void;
}

/** A passkey in place of the password. Nothing where there is none or this browser cannot show one. */
export function PasskeyButton({ pending, onProof }: Props) {
  const { t } = useTranslation('account');
  const show = useShowPasskey();
  const passkeys = usePasskeys().data;
  if (!passkeys?.length || !passkeysWork()) return null;
  return (
    <div>
      <Button
        variant="default"
        fullWidth
        leftSection={<IconKey size={18} stroke={1.6} aria-hidden />}
        loading={show.isPending || pending}
        onClick={() => show.mutate(undefined, { onSuccess: onProof })}
      >
        {t('confirm.passkey')}
      </Button>
      {show.error && (
        <Text size="sm" c="red" mt={6} role="alert">
          {show.error instanceof PasskeyFailure
            ? t(`confirm.${show.error.why === 'cancelled' ? 'cancelled' : 'refused'}`)
            : sentence(show.error)}
        </Text>
      )}
    </div>
  );
}
