import { Button, Stack } from '@mantine/core';
import { IconBrandGoogleFilled, IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../lib/api/client';
import { googleSignIn } from '../../lib/google';
import { useWays } from '../../lib/ways';
import { Notice } from '../../ui/Notice';

/** The server wants somebody who has nothing else to show to sign in once more. */
export const isStale = (problem: unknown) => problem instanceof Problem && problem.type === 'sign-in-again';

/** What to do then. */
export function SignInAgain() {
  const { t } = useTranslation('account');
  const ways = useWays().data;
  return (
    <Notice color="yellow" icon={IconClockExclamation} title={t('password.stale')}>
      <Stack gap="sm" align="flex-start">
        {t('password.staleAbout')}
        {ways?.google && (
          <Button
            variant="default"
            size="xs"
            component="a"
            href={googleSignIn('/account')}
            leftSection={<IconBrandGoogleFilled size={14} aria-hidden />}
          >
            {t('password.googleAgain')}
          </Button>
        )}
      </Stack>
    </Notice>
  );
}
